import { createSignal } from 'solid-js'
import { later } from '../language/catalog.ts'
import { currentPlace, keepPlace, leadPlace, locatorOf, rangeOf } from '../reading/place.ts'
import { rangeAt } from '../reading/text.ts'
import { announce } from '../ui/announce.ts'
import { createFollower } from './follow.ts'
import { createMediaKeys } from './mediaKeys.ts'
import { cutPieces } from './sentences.ts'
import { createSpeaker, mostAtOnce } from './speaker.ts'
import { type Utterance, utterancesOf } from './utterances.ts'
import { loadVoices, voiceFor, voicesFor } from './voices.ts'
import { createWakeLock } from './wakeLock.ts'

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3]
const SPEED_KEY = 'longwave:speed'

const TOLD_KEY = 'longwave:listened'

/** What a screen and a lock do to a voice, the first time on this device: it takes a third of a phone. */
function adviceOnce(): string {
  try {
    if (localStorage.getItem(TOLD_KEY)) return ''
    localStorage.setItem(TOLD_KEY, 'true')
  } catch {
    // Where nothing is kept, it is told each time.
  }
  const { awake, locked } = later.listen
  return 'wakeLock' in navigator ? `${awake} ${locked}` : locked
}

export type Player = ReturnType<typeof createPlayer>

