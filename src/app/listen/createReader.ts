import { keepLocator, locatorOf } from '../reading/place.ts'
import { rangeAt } from '../reading/text.ts'
import type { Cursor } from './createCursor.ts'
import type { Voices } from './createVoices.ts'
import type { createFollower } from './follow.ts'
import { nameOfLanguage } from './nameOfLanguage.ts'
import type { PlayerWords } from './playerWords.ts'
import { cutPieces } from './sentences.ts'
import { createSpeaker, mostAtOnce } from './speaker.ts'
import type { Utterance } from './utterances.ts'

/** Failed sentences in a row, after which the reader stops: a voice may fail at one word, but not at three sentences. */
const MOST_FAILURES = 3

interface Parts {
  words: () => PlayerWords
  cursor: Cursor
  voices: Voices
  follower: ReturnType<typeof createFollower>
  speed: () => number
  /** Shows words in the player. */
  say: (words: string) => void
}

/** Reads sentence after sentence, from the cursor on. */
export function createReader(
  synth: SpeechSynthesis,
  { words, cursor, voices, follower, speed, say }: Parts,
) {
  const speaker = createSpeaker(synth)
  /** Grows with every start and stop: a loop with an older number ends. */
  let turn = 0

  /** Marks a sentence, brings it into view and makes it the reading position. */
  function point({ element, stretch }: Utterance) {
    const range = stretch ? rangeAt(element, stretch.start, stretch.end) : undefined
    follower.mark(element, range)
    const locator = range
      ? locatorOf(range.startContainer, range.startOffset)
      : locatorOf(element, 0)
    if (locator) keepLocator(locator)
  }

  async function saySentence({ text, language }: Utterance, by: SpeechSynthesisVoice, own: number) {
    for (const piece of cutPieces(text, language, mostAtOnce(language, speed()))) {
      const said = await speaker.say(piece, by, speed())
      if (own !== turn || said !== 'said') return said
    }
    return 'said' as const
  }

  return {
    /** Number of starts and stops so far. */
    turn: () => turn,
    point,
    /** @returns why it ended; undefined if it was stopped, or started again elsewhere */
    async read(): Promise<'end' | 'refused' | 'failed' | undefined> {
      turn += 1
      const own = turn
      let failures = 0
      let skipped = ''
      for (let sentence = cursor.current(); sentence; sentence = cursor.next()) {
        const by = voices.voiceIn(sentence.language)
        if (!by) {
          if (skipped !== sentence.language) {
            skipped = sentence.language
            say(words().skipped(nameOfLanguage(skipped, words().language)))
          }
          continue
        }
        point(sentence)
        const said = await saySentence(sentence, by, own)
        if (own !== turn) return undefined
        if (said === 'refused') return said
        failures = said === 'failed' ? failures + 1 : 0
        if (failures === MOST_FAILURES) {
          cursor.step(1 - MOST_FAILURES)
          return 'failed'
        }
      }
      return 'end'
    },
    stop() {
      turn += 1
      speaker.stop()
    },
  }
}
