import { createSignal } from 'solid-js'
import { voiceFor, voicesFor } from './voices.ts'

/**
 * The voices for an article, and the one that reads it.
 * @param language of the article
 * @param onLate called when the first voice for it has come after `waitForLate`
 */
export function createVoices(synth: SpeechSynthesis, language: () => string, onLate: () => void) {
  const [voices, setVoices] = createSignal<SpeechSynthesisVoice[]>([])
  const [voice, setVoice] = createSignal<SpeechSynthesisVoice>()
  /** All voices of the system, in any language. */
  let all: SpeechSynthesisVoice[] = []

  function take(loaded: SpeechSynthesisVoice[]) {
    all = loaded
    setVoices(voicesFor(language(), all))
    setVoice(voiceFor(language(), all))
  }

  function onLateVoices() {
    if (voice()) return
    take(synth.getVoices())
    if (voice()) onLate()
  }

  return {
    voices,
    voice,
    setVoice,
    take,
    /** The voice for a sentence, which may be in another language than the article. */
    voiceIn: (language: string) => voiceFor(language, all),
    /** A slow device loads its voices after the player has given up: the reader can then press play. */
    waitForLate: () => synth.addEventListener('voiceschanged', onLateVoices),
    end: () => synth.removeEventListener('voiceschanged', onLateVoices),
  }
}

export type Voices = ReturnType<typeof createVoices>