/** Reads the shown article aloud. One cursor: the voice moves the reader's place, and starts from it. */
export function createPlayer(synth: SpeechSynthesis) {
  const speaker = createSpeaker(synth)
  const follower = createFollower()
  const wakeLock = createWakeLock()
  const [playing, setPlaying] = createSignal(false)
  const [ready, setReady] = createSignal(false)
  const [words, setWords] = createSignal(adviceOnce())
  const [speed, setSpeed] = createSignal(keptSpeed())
  const [voices, setVoices] = createSignal<SpeechSynthesisVoice[]>([])
  const [voice, setVoice] = createSignal<SpeechSynthesisVoice>()

  let article = document.querySelector<HTMLElement>('#app .article')!
  let utterances: Utterance[] = []
  let index = 0
  /** Grows with every press: whoever speaks for an older one falls silent. */
  let turn = 0
  let all: SpeechSynthesisVoice[] = []
  let closed = false

  const language = () => article.lang || 'en'
  const media = createMediaKeys({
    play: () => play(),
    pause: () => pause(),
    previoustrack: () => step(-1),
    nexttrack: () => step(1),
  })

  async function open() {
    article = document.querySelector<HTMLElement>('#app .article')!
    utterances = utterancesOf(article)
    const own = turn
    all = await loadVoices(synth)
    if (closed) return
    takeVoices()
    setReady(true)
    if (own === turn) index = startingPoint()
    if (!voice()) {
      const words = voices().length > 0 ? later.listen.onlyOnline : later.listen.noVoice
      say(words(nameOf(language())))
      synth.addEventListener('voiceschanged', onLateVoices)
    } else if (own === turn) play()
  }

  function takeVoices() {
    setVoices(voicesFor(language(), all))
    setVoice(voiceFor(language(), all))
  }

  /** A slow device has its voices later than the player waits for them: from then on it can be told to play. */
  function onLateVoices() {
    if (voice()) return
    all = synth.getVoices()
    takeVoices()
    if (voice()) say('')
  }

  /** The sentence the reader is at, or the headline before its body. */
  function startingPoint(): number {
    const place = currentPlace()
    const range = place && rangeOf(place)
    return range ? Math.max(0, indexAt(range.startContainer, range.startOffset)) : 0
  }

  function indexAt(node: Node, offset: number): number {
    const point = document.createRange()
    point.setStart(node, offset)
    // The last sentence that begins before the point.
    let found = -1
    for (const [at, { element, stretch }] of utterances.entries()) {
      const range = stretch ? rangeAt(element, stretch.start, stretch.end) : undefined
      const begins = range ? range.comparePoint(node, offset) >= 0 : element.contains(node)
      if (begins) found = at
      else if (found >= 0 && range) break
    }
    return found
  }

  async function play() {
    if (utterances.length === 0 || !voice()) return
    if (index >= utterances.length) index = 0
    turn += 1
    const own = turn
    setPlaying(true)
    leadPlace(true)
    follower.follow()
    media.playing(true)
    wakeLock.hold(true)
    let failures = 0
    let skipped = ''
    while (index < utterances.length) {
      const utterance = utterances[index]!
      const by = voiceFor(utterance.language, all)
      if (!by) {
        if (skipped !== utterance.language) {
          skipped = utterance.language
          say(later.listen.skipped(nameOf(skipped)))
        }
        index += 1
        continue
      }
      point(utterance)
      const said = await sayAll(utterance, by, own)
      if (own !== turn) return
      if (said === 'refused') {
        say(later.listen.refused)
        pause()
        return
      }
      failures = said === 'failed' ? failures + 1 : 0
      // One word may be beyond a voice; three sentences in a row are its end.
      if (failures === 3) {
        index = Math.max(0, index - 2)
        say(later.listen.failed)
        pause()
        return
      }
      index += 1
    }
    say(later.listen.end)
    index = 0
    pause()
    follower.clear()
  }

  async function sayAll(utterance: Utterance, by: SpeechSynthesisVoice, own: number) {
    const most = mostAtOnce(utterance.language, speed())
    for (const piece of cutPieces(utterance.text, utterance.language, most)) {
      const said = await speaker.say(piece, by, speed())
      if (own !== turn || said !== 'said') return said
    }
    return 'said' as const
  }

  /** Marks a sentence, brings it into view and makes it the reader's place. */
  function point({ element, stretch }: Utterance) {
    const range = stretch ? rangeAt(element, stretch.start, stretch.end) : undefined
    follower.mark(element, range)
    const locator = range
      ? locatorOf(range.startContainer, range.startOffset)
      : locatorOf(element, 0)
    if (locator) keepPlace(locator)
  }

  function pause() {
    turn += 1
    speaker.stop()
    setPlaying(false)
    media.playing(false)
    wakeLock.hold(false)
    leadPlace(false)
  }

  function step(by: number) {
    index = Math.min(Math.max(0, index + by), utterances.length - 1)
    say('')
    if (playing()) play()
    else {
      follower.follow()
      point(utterances[index]!)
    }
  }

  /** From what was tapped on, if that is something to be read. */
  function startAt(node: Node, offset: number) {
    const at = indexAt(node, offset)
    if (at < 0) return
    index = at
    say('')
    play()
  }

  function changeSpeed(by: 1 | -1) {
    const next = SPEEDS[SPEEDS.indexOf(speed()) + by]
    if (!next) return
    setSpeed(next)
    try {
      localStorage.setItem(SPEED_KEY, String(next))
    } catch {
      // Storage may be refused; the speed then holds until the player is closed.
    }
    if (playing()) play()
  }

  function changeVoice(to: SpeechSynthesisVoice) {
    setVoice(to)
    say('')
    if (playing()) play()
  }

  /** The page has been drawn anew. @returns whether it still shows the article */
  function redrawn(): boolean {
    const now = document.querySelector<HTMLElement>('#app .article')
    if (!now) return false
    if (now === article) return true
    const { textContent } = article.querySelector('h1')!
    if (now.querySelector('h1')?.textContent !== textContent) return false
    const went = playing()
    const { text } = utterances[index] ?? { text: '' }
    article = now
    utterances = utterancesOf(article)
    const same = utterances.findIndex((utterance) => utterance.text === text)
    index = same >= 0 ? same : Math.min(index, utterances.length - 1)
    if (went) play()
    return true
  }

  /** @returns where the voice was, for the focus */
  function close(): HTMLElement | undefined {
    const element = utterances[index]?.element
    closed = true
    synth.removeEventListener('voiceschanged', onLateVoices)
    pause()
    follower.stop()
    media.end()
    wakeLock.end()
    return index > 0 ? element : undefined
  }

  /** Told in the player; spoken by a screen reader only where the voice does not speak itself. */
  function say(text: string) {
    setWords(text)
    if (text) announce(text)
  }

  return {
    open,
    close,
    play: () => play(),
    pause,
    step,
    startAt,
    changeSpeed,
    changeVoice,
    redrawn,
    language,
    playing,
    ready,
    words,
    speed,
    voices,
    voice,
  }
}

function keptSpeed(): number {
  try {
    const kept = Number(localStorage.getItem(SPEED_KEY))
    return SPEEDS.includes(kept) ? kept : 1
  } catch {
    return 1
  }
}

/** A language by its name in the interface's. */
function nameOf(language: string): string {
  try {
    return (
      new Intl.DisplayNames(document.getElementById('player')?.lang || 'en', {
        type: 'language',
      }).of(language) ?? language
    )
  } catch {
    return language
  }
}
