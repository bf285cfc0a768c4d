import { pauseAudio } from './players.ts'

/** Seconds of the silent sound that plays along with a voice. */
const SILENCE_S = 2
const SAMPLES_PER_S = 8000

type Handlers = { [Action in MediaSessionAction]?: MediaSessionActionHandler }

/**
 * Handles the media keys of a keyboard, a headset or a lock screen. Browsers give them only to a page with an audio
 * element that plays, and speech has none: so a silent sound plays along. If the browser refuses it, the keys do nothing.
 * @param title of what is heard
 * @param isSpeech whether a voice reads, rather than an audio element of the page
 */
export function createMediaKeys(handlers: Handlers, title: string, isSpeech: boolean) {
  const session = 'mediaSession' in navigator ? navigator.mediaSession : undefined
  let silence: HTMLAudioElement | undefined
  let address: string | undefined

  if (session) {
    const artist = document.querySelector('.nameplate')?.textContent ?? ''
    session.metadata = new MediaMetadata({ title, artist })
    for (const [action, handler] of Object.entries(handlers)) {
      session.setActionHandler(action as MediaSessionAction, handler)
    }
  }

  return {
    playing(on: boolean) {
      if (!session) return
      session.playbackState = on ? 'playing' : 'paused'
      if (!isSpeech) return
      if (on) pauseAudio()
      if (!silence) {
        address = URL.createObjectURL(silentSound())
        silence = new Audio(address)
        silence.loop = true
      }
      if (on) silence.play().catch(() => {})
      else silence.pause()
    },
    end() {
      silence?.pause()
      if (address) URL.revokeObjectURL(address)
      if (!session) return
      session.playbackState = 'none'
      session.metadata = null
      for (const action of Object.keys(handlers)) {
        session.setActionHandler(action as MediaSessionAction, null)
      }
    },
  }
}

/** A silent WAV file: 8 bits, one channel. */
function silentSound(): Blob {
  const samples = SILENCE_S * SAMPLES_PER_S
  const view = new DataView(new ArrayBuffer(44 + samples))
  const text = (at: number, words: string) => {
    for (let index = 0; index < words.length; index++) {
      view.setUint8(at + index, words.charCodeAt(index))
    }
  }
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, SAMPLES_PER_S, true)
  view.setUint32(28, SAMPLES_PER_S, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, samples, true)
  // 8-bit samples are unsigned: silence is the middle value.
  new Uint8Array(view.buffer, 44).fill(128)
  return new Blob([view.buffer], { type: 'audio/wav' })
}
