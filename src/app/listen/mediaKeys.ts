/** Seconds of the silence that plays along. */
const SILENCE = 2
const RATE = 8000

type Handlers = { [Action in MediaSessionAction]?: MediaSessionActionHandler }

/**
 * The keys of a keyboard, a headset or a lock screen. Browsers give them only to a page that plays sound by an
 * audio element, which speech is not: so a silence plays along. Where it may not, the keys do nothing.
 * @param recording the name of what an audio element plays: then there is sound already
 */
export function createMediaKeys(handlers: Handlers, recording?: string) {
  const session = 'mediaSession' in navigator ? navigator.mediaSession : undefined
  let silence: HTMLAudioElement | undefined
  let address: string | undefined

  if (session) {
    const title = recording ?? document.querySelector('#app h1')?.textContent ?? document.title
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
      if (recording !== undefined) return
      // Two voices at a time are none.
      if (on) for (const audio of document.querySelectorAll('audio')) audio.pause()
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

/** A WAV file of nothing: 8 bits, one channel. */
function silentSound(): Blob {
  const samples = SILENCE * RATE
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
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, samples, true)
  // Unsigned: silence is the middle.
  new Uint8Array(view.buffer, 44).fill(128)
  return new Blob([view.buffer], { type: 'audio/wav' })
}
