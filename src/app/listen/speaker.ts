/** How the speech of a text ended: `stopped` by the app, `refused` by a browser that wants a press first. */
export type Said = 'said' | 'stopped' | 'refused' | 'failed'

export interface Speaker {
  say(text: string, voice: SpeechSynthesisVoice, rate: number): Promise<Said>
  stop(): void
}

/**
 * Characters a voice says in a second at normal speed: letters of the slowest alphabets, and signs that stand for
 * a syllable or a word. People read 255 characters of Chinese aloud in a minute, 357 of Japanese, 612 to 1078 letters
 * (see WORDS_PER_MINUTE_IN in language/dates.ts).
 */
const CHARACTERS_PER_S = 10
const CHARACTERS_PER_S_IN: Record<string, number> = {
  zh: 4.25,
  cmn: 4.25,
  yue: 4.25,
  ja: 5.9,
  ko: 5.9,
  am: 5.9,
  ti: 5.9,
}

const paceOf = (language: string) =>
  CHARACTERS_PER_S_IN[language.split(/[-_]/)[0]!.toLowerCase()] ?? CHARACTERS_PER_S

/**
 * Chromium stops remote voices without an event after about 14 s (HadrienGardeur/read-aloud-best-practices#3), so no text
 * for a voice takes longer than this.
 */
const LONGEST_SPEECH_S = 13

/** @returns how many characters of a language may be said at once at this speed */
export function mostAtOnce(language: string, rate: number): number {
  return Math.floor(paceOf(language) * LONGEST_SPEECH_S * rate)
}

/** An engine that has not begun to speak by then never will. */
const START_TIMEOUT_MS = 5000
/** Between cancel() and speak(): WebKit and Android drop a text that follows at once. */
const AFTER_CANCEL_MS = 60
/** An engine that ends a text so soon, without a start, has dropped it … */
const DROPPED_WITHIN_MS = 40
/** … unless the text has at most so many characters. */
const SHORT_CHARACTERS = 8

/**
 * Says texts, one at a time, and works around faults of engines: an `end` that never comes or comes at once, a first text
 * that is dropped, utterances that are garbage-collected before they speak. The code never calls pause(), which means
 * cancel() on Android.
 */
export function createSpeaker(synth: SpeechSynthesis): Speaker {
  // Engines hold utterances weakly: without this reference an utterance may never send its `end`.
  let held: SpeechSynthesisUtterance | undefined
  let turn = 0
  let end: (said: Said) => void = () => {}
  // A page before this one may have left speech in the engine.
  synth.cancel()

  const once = (text: string, voice: SpeechSynthesisVoice, rate: number) =>
    new Promise<Said | 'dropped'>((resolve) => {
      const utterance = new SpeechSynthesisUtterance(text)
      held = utterance
      utterance.voice = voice
      utterance.lang = voice.lang
      utterance.rate = rate
      let begun = 0
      const timers: ReturnType<typeof setTimeout>[] = []
      const finish = (said: Said | 'dropped') => {
        for (const timer of timers) clearTimeout(timer)
        if (held === utterance) held = undefined
        utterance.onstart = utterance.onend = utterance.onerror = null
        resolve(said)
      }
      end = finish
      const asked = Date.now()
      utterance.onstart = () => {
        begun = Date.now()
      }
      utterance.onend = () => {
        const atOnce =
          !begun && Date.now() - asked < DROPPED_WITHIN_MS && text.length > SHORT_CHARACTERS
        finish(atOnce ? 'dropped' : 'said')
      }
      utterance.onerror = ({ error }) => {
        if (error === 'interrupted' || error === 'canceled') finish('stopped')
        else finish(error === 'not-allowed' ? 'refused' : 'failed')
      }
      timers.push(
        setTimeout(() => {
          if (!begun && !synth.speaking) finish('dropped')
        }, START_TIMEOUT_MS),
        // The engine has stopped without an event: most of the text was spoken, so go on with the next sentence.
        setTimeout(
          () => finish('said'),
          START_TIMEOUT_MS + (text.length / paceOf(voice.lang) / rate) * 2000,
        ),
      )
      synth.speak(utterance)
      // Engines may stay paused after a cancel().
      synth.resume()
    })

  const silence = async () => {
    if (!synth.speaking && !synth.pending) return
    synth.cancel()
    await new Promise((resolve) => setTimeout(resolve, AFTER_CANCEL_MS))
  }

  return {
    async say(text, voice, rate) {
      turn += 1
      const own = turn
      for (let attempt = 0; attempt < 2; attempt++) {
        await silence()
        if (own !== turn) return 'stopped'
        const said = await once(text, voice, rate)
        if (own !== turn) return 'stopped'
        if (said !== 'dropped') return said
      }
      return 'failed'
    },
    stop() {
      turn += 1
      end('stopped')
      synth.cancel()
    },
  }
}
