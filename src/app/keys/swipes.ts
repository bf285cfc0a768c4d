import { closestTo } from '../ui/closestTo.ts'

/** A swipe is at least so long (CSS pixels), … */
const SWIPE_MIN_PX = 80
/** … takes at most so long, … */
const SWIPE_MAX_MS = 600
/** … and is at least so many times longer sideways than downwards. */
const SIDEWAYS_MIN_RATIO = 2.5
/** CSS pixels at either edge of the window where the swipes of the browser itself begin. */
const EDGE_PX = 40

/**
 * A swipe sideways over an article leads to the next or the previous article, as the key does; with page turning, to the
 * next page. Links, keys and taps lead there too, so no reader has to swipe.
 */
export function followSwipes(turn: (toLeft: boolean) => void): void {
  let from: Touch | undefined
  let since = 0
  document.addEventListener(
    'touchstart',
    ({ touches, target, timeStamp }) => {
      const [touch] = touches
      const isOne = touches.length === 1 && (visualViewport?.scale ?? 1) === 1
      from = isOne && touch && isInText(target) && !isAtEdge(touch) ? touch : undefined
      since = timeStamp
    },
    { passive: true },
  )
  document.addEventListener('touchcancel', () => {
    from = undefined
  })
  document.addEventListener(
    'touchend',
    ({ changedTouches, touches, timeStamp }) => {
      const [to] = changedTouches
      if (!from || !to || touches.length > 0 || timeStamp - since > SWIPE_MAX_MS) return
      const across = to.clientX - from.clientX
      const down = to.clientY - from.clientY
      from = undefined
      if (Math.abs(across) < SWIPE_MIN_PX) return
      if (Math.abs(across) < SIDEWAYS_MIN_RATIO * Math.abs(down)) return
      if (getSelection()?.type === 'Range') return
      turn(across < 0)
    },
    { passive: true },
  )
}

function isAtEdge({ clientX }: Touch): boolean {
  return clientX < EDGE_PX || clientX > innerWidth - EDGE_PX
}

/** Whether a touch is in the text of an article, and not on an element that scrolls sideways or is dragged. */
function isInText(target: EventTarget | null): boolean {
  if (!closestTo(target, '.article')) return false
  for (let box = target as Element | null; box; box = box.parentElement) {
    if (box.matches('input, select, textarea, audio, video, [draggable="true"]')) return false
    if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== 'visible') {
      return false
    }
  }
  return true
}
