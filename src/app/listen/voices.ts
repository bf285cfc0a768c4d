import { local } from '../site/siteStorage.ts'

/** Language and script of a tag: the same for `zh-TW` and `zh-Hant`, but not for `sr-Latn` and `sr`. */
function languageAndScript(tag: string): string {
  try {
    // Android writes en_US; some systems say "no" for nb.
    const { language, script } = new Intl.Locale(
      tag
        .replaceAll('_', '-')
        .replace(/^no\b/i, 'nb')
        .replace(/^cmn\b/i, 'zh'),
    ).maximize()
    return `${language}-${script}`
  } catch {
    return tag.toLowerCase()
  }
}

/**
 * The voices that can read a language, best first: voices of the same tag, then those the system prefers. Voices on the
 * device stand before those that send the text to a server.
 */
export function voicesFor(
  language: string,
  voices: readonly SpeechSynthesisVoice[],
): SpeechSynthesisVoice[] {
  const wanted = languageAndScript(language)
  const tag = language.toLowerCase()
  const score = (voice: SpeechSynthesisVoice) =>
    (voice.localService ? 4 : 0) +
    (voice.lang.replaceAll('_', '-').toLowerCase() === tag ? 2 : 0) +
    (voice.default ? 1 : 0)
  return voices
    .filter(({ lang }) => languageAndScript(lang) === wanted)
    .sort((a, b) => score(b) - score(a))
}

/** Choices of this visit, by key: the browser may refuse storage. */
const chosenNow = new Map<string, string>()
const keyOf = (language: string) => `voice:${languageAndScript(language)}` as const

/**
 * The voice that reads a language: the reader's choice, else the best one on the device. The app never takes a voice that
 * sends the text to a server without being told to: what a reader reads is private.
 */
export function voiceFor(
  language: string,
  voices: readonly SpeechSynthesisVoice[],
): SpeechSynthesisVoice | undefined {
  const fitting = voicesFor(language, voices)
  const chosen = chosenNow.get(keyOf(language)) ?? local.get(keyOf(language))
  return (
    fitting.find(({ voiceURI }) => voiceURI === chosen) ??
    fitting.find(({ localService }) => localService)
  )
}

export function chooseVoice(language: string, voice: SpeechSynthesisVoice): void {
  chosenNow.set(keyOf(language), voice.voiceURI)
  local.set(keyOf(language), voice.voiceURI)
}

/** Chromium loads voices late, and never if the system has none. */
const VOICES_TIMEOUT_MS = 2000

export async function loadVoices(synth: SpeechSynthesis): Promise<SpeechSynthesisVoice[]> {
  if (synth.getVoices().length === 0) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, VOICES_TIMEOUT_MS)
      synth.addEventListener(
        'voiceschanged',
        () => {
          clearTimeout(timer)
          resolve()
        },
        { once: true },
      )
    })
  }
  return synth.getVoices()
}
