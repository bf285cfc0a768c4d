import { createSignal } from 'solid-js'
import { local } from '../site/siteStorage.ts'
import { announce } from '../ui/announce.ts'
import { createCursor } from './createCursor.ts'
import { createPlayback } from './createPlayback.ts'
import { createSpeed } from './createSpeed.ts'
import { createVoices } from './createVoices.ts'
import { nameOfLanguage } from './nameOfLanguage.ts'
import type { PlayerWords } from './playerWords.ts'
import { loadVoices } from './voices.ts'

/** How a locked screen affects the voice, once on this device: the advice takes a third of the screen of a phone. */
function adviceOnce({ awake, locked }: PlayerWords): string {
  if (local.get('listened')) return ''
  local.set('listened', 'true')
  return 'wakeLock' in navigator ? `${awake} ${locked}` : locked
}

export type Player = ReturnType<typeof createPlayer>

/** Reads the shown article aloud. The voice starts from the reading position and moves it. */
export function createPlayer(synth: SpeechSynthesis, words: () => PlayerWords) {
  const cursor = createCursor()
  const { speed, changeSpeed } = createSpeed()
  const voices = createVoices(synth, cursor.language, () => say(''))
  const playback = createPlayback(synth, { words, cursor, voices, speed, say })
  const [ready, setReady] = createSignal(false)
  const [state, setState] = createSignal(adviceOnce(words()))
  let closed = false

  async function open() {
    cursor.readArticle()
    const turn = playback.turn()
    const loaded = await loadVoices(synth)
    if (closed) return
    voices.take(loaded)
    setReady(true)
    const isUntouched = turn === playback.turn()
    if (isUntouched) cursor.toReader()
    if (voices.voice()) {
      if (isUntouched) playback.play()
      return
    }
    const { onlyOnline, noVoice, language } = words()
    const inWords = voices.voices().length > 0 ? onlyOnline : noVoice
    say(inWords(nameOfLanguage(cursor.language(), language)))
    voices.waitForLate()
  }

  /** Starts at the point of a tap, if a sentence begins before it. */
  function startAt(node: Node, offset: number) {
    if (!cursor.toPoint(node, offset)) return
    say('')
    playback.play()
  }

  function changeVoice(to: SpeechSynthesisVoice) {
    voices.setVoice(to)
    say('')
    playback.playOn()
  }

  /** Goes on in a page that has been drawn anew. @returns whether it still shows the article */
  function redrawn(): boolean {
    const found = cursor.followPage()
    if (found === 'redrawn') playback.playOn()
    return found !== 'gone'
  }

  /** @returns the element of the current sentence, for the focus; undefined at the first sentence */
  function close(): HTMLElement | undefined {
    const element = cursor.current()?.element
    closed = true
    voices.end()
    playback.end()
    return cursor.hasMoved() ? element : undefined
  }

  /** Shows words in the player, and announces them to a screen reader. Called only while the voice is silent. */
  function say(text: string) {
    setState(text)
    if (text) announce(text)
  }

  return {
    open,
    close,
    play: playback.play,
    pause: playback.pause,
    step: playback.step,
    startAt,
    changeSpeed(by: 1 | -1) {
      if (changeSpeed(by)) playback.playOn()
    },
    changeVoice,
    redrawn,
    language: cursor.language,
    playing: playback.playing,
    ready,
    /** Words that the player shows, such as the reason why it is silent. */
    state,
    speed,
    voices: voices.voices,
    voice: voices.voice,
  }
}
