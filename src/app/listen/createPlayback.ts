import { createSignal } from 'solid-js'
import { letVoiceLead } from '../reading/place.ts'
import type { Cursor } from './createCursor.ts'
import { createReader } from './createReader.ts'
import type { Voices } from './createVoices.ts'
import { createFollower } from './follow.ts'
import { createMediaKeys } from './mediaKeys.ts'
import type { PlayerWords } from './playerWords.ts'
import { createWakeLock } from './wakeLock.ts'

interface Parts {
  words: () => PlayerWords
  cursor: Cursor
  voices: Voices
  speed: () => number
  /** Shows words in the player. */
  say: (words: string) => void
}

/** Play, pause and step, with all that a voice holds while it reads: highlight, media keys, wake lock. */
export function createPlayback(
  synth: SpeechSynthesis,
  { words, cursor, voices, speed, say }: Parts,
) {
  const follower = createFollower()
  const wakeLock = createWakeLock()
  const reader = createReader(synth, { words, cursor, voices, follower, speed, say })
  const [playing, setPlaying] = createSignal(false)
  const media = createMediaKeys(
    {
      play: () => play(),
      pause: () => pause(),
      previoustrack: () => step(-1),
      nexttrack: () => step(1),
    },
    cursor.headline(),
    true,
  )

  async function play() {
    if (!voices.voice() || !cursor.begin()) return
    setPlaying(true)
    letVoiceLead(true)
    follower.follow()
    media.playing(true)
    wakeLock.hold(true)
    const ended = await reader.read()
    if (!ended) return
    say(words()[ended])
    if (ended === 'end') cursor.toStart()
    pause()
    if (ended === 'end') follower.clear()
  }

  function pause() {
    reader.stop()
    setPlaying(false)
    media.playing(false)
    wakeLock.hold(false)
    letVoiceLead(false)
  }

  function step(by: number) {
    cursor.step(by)
    say('')
    if (playing()) play()
    else {
      follower.follow()
      reader.point(cursor.current()!)
    }
  }

  return {
    playing,
    play,
    pause,
    step,
    /** Starts the current sentence again, with another voice or speed, if the player plays. */
    playOn() {
      if (playing()) play()
    },
    /** Number of presses so far: tells whether a reader has played or paused meanwhile. */
    turn: reader.turn,
    end() {
      pause()
      follower.stop()
      media.end()
      wakeLock.end()
    },
  }
}
