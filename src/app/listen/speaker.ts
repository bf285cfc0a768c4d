/** How saying a text ended. `stopped` is by us; `refused` is by the browser, which wants a press first. */
export type Said = 'said' | 'stopped' | 'refused' | 'failed'

export interface Speaker {
  say(text: string, voice: SpeechSynthesisVoice, rate: number): Promise<Said>
  stop(): void
}

/**
 * Characters a voice says in a second at normal speed: letters of the slowest alphabets, and signs that stand for
 * a syllable or a word. People read 255 characters of Chinese aloud in a minute, 357 of Japanese, 612 to 1078 letters
 * (see PACES in language/dates.ts).
 */
const PACE = 10
const PACES: Record<string, number> = {
  zh: 4.25,
  cmn: 4.25,
  yue: 4.25,
  ja: 5.9,
  ko: 5.9,
  am: 5.9,
  ti: 5.9,
}

const paceOf = (language: string) => PACES[language.split(/[-_]/)[0]!.toLowerCase()] ?? PACE

/**
 * Chromium stops remote voices in silence after about 14 s (HadrienGardeur/read-aloud-best-practices#3), so none gets
 * more.
 */
const LONGEST = 13

/** @returns how many characters of a language may be said at once at this speed */
export function mostAtOnce(language: string, rate: number): number {
  return Math.floor(paceOf(language) * LONGEST * rate)
}

/** An engine that has not begun by then never will (ms). */
const TO_BEGIN = 5000
/** Between cancel() and speak(): WebKit and Android drop what follows at once (ms). */
const BREATH = 60

/**
 * Says texts, one at a time, through whatever faults the engine has: `end` that never comes or comes at
 * once, a first text that is dropped, utterances that are garbage-collected before they speak. Nothing
 * relies on pause(), which means cancel() on Android.
 */
export function createSpeaker(synth: SpeechSynthesis): Speaker {
  // Engines hold utterances weakly: one that nobody else holds may never say its end.
  let held: SpeechSynthesisUtterance | undefined
  let turn = 0
  let end: (said: Said) => void = () => {}
  // What a page before this one had begun.
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
        const atOnce = !begun && Date.now() - asked < 40 && text.length > 8
        finish(atOnce ? 'dropped' : 'said')
      }
      utterance.onerror = ({ error }) => {
        if (error === 'interrupted' || error === 'canceled') finish('stopped')
        else finish(error === 'not-allowed' ? 'refused' : 'failed')
      }
      timers.push(
        setTimeout(() => {
          if (!begun && !synth.speaking) finish('dropped')
        }, TO_BEGIN),
        // Cut off in silence: what was heard is most of it, and the next sentence can be read.
        setTimeout(
          () => finish('said'),
          TO_BEGIN + (text.length / paceOf(voice.lang) / rate) * 2000,
        ),
      )
      synth.speak(utterance)
      // Some engines wait for this after a cancel.
      synth.resume()
    })

  const silence = async () => {
    if (!synth.speaking && !synth.pending) return
    synth.cancel()
    await new Promise((resolve) => setTimeout(resolve, BREATH))
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
