import { render } from 'solid-js/web'
import { later, loadLater } from '../language/catalog.ts'
import { loadStyles } from '../styles/loadStyles.ts'
import { announce } from '../ui/announce.ts'
import { createPlayer } from './createPlayer.ts'
import styles from './listen.css?url'
import { PlayerBar } from './PlayerBar.tsx'

let close: (() => void) | undefined
let pause: (() => void) | undefined

/** Something else speaks now. */
export function pauseListening(): void {
  pause?.()
}

/** Opens the player and begins to read; where it is open, ends it. */
export async function toggleListen(): Promise<void> {
  if (close) {
    close()
    return
  }
  const { pathname } = location
  await Promise.all([loadLater(), loadStyles(styles)])
  // Opened by a second press meanwhile, or left. The same article may have been drawn anew, or be gone.
  if (close || location.pathname !== pathname || !document.querySelector('#app .article')) return
  // Missing in some web views.
  const synth = (window as { speechSynthesis?: SpeechSynthesis }).speechSynthesis
  if (!synth) {
    announce(later.listen.unsupported)
    return
  }
  const player = createPlayer(synth)
  const host = document.createElement('div')
  document.getElementById('live')!.before(host)
  const dispose = render(() => <PlayerBar player={player} close={() => close?.()} />, host)
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
    host.remove()
    mark(false)
    if (!focus) return
    // A screen reader goes on where the voice ended.
    const target = place ?? document.querySelector<HTMLElement>('[data-action="listen"]')
    if (place && place.tabIndex < 0) place.tabIndex = -1
    target?.focus({ preventScroll: true })
  }
  close = () => finish(true)
  pause = () => player.pause()
  mark(true)

  // A page drawn anew (another language of the interface, a corrected article) is gone on with; another page ends it.
  const pages = new MutationObserver(() => {
    if (player.redrawn()) mark(true)
    else finish(false)
  })
  pages.observe(document.body, { childList: true })

  document.addEventListener('click', (event) => startWhereTapped(event, player.startAt), { signal })
  addEventListener('pagehide', () => player.pause(), { signal })
  // A phone that was locked has stopped the voice without a word.
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible' && player.playing() && !synth.speaking)
        player.play()
    },
    { signal },
  )

  document
    .querySelector<HTMLElement>('#player [data-action="play"]')
    ?.focus({ preventScroll: true })
  await player.open()
}

/** The button in the article says whether it is being read. */
function mark(on: boolean) {
  for (const button of document.querySelectorAll('[data-action="listen"]')) {
    button.setAttribute('aria-pressed', String(on))
  }
}

function startWhereTapped(event: MouseEvent, startAt: (node: Node, offset: number) => void) {
  const { target } = event
  if (!(target instanceof Element) || !target.closest('#app .article')) return
  if (target.closest('a, button, input, select, label, summary') || event.defaultPrevented) return
  if (!getSelection()?.isCollapsed) return
  // Firefox and the specification have the one, WebKit and older Chromium the other.
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
  if (node && target.contains(node)) startAt(node, at?.offset ?? range?.startOffset ?? 0)
}
