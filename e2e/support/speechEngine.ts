import type { Page } from '@playwright/test'

/** The state of a fake speech engine: the texts it was given, and how it is to behave. */
export interface Speech {
  spoken: { text: string; lang: string; rate: number }[]
  /** Ends the current text, as an engine does at the end of a sentence. */
  finish(): void
  /** Lets the voices arrive that `late` holds back. */
  arrive(): void
  /**
   * With `cut` the engine falls silent without an event; with `drop` it ends the first text at once; with `refuse` it
   * demands a user gesture.
   */
  fault?: 'cut' | 'drop' | 'refuse'
  cancelled: number
  voices: { lang: string; name: string; localService: boolean }[]
}

export type Voice = [language: string, name: string, local: boolean]

/**
 * Replaces the browser's speech engine, which has no voices on a machine without a desktop. It says a text until the
 * test ends it (`finish`). Use: `page.addInitScript(fakeSpeech, { voices })`.
 * @param late voices arrive when the test says so (`arrive`): Chromium's arrive after the page has loaded
 */
export function fakeSpeech({ voices, late = false }: { voices: Voice[]; late?: boolean }) {
  const speech: Speech = {
    spoken: [],
    cancelled: 0,
    voices: [],
    finish: () => {},
    arrive: () => {},
  }
  const all = voices.map(([lang, name, localService]) => ({
    lang,
    name,
    localService,
    voiceURI: name,
    default: false,
  }))
  if (!late) speech.voices = all
  class Utterance {
    text: string
    lang = ''
    rate = 1
    voice = null
    onstart: (() => void) | null = null
    onend: (() => void) | null = null
    onerror: ((event: { error: string }) => void) | null = null
    constructor(text: string) {
      this.text = text
    }
  }
  let now: Utterance | undefined
  let begun = false
  const synth = Object.assign(new EventTarget(), {
    speaking: false,
    pending: false,
    getVoices: () => speech.voices,
    resume: () => {},
    cancel() {
      speech.cancelled += 1
      const was = now
      now = undefined
      synth.speaking = false
      was?.onerror?.({ error: 'canceled' })
    },
    speak(utterance: Utterance) {
      const { text, lang, rate } = utterance
      const { fault } = speech
      if (fault === 'refuse') {
        setTimeout(() => utterance.onerror?.({ error: 'not-allowed' }))
        return
      }
      if (fault === 'drop') {
        delete speech.fault
        setTimeout(() => utterance.onend?.())
        return
      }
      now = utterance
      begun = false
      synth.speaking = true
      speech.spoken.push({ text, lang, rate })
      setTimeout(() => begin(utterance))
    },
  })
  const begin = (utterance: Utterance) => {
    if (begun || now !== utterance) return
    begun = true
    utterance.onstart?.()
  }
  speech.finish = () => {
    const was = now
    // An engine never ends a text that it has not begun, however quick the test is.
    if (was) begin(was)
    now = undefined
    synth.speaking = false
    was?.onend?.()
  }
  speech.arrive = () => {
    speech.voices = all
    synth.dispatchEvent(new Event('voiceschanged'))
  }
  const handlers: Record<string, (() => void) | null> = {}
  navigator.mediaSession.setActionHandler = (action, handler) => {
    handlers[action] = handler as (() => void) | null
  }
  Object.assign(window, { speech, mediaHandlers: handlers, SpeechSynthesisUtterance: Utterance })
  Object.defineProperty(window, 'speechSynthesis', { value: synth })
}

/** Reads or changes the engine of a page: the function runs in the page. */
export const speech = <T>(page: Page, read: (speech: Speech) => T): Promise<T> =>
  page.evaluate(`(${read})(window.speech)`) as Promise<T>
