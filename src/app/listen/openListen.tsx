import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { t } from '../language/catalog.ts'
import { loadStyles } from '../styles/loadStyles.ts'
import { announce } from '../ui/announce.ts'
import { articleElement } from '../ui/articleElement.ts'
import { closestTo } from '../ui/closestTo.ts'
import { createPlayer } from './createPlayer.ts'
import styles from './listen.css?url'
import { PlayerBar } from './PlayerBar.tsx'
import { loadPlayerWords } from './playerWords.ts'

// A page has one player, which lives on when the article is drawn anew, so its two handles live in the module.
/** Closes the open player; undefined while there is none. */
let close: (() => void) | undefined
/** Pauses the open player. */
let pause: (() => void) | undefined

/** Pauses the voice, because audio of the article plays now. */
export function pauseListening(): void {
  pause?.()
}

/** Opens the player and begins to read; closes a player that is open. */
export async function toggleListen(): Promise<void> {
  if (close) {
    close()
    return
  }
  const { pathname } = location
  const [loaded] = await Promise.all([loadPlayerWords(), loadStyles(styles)])
  // Meanwhile a second press may have opened the player, or the reader may have left the article.
  if (close || location.pathname !== pathname || !articleElement()) return
  // Web views may have no speech synthesis.
  const synth = (window as { speechSynthesis?: SpeechSynthesis }).speechSynthesis
  if (!synth) {
    announce(loaded.unsupported)
    return
  }
  const [words, setWords] = createSignal(loaded)
  const player = createPlayer(synth, words)
  const container = document.createElement('div')
  document.getElementById('live')!.before(container)
  let playButton!: HTMLButtonElement
  const bar = () => (
    <PlayerBar
      player={player}
      words={words()}
      close={() => close?.()}
      playButton={(it) => (playButton = it)}
    />
  )
  const dispose = render(bar, container)
  const listening = new AbortController()
  const { signal } = listening

  const finish = (focus: boolean) => {
    if (!close) return
    close = undefined
    pause = undefined
    listening.abort()
    pages.disconnect()
    const place = player.close()
    dispose()
    container.remove()
    mark(false)
    if (!focus) return
    // The focus goes to the sentence where the voice ended, so that a screen reader goes on there.
    const target = place ?? listenButtons()[0]
    if (place && place.tabIndex < 0) place.tabIndex = -1
    target?.focus({ preventScroll: true })
  }
  close = () => finish(true)
  pause = () => player.pause()
  mark(true)

  // The player goes on in a page that is drawn anew (another language of the interface, a corrected article); another page
  // closes it.
  const pages = new MutationObserver(() => {
    if (!player.redrawn()) {
      finish(false)
      return
    }
    mark(true)
    if (words().language !== t.language) loadPlayerWords().then(setWords, () => {})
  })
  pages.observe(document.body, { childList: true })

  document.addEventListener('click', (event) => startWhereTapped(event, player.startAt), { signal })
  addEventListener('pagehide', () => player.pause(), { signal })
  // A phone that was locked has stopped the voice without an event.
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible' && player.playing() && !synth.speaking)
        player.play()
    },
    { signal },
  )

  playButton.focus({ preventScroll: true })
  await player.open()
}

/** The buttons in the article, prerendered or drawn, which open the player. */
const listenButtons = () => document.querySelectorAll<HTMLElement>('[data-action="listen"]')

/** Shows on the button in the article whether it is being read. */
function mark(on: boolean) {
  for (const button of listenButtons()) {
    button.setAttribute('aria-pressed', String(on))
  }
}

function startWhereTapped(event: MouseEvent, startAt: (node: Node, offset: number) => void) {
  const { target } = event
  if (!articleElement()?.contains(target as Node) || event.defaultPrevented) return
  if (closestTo(target, 'a, button, input, select, label, summary')) return
  if (!getSelection()?.isCollapsed) return
  // Firefox and the specification have caretPositionFromPoint, WebKit and older Chromium caretRangeFromPoint.
  const at =
    'caretPositionFromPoint' in document
      ? document.caretPositionFromPoint(event.clientX, event.clientY)
      : undefined
  const range = at
    ? undefined
    : (
        document as { caretRangeFromPoint?: (x: number, y: number) => Range | null }
      ).caretRangeFromPoint?.(event.clientX, event.clientY)
  const node = at?.offsetNode ?? range?.startContainer
  if (node && (target as Node).contains(node)) startAt(node, at?.offset ?? range?.startOffset ?? 0)
}
