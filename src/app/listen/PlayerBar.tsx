import { For, type JSX, Show } from 'solid-js'
import { announce } from '../ui/announce.ts'
import type { Player } from './createPlayer.ts'
import { SPEEDS } from './createSpeed.ts'
import type { PlayerWords } from './playerWords.ts'
import { chooseVoice } from './voices.ts'

/** The controls at the foot of the window while an article is read aloud. */
export function PlayerBar(props: {
  player: Player
  words: PlayerWords
  close: () => void
  playButton: (element: HTMLButtonElement) => void
}) {
  const silent = () => props.player.ready() && !props.player.voice()
  const rtl = () => props.words.direction === 'rtl'

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      // Escape closes the player alone, not a panel as well.
      event.preventDefault()
      props.close()
      return
    }
    if (event.target instanceof HTMLSelectElement) return
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
    event.preventDefault()
    // The arrows follow the direction of the bar's language.
    props.player.step((event.key === 'ArrowRight') === rtl() ? -1 : 1)
  }

  return (
    <section
      class="player"
      id="player"
      aria-label={props.words.name}
      lang={props.words.language}
      dir={props.words.direction}
      // A native listener runs before those of the document, among them that of the preferences.
      on:keydown={onKeyDown}
    >
      <p class="player-words">{props.player.state()}</p>
      <div class="player-row">
        <Step
          action="previous-sentence"
          label={props.words.previous}
          silent={silent()}
          onward={false}
          {...props}
        />
        <button
          ref={props.playButton}
          type="button"
          data-action="play"
          aria-label={props.player.playing() ? props.words.pause : props.words.play}
          aria-disabled={silent()}
          onClick={() => (props.player.playing() ? props.player.pause() : props.player.play())}
        >
          <Icon path={props.player.playing() ? 'M6 5h4v14H6zm8 0h4v14h-4z' : 'M7 4l13 8-13 8z'} />
        </button>
        <Step action="next-sentence" label={props.words.next} silent={silent()} onward {...props} />
        <SpeedControl player={props.player} words={props.words} />
        <VoiceChoice player={props.player} words={props.words} silent={silent()} />
        <button
          type="button"
          class="player-close"
          aria-label={props.words.close}
          onClick={() => props.close()}
        >
          <Icon path="M5 6.4 6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6z" />
        </button>
      </div>
    </section>
  )
}

function Step(props: {
  player: Player
  action: string
  label: string
  silent: boolean
  onward: boolean
}) {
  return (
    <button
      type="button"
      data-action={props.action}
      aria-label={props.label}
      aria-disabled={props.silent}
      onClick={() => props.player.step(props.onward ? 1 : -1)}
    >
      <Icon
        mirrored
        path={props.onward ? 'M5 4l11 8-11 8zm12 0h3v16h-3z' : 'M19 4 8 12l11 8zM4 4h3v16H4z'}
      />
    </button>
  )
}

function SpeedControl(props: { player: Player; words: PlayerWords }) {
  const speed = () => formatSpeed(props.player.speed(), props.words.language)
  const changeSpeed = (by: 1 | -1) => {
    props.player.changeSpeed(by)
    announce(`${props.words.speed}: ${speed()}`)
  }
  return (
    <fieldset class="player-speed">
      <legend class="unseen">{props.words.speed}</legend>
      <button
        type="button"
        aria-label={props.words.slower}
        aria-disabled={props.player.speed() === SPEEDS[0]}
        onClick={() => changeSpeed(-1)}
      >
        <Icon path="M5 11h14v2H5z" />
      </button>
      <span class="player-speed-now">{speed()}</span>
      <button
        type="button"
        aria-label={props.words.faster}
        aria-disabled={props.player.speed() === SPEEDS.at(-1)}
        onClick={() => changeSpeed(1)}
      >
        <Icon path="M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z" />
      </button>
    </fieldset>
  )
}

/** @param props.silent whether no voice is chosen, because all of them would send the text to a server */
function VoiceChoice(props: { player: Player; words: PlayerWords; silent: boolean }) {
  return (
    <Show
      when={props.player.voices().length > 1 || (props.silent && props.player.voices().length > 0)}
    >
      <select
        aria-label={props.words.voice}
        onChange={(event) => {
          const voice =
            props.player.voices()[event.currentTarget.selectedIndex - (props.silent ? 1 : 0)]
          if (!voice) return
          chooseVoice(props.player.language(), voice)
          props.player.changeVoice(voice)
        }}
      >
        <Show when={props.silent}>
          <option>{props.words.voice}</option>
        </Show>
        <For each={props.player.voices()}>
          {(voice) => (
            <option selected={voice === props.player.voice()}>
              {voice.localService ? voice.name : `${voice.name} (${props.words.online})`}
            </option>
          )}
        </For>
      </select>
    </Show>
  )
}

function Icon(props: { path: string; mirrored?: boolean }): JSX.Element {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      aria-hidden="true"
      classList={{ mirrored: props.mirrored ?? false }}
    >
      <path d={props.path} fill="currentColor" />
    </svg>
  )
}

/** `1.25×`, in the digits of the language. */
function formatSpeed(speed: number, language: string): string {
  return `${speed.toLocaleString(language)}×`
}
