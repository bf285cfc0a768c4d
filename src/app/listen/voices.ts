/** Language and script of a tag: `zh-TW` and `zh-Hant` are the same, `sr-Latn` and `sr` are not. */
function nature(tag: string): string {
  try {
    // Android writes en_US; "no" is what most systems call nb.
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
 * The voices that can read a language, best first: of the very tag, then those the system prefers. Voices
 * on the device stand before those that send the text to somebody's server.
 */
export function voicesFor(
  language: string,
  voices: readonly SpeechSynthesisVoice[],
): SpeechSynthesisVoice[] {
  const wanted = nature(language)
  const tag = language.toLowerCase()
  const score = (voice: SpeechSynthesisVoice) =>
    (voice.localService ? 4 : 0) +
    (voice.lang.replaceAll('_', '-').toLowerCase() === tag ? 2 : 0) +
    (voice.default ? 1 : 0)
  return voices.filter(({ lang }) => nature(lang) === wanted).sort((a, b) => score(b) - score(a))
}

/** Of this visit: storage may be refused. */
const chosenNow = new Map<string, string>()
const keyOf = (language: string) => `longwave:voice:${nature(language)}`

/**
 * The voice that reads a language: the reader's choice, else the best one on the device. One that sends what
 * is read to a server is never taken unasked: reading is nobody else's business.
 */
export function voiceFor(
  language: string,
  voices: readonly SpeechSynthesisVoice[],
): SpeechSynthesisVoice | undefined {
  const fitting = voicesFor(language, voices)
  const chosen = chosenNow.get(keyOf(language)) ?? keptChoice(language)
  return (
    fitting.find(({ voiceURI }) => voiceURI === chosen) ??
    fitting.find(({ localService }) => localService)
  )
}

function keptChoice(language: string): string | null {
  try {
    return localStorage.getItem(keyOf(language))
  } catch {
    return null
  }
}

export function chooseVoice(language: string, voice: SpeechSynthesisVoice): void {
  chosenNow.set(keyOf(language), voice.voiceURI)
  try {
    localStorage.setItem(keyOf(language), voice.voiceURI)
  } catch {
    // The choice then holds for this page.
  }
}

/** Voices come late in Chromium, and never where the system has none (ms). */
const PATIENCE = 2000

export async function loadVoices(synth: SpeechSynthesis): Promise<SpeechSynthesisVoice[]> {
  if (synth.getVoices().length === 0) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE)
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
