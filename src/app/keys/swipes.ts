/** A swipe goes so far (CSS px), so fast (ms), and so much more sideways than down. */
const FAR = 80
const FAST = 600
const FLAT = 2.5
/** Here begin the browser's own swipes. */
const EDGE = 40

/**
 * A swipe sideways over an article leads to the next one or the previous one, as the key does; where pages are turned,
 * to the next page. Whoever does not swipe loses nothing: links, keys and taps lead there too.
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
      if (!from || !to || touches.length > 0 || timeStamp - since > FAST) return
      const across = to.clientX - from.clientX
      const down = to.clientY - from.clientY
      from = undefined
      if (Math.abs(across) < FAR || Math.abs(across) < FLAT * Math.abs(down)) return
      if (getSelection()?.type === 'Range') return
      turn(across < 0)
    },
    { passive: true },
  )
}

function isAtEdge({ clientX }: Touch): boolean {
  return clientX < EDGE || clientX > innerWidth - EDGE
}

/** Not in a table or a line of code that is scrolled sideways, nor on what is dragged. */
function isInText(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || !target.closest('.article')) return false
  for (let box: Element | null = target; box; box = box.parentElement) {
    if (box.matches('input, select, textarea, audio, video, [draggable="true"]')) return false
    if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== 'visible') {
      return false
    }
  }
  return true
}
