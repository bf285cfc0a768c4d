import type { Direction, LanguageTag } from '#bundle/article.ts'

/** Scripts of the Bidi_Class R and AL in the Unicode Standard; the scripts in use today come first. */
const RIGHT_TO_LEFT = new Set(
  (
    'Arab Aran Hebr Thaa Syrc Nkoo Adlm Rohg Mand Samr Mend Yezi Hung Orkh ' +
    'Armi Avst Chrs Cprt Elym Hatr Khar Lydi Mani Merc Mero Narb Nbat Ougr Palm Phli Phlp Phnx Prti Sarb Sogd Sogo'
  ).split(' '),
)

/**
 * The direction of a language by its likely script: `fa` and `az-Arab` are rtl, `az` is ltr. The textInfo of Intl is
 * not used: it has `az-Arab` and `dv` wrong in Node 20 and differs between versions.
 */
export function directionOf(language: LanguageTag): Direction {
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    return 'ltr'
  }
}

/**
 * Makes a language tag of the format from the spellings of sources: `en_US`, `EN-us`, ` fa `.
 * @returns undefined where it is no language
 */
export function languageTag(written: string | null | undefined): LanguageTag | undefined {
  const tag = written?.trim().replaceAll('_', '-')
  if (!tag || !/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,7}$/.test(tag)) return undefined
  try {
    const [canonical] = Intl.getCanonicalLocales(tag)
    return canonical === 'und' ? undefined : canonical
  } catch {
    return undefined
  }
}

/** Scripts that belong to one language or a few, each with its commonest language. */
const SCRIPTS: [RegExp, LanguageTag][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Telugu}/gu, 'te'],
  [/\p{Script=Gujarati}/gu, 'gu'],
  [/\p{Script=Gurmukhi}/gu, 'pa'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Myanmar}/gu, 'my'],
  [/\p{Script=Khmer}/gu, 'km'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Ethiopic}/gu, 'am'],
  [/\p{Script=Tibetan}/gu, 'bo'],
  [/\p{Script=Sinhala}/gu, 'si'],
]

/**
 * The language of a text by its script alone, for a source that names no language or the wrong one.
 * @returns undefined where the script leaves it open (Latin, or too little text)
 */
export function languageOfScript(text: string): LanguageTag | undefined {
  const sample = text.slice(0, 4000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 20) return undefined
  for (const [script, language] of SCRIPTS) {
    const share = (sample.match(script)?.length ?? 0) / letters
    // Japanese mixes its syllabaries with Han characters.
    if (share > (language === 'ja' ? 0.15 : 0.5)) {
      if (language !== 'ar') return language
      if (/[ٹڈڑںے]/.test(sample)) return 'ur'
      return /[پچژگ]/.test(sample) && /[یک]/.test(sample) ? 'fa' : 'ar'
    }
  }
  return undefined
}

/**
 * The declared language of a source, unless its script contradicts it: "en" over Persian text is a mistake of a
 * template, "de" over Latin letters may be right.
 */
export function agreeingLanguage(
  declared: LanguageTag | undefined,
  script: LanguageTag | undefined,
): LanguageTag | undefined {
  if (!declared || !script) return declared ?? script
  const written = (tag: LanguageTag) => new Intl.Locale(tag).maximize().script
  const han = /^(?:ja|zh|ko|yue)\b/.test(declared) && script === 'zh'
  return han || written(declared) === written(script) ? declared : script
}

const RTL_LETTERS =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}\p{Script=Nko}\p{Script=Adlam}]/gu

/**
 * The direction of a text by its letters alone.
 * @returns undefined where the letters are few or mixed: one name in Latin letters does not turn a line
 */
export function directionOfLetters(text: string): Direction | undefined {
  const sample = text.slice(0, 4000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 8) return undefined
  const share = (sample.match(RTL_LETTERS)?.length ?? 0) / letters
  if (share > 0.6) return 'rtl'
  return share === 0 && letters >= 20 ? 'ltr' : undefined
}
