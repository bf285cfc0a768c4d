import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Audio, BlockLanguage } from '#bundle/article.ts'
import { loadRecording, removeRecording } from '#library/recordings.ts'
import { later, t } from '../language/catalog.ts'
import { formatMinutes } from '../language/dates.ts'
import { failureWords } from '../language/failureWords.ts'
import { formatSize } from '../language/formatSize.ts'
import { saveMarks } from '../reading/place.ts'
import { readingOf } from '../reading/readingRows.ts'
import { announce } from '../ui/announce.ts'
import { fetchRecording } from '../worker/fetchAudio.ts'
import { createMediaKeys } from './mediaKeys.ts'

/** A place is kept each time it is so far from the one kept last (s). */
const STEP = 5
/** So near to its end (s), a recording has been heard, and begins anew. */
const END = 3
/** What a key for it skips, where the system does not say (s). */
const SKIP = 10

/** Offers to fetch a recording, and plays it from the device: its host is asked once, for the whole of it. */
export function RecordingPlayer(props: {
  publication: string
  article: string
  /** Of the article. */
  language: string
  audio: Audio & BlockLanguage
}) {
  const { publication, article, audio } = props
  const { digest } = audio
  const where = { publication, article, digest }
  const words = later.recordings
  const [address, setAddress] = createSignal<string>()
  const [arrived, setArrived] = createSignal<number>()
  const [state, setState] = createSignal('')
  let fetching: AbortController | undefined
  let player: HTMLAudioElement | undefined
  let leave: (() => void) | undefined
  let button: HTMLButtonElement | undefined
  const say = (told: string) => {
    setState(told)
    announce(told)
  }

  /** @returns whether it is on the device */
  const open = async () => {
    const recording = await loadRecording(where).catch(() => undefined)
    if (recording) setAddress(URL.createObjectURL(recording))
    return recording !== undefined
  }
  const close = () => {
    leave?.()
    leave = undefined
    player?.pause()
    fetching?.abort()
    const opened = address()
    setAddress(undefined)
    if (opened) URL.revokeObjectURL(opened)
  }
  const fetchIt = async () => {
    fetching = new AbortController()
    setArrived(0)
    say(later.storage.fetching)
    button?.focus()
    const failure = await fetchRecording(publication, article, audio, {
      signal: fetching.signal,
      progress: setArrived,
    })
    const focused = document.activeElement === button
    setArrived(undefined)
    if (failure === 'offline') say(words.notHere)
    else if (failure) say(failureWords(failure).join(' '))
    else if (await open()) say(words.here)
    else say(failureWords('storage').join(' '))
    if (focused) (player ?? button)?.focus()
  }
  const remove = async () => {
    close()
    await removeRecording(where)
    say(words.removed)
    button?.focus()
  }
  onMount(open)
  onCleanup(close)

  const minutes = audio.duration && Math.max(1, Math.round(audio.duration / 60))
  // Part of the names of two buttons, in a language that need not be theirs.
  const title = () => (
    <span class="unseen" lang={audio.language ?? props.language} dir={audio.direction}>
      {` ${audio.title}`}
    </span>
  )
  return (
    <>
      <span>{audio.title}</span>
      <span class="meta" lang={t.language} dir={t.direction}>
        <Show when={minutes}>{(length) => <span>{formatMinutes(length(), t.language)}</span>}</Show>
        <span>{formatSize(audio.length)}</span>
      </span>
      <Show
        when={address()}
        fallback={
          <span class="tools" lang={t.language} dir={t.direction}>
            <Show when={arrived() !== undefined}>
              <progress max={audio.length} value={arrived() ?? 0} aria-label={audio.title} />
            </Show>
            <button
              ref={(it) => {
                button = it
              }}
              type="button"
              class="button"
              onClick={() => (arrived() === undefined ? void fetchIt() : fetching?.abort())}
            >
              {arrived() === undefined ? words.fetch : later.mirrors.stop}
              {title()}
            </button>
          </span>
        }
      >
        {(opened) => (
          <>
            {/* biome-ignore lint/a11y/useMediaCaption: the article itself is what there is in writing */}
            <audio
              ref={(it) => {
                player = it
                // Wider than the narrowest window by itself.
                it.style.inlineSize = '100%'
                leave = keepHearing(it, where, audio.title)
              }}
              controls
              preload="metadata"
              aria-label={audio.title}
              src={opened()}
            />
            <span class="tools" lang={t.language} dir={t.direction}>
              <button type="button" class="button" onClick={() => void remove()}>
                {later.remove}
                {title()}
              </button>
            </span>
          </>
        )}
      </Show>
      <span class="meta state" lang={t.language} dir={t.direction}>
        {state()}
      </span>
    </>
  )
}

/** Whoever played last has the keys. */
let held: { player: HTMLAudioElement; keys: ReturnType<typeof createMediaKeys> } | undefined

/**
 * Goes on where the reader had left it, and keeps the place from then on.
 * @returns to be called before the player goes
 */
function keepHearing(
  player: HTMLAudioElement,
  { publication, article, digest }: { publication: string; article: string; digest: string },
  title: string,
): () => void {
  const heard = () => readingOf(publication, article)?.audio
  let kept = heard()?.[digest] ?? 0
  let begun = false

  const keep = (event?: Event) => {
    if (!begun) return
    const isHeard = player.currentTime > player.duration - END
    const now = isHeard ? 0 : Math.round(player.currentTime * 10) / 10
    if (now === kept) return
    kept = now
    const { [digest]: _, ...others } = heard() ?? {}
    const audio = now > 0 ? { ...others, [digest]: now } : others
    const marks = { audio: Object.keys(audio).length > 0 ? audio : undefined }
    saveMarks(publication, article, marks, event?.type === 'pagehide')
  }
  const seekBy = (seconds: number) => {
    player.currentTime = Math.max(0, player.currentTime + seconds)
  }
  const takeKeys = () => {
    if (held?.player !== player) {
      const keys = createMediaKeys(
        {
          play: () => void player.play(),
          pause: () => player.pause(),
          seekbackward: ({ seekOffset }) => seekBy(-(seekOffset ?? SKIP)),
          seekforward: ({ seekOffset }) => seekBy(seekOffset ?? SKIP),
          seekto: ({ seekTime }) => {
            player.currentTime = seekTime ?? player.currentTime
          },
        },
        title,
      )
      held = { player, keys }
    }
    held.keys.playing(true)
  }

  player.addEventListener('loadedmetadata', () => {
    if (kept < player.duration - END) player.currentTime = kept
    begun = true
  })
  player.addEventListener('timeupdate', () => {
    if (Math.abs(player.currentTime - kept) >= STEP) keep()
  })
  player.addEventListener('seeked', keep)
  player.addEventListener('play', () => {
    for (const other of document.querySelectorAll('audio')) if (other !== player) other.pause()
    import('./openListen.tsx').then(({ pauseListening }) => pauseListening())
    takeKeys()
  })
  player.addEventListener('pause', () => {
    keep()
    if (held?.player === player) held.keys.playing(false)
  })
  addEventListener('pagehide', keep)
  return () => {
    keep()
    removeEventListener('pagehide', keep)
    if (held?.player !== player) return
    held.keys.end()
    held = undefined
  }
}
