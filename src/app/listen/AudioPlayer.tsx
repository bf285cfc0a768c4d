import { onCleanup, onMount, Show } from 'solid-js'
import type { Audio, BlockLanguage } from '#bundle/article.ts'
import { loadRecording, removeRecording } from '#library/recordings.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { t } from '../language/catalog.ts'
import { formatMinutes } from '../language/dates.ts'
import { formatSize } from '../language/formatSize.ts'
import type { LaterWords } from '../language/Words.ts'
import { announce } from '../ui/announce.ts'
import { fetchAudio } from '../worker/fetchAudio.ts'
import { createAudio } from './createAudio.ts'
import { keepHearing } from './keepHearing.ts'

interface AudioProps {
  later: LaterWords
  publication: PublicationKey
  article: string
  /** Language of the article. */
  language: string
  audio: Audio & BlockLanguage
}

/** Offers to fetch audio, and plays it from the device: a mirror is asked once, for the whole file. */
export function AudioPlayer(props: AudioProps) {
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

/** The file of a piece of audio, with the elements that fetch and play it. */
function createAudioFile({ later, publication, article, audio }: AudioProps) {
  const where = { publication, article, digest: audio.digest }
  let player: HTMLAudioElement | undefined
  let leave: (() => void) | undefined
  let button: HTMLButtonElement | undefined
  const state = createAudio({
    later,
    load: () => loadRecording(where),
    fetch: (asking) => fetchAudio(publication, article, audio, asking),
    remove: () => removeRecording(where),
    stopPlaying() {
      leave?.()
      leave = undefined
      player?.pause()
    },
    focusButton: () => button?.focus(),
    isButtonFocused: () => document.activeElement === button,
    focusPlayer: () => (player ?? button)?.focus(),
    announce,
  })
  onMount(state.open)
  onCleanup(state.close)

  return {
    ...state,
    setButton(element: HTMLButtonElement) {
      button = element
    },
    setPlayer(element: HTMLAudioElement) {
      player = element
      leave = keepHearing(element, where, audio.title)
    },
  }
}

interface PartProps extends AudioProps {
  file: ReturnType<typeof createAudioFile>
}

function FetchButton(props: PartProps) {
  const { audio, file, later } = props
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
        {file.arrived() === undefined ? later.audio.fetch : later.mirrors.stop}
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
          {props.later.remove}
          <Title {...props} />
        </button>
      </span>
    </>
  )
}

/** Part of the names of two buttons, in its own language, which may differ from theirs. */
function Title(props: AudioProps) {
  return (
    <span class="unseen" lang={props.audio.language ?? props.language} dir={props.audio.direction}>
      {` ${props.audio.title}`}
    </span>
  )
}
