import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Audio, BlockLanguage } from '#bundle/article.ts'
import { loadRecording, removeRecording } from '#library/recordings.ts'
import { later, t } from '../language/catalog.ts'
import { formatMinutes } from '../language/dates.ts'
import { failureWords } from '../language/failureWords.ts'
import { formatSize } from '../language/formatSize.ts'
import { announce } from '../ui/announce.ts'
import { fetchRecording } from '../worker/fetchAudio.ts'
import { keepHearing } from './keepHearing.ts'

interface Recording {
  publication: string
  article: string
  /** Language of the article. */
  language: string
  audio: Audio & BlockLanguage
}

/** Offers to fetch audio, and plays it from the device: a mirror is asked once, for the whole file. */
export function RecordingPlayer(props: Recording) {
  const { audio } = props
  const file = createAudioFile(props)
  const minutes = audio.duration && Math.max(1, Math.round(audio.duration / 60))
  return (
    <>
      <span>{audio.title}</span>
      <span class="meta" lang={t.language} dir={t.direction}>
        <Show when={minutes}>{(length) => <span>{formatMinutes(length(), t.language)}</span>}</Show>
        <span>{formatSize(audio.length)}</span>
      </span>
      <Show when={file.address()} fallback={<FetchButton {...props} file={file} />}>
        {(address) => <Playback {...props} file={file} address={address()} />}
      </Show>
      <span class="meta state" lang={t.language} dir={t.direction}>
        {file.state()}
      </span>
    </>
  )
}

/** The file of a piece of audio: whether it is on the device, and how it comes there and goes. */
function createAudioFile({ publication, article, audio }: Recording) {
  const where = { publication, article, digest: audio.digest }
  const words = later.recordings
  const [address, setAddress] = createSignal<string>()
  const [arrived, setArrived] = createSignal<number>()
  const [state, setState] = createSignal('')
  let fetching: AbortController | undefined
  let player: HTMLAudioElement | undefined
  let leave: (() => void) | undefined
  let button: HTMLButtonElement | undefined
  const report = (message: string) => {
    setState(message)
    announce(message)
  }

  /** @returns whether the file is on the device */
  const open = async () => {
    const file = await loadRecording(where).catch(() => undefined)
    if (file) setAddress(URL.createObjectURL(file))
    return file !== undefined
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
  onMount(open)
  onCleanup(close)

  return {
    /** Object URL of the file; undefined while it is not on the device. */
    address,
    /** Bytes that have arrived; undefined while nothing is fetched. */
    arrived,
    state,
    async fetch() {
      fetching = new AbortController()
      setArrived(0)
      report(later.storage.fetching)
      button?.focus()
      const failure = await fetchRecording(publication, article, audio, {
        signal: fetching.signal,
        progress: setArrived,
      })
      const focused = document.activeElement === button
      setArrived(undefined)
      if (failure === 'offline') report(words.notHere)
      else if (failure) report(failureWords(failure).join(' '))
      else if (await open()) report(words.here)
      else report(failureWords('storage').join(' '))
      if (focused) (player ?? button)?.focus()
    },
    stop: () => fetching?.abort(),
    async remove() {
      close()
      await removeRecording(where)
      report(words.removed)
      button?.focus()
    },
    setButton(element: HTMLButtonElement) {
      button = element
    },
    setPlayer(element: HTMLAudioElement) {
      player = element
      leave = keepHearing(element, where, audio.title)
    },
  }
}

interface PartProps extends Recording {
  file: ReturnType<typeof createAudioFile>
}

function FetchButton(props: PartProps) {
  const { audio, file } = props
  return (
    <span class="tools" lang={t.language} dir={t.direction}>
      <Show when={file.arrived() !== undefined}>
        <progress max={audio.length} value={file.arrived() ?? 0} aria-label={audio.title} />
      </Show>
      <button
        ref={file.setButton}
        type="button"
        class="button"
        onClick={() => (file.arrived() === undefined ? void file.fetch() : file.stop())}
      >
        {file.arrived() === undefined ? later.recordings.fetch : later.mirrors.stop}
        <Title {...props} />
      </button>
    </span>
  )
}

function Playback(props: PartProps & { address: string }) {
  const { audio, file } = props
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: the article itself is what there is in writing */}
      <audio
        ref={(element) => {
          // By itself the element is wider than the narrowest window.
          element.style.inlineSize = '100%'
          file.setPlayer(element)
        }}
        controls
        preload="metadata"
        aria-label={audio.title}
        src={props.address}
      />
      <span class="tools" lang={t.language} dir={t.direction}>
        <button type="button" class="button" onClick={() => void file.remove()}>
          {later.remove}
          <Title {...props} />
        </button>
      </span>
    </>
  )
}

/** Part of the names of two buttons, in its own language, which may differ from theirs. */
function Title(props: Recording) {
  return (
    <span class="unseen" lang={props.audio.language ?? props.language} dir={props.audio.direction}>
      {` ${props.audio.title}`}
    </span>
  )
}
