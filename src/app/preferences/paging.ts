import { isPaged } from '../reading/paged.ts'
import { articleElement } from '../ui/articleElement.ts'
import { appElement, forceFullLayout } from '../ui/pageElements.ts'
import { shownDialog } from '../ui/shownDialog.ts'
import { CHOICES } from './choices.ts'

/**
 * Turns pages instead of scrolling: by Space, Page Up and Page Down, a tap near the edges, or a swipe (keys/swipes.ts).
 * The next page begins with what was not wholly visible, and what an edge of the window would cut is covered. A screen
 * reader is not affected, as it follows the text and not the window.
 */
const TURNING = { ' ': 1, PageDown: 1, PageUp: -1 } as const

/** The part of the width at each side where a tap turns the page. */
const EDGE_SHARE = 0.18
/** Paper left above the first line, at most (CSS px). */
const MARGIN_PX = 8
/** Overlap of two parts of something that is taller than the window (CSS px). */
const OVERLAP_PX = 48
/** Elements that lie over the page and scroll by themselves. */
const OVER = 'dialog, .accessibility-links, .preferences-panel, .player, .notice'
/** Elements that an edge of the window must not cut, as it must not cut a line of text. */
const WHOLE = 'img, button, input, select, summary, tr, .choices'
const CONTROLS = `a, button, input, select, textarea, label, summary, [contenteditable], ${OVER}`

const root = document.documentElement

/** A line, a picture, a control: where it stands in the window. */
interface Piece {
  top: number
  bottom: number
}

/** Every piece of the page between two heights of the window. */
function piecesBetween(from: number, to: number): Piece[] {
  const pieces: Piece[] = []
  const add = ({ top, bottom, width }: DOMRect) => {
    if (width > 1 && bottom - top > 1 && bottom > from && top < to) pieces.push({ top, bottom })
  }
  const range = document.createRange()
  const walker = document.createTreeWalker(
    appElement(),
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => {
      if (node instanceof Text) {
        range.selectNodeContents(node)
        for (const box of range.getClientRects()) add(box)
        return NodeFilter.FILTER_REJECT
      }
      const element = node as HTMLElement
      if (element.matches('.unseen, .accessibility-links')) return NodeFilter.FILTER_REJECT
      const box = element.getBoundingClientRect()
      // Without a box of its own (display: contents) it may still have content.
      if (box.width > 0 && (box.bottom < from || box.top > to)) return NodeFilter.FILTER_REJECT
      if (!element.matches(WHOLE)) return NodeFilter.FILTER_SKIP
      add(box)
      return NodeFilter.FILTER_REJECT
    },
  )
  // The filter has taken everything already.
  while (walker.nextNode());
  return pieces
}

/** @returns the lower end of the visible page (px): the foot of the window, or what lies over it */
function footOfWindow(): number {
  let foot = innerHeight
  for (const over of document.querySelectorAll('.preferences-panel, .player, .notice')) {
    const { top, width } = over.getBoundingClientRect()
    if (width >= root.clientWidth && top > 0) foot = Math.min(foot, top)
  }
  return foot
}

/** Between a piece and what stands above it, but no further above it than the margin. */
function edgeAbove(top: number, pieces: Piece[]): number {
  const above = pieces.filter((piece) => piece.top < top && piece.bottom < top + MARGIN_PX)
  const gap = top - Math.max(-Infinity, ...above.map(({ bottom }) => bottom))
  return top - Math.min(gap / 2, MARGIN_PX)
}

/** The same, at a height that no piece crosses, if there is one below `least`. */
function uncut(top: number, least: number, pieces: Piece[]): number {
  let edge = top
  for (;;) {
    const crossing = pieces.filter((piece) => piece.top < edge - 1 && piece.bottom > edge + 1)
    const higher = Math.min(...crossing.map((piece) => piece.top))
    if (crossing.length === 0) return edgeAbove(edge, pieces)
    if (higher <= least) return edgeAbove(top, pieces)
    edge = higher
  }
}

/** How far the next page is from here. */
function wayForward(): number {
  const foot = footOfWindow()
  const pieces = piecesBetween(-foot, 2 * foot)
  const beginnings = pieces
    .filter(({ bottom }) => bottom > foot + 1)
    .map(({ top, bottom }) =>
      bottom - top > foot - MARGIN_PX
        ? Math.max(top, top > MARGIN_PX * 2 ? 0 : foot - OVERLAP_PX)
        : top,
    )
  const next = Math.min(foot, ...beginnings)
  return next < MARGIN_PX * 2 ? foot - OVERLAP_PX : uncut(next, foot / 4, pieces)
}

/** How far above the window's top the page before begins: so that all until here is in it. */
function wayBack(): number {
  const foot = footOfWindow()
  const pieces = piecesBetween(-1.5 * foot, foot)
  const first = Math.min(foot, ...pieces.filter(({ top }) => top >= 0).map(({ top }) => top))
  const earliest = first - foot + MARGIN_PX
  const lines = pieces
    .filter(({ top }) => top >= earliest && top < first - 1)
    .filter(({ top }) => !pieces.some((it) => it.top < top - 1 && it.bottom > top + 1))
  const begin = Math.min(...lines.map(({ top }) => top))
  return Number.isFinite(begin) ? edgeAbove(begin, pieces) : -(foot - OVERLAP_PX)
}

/** Pages turned forward: turned back, they are the same. */
let turned: { from: number; to: number }[] = []

function turn(by: 1 | -1): void {
  // Guessed heights would put the reader elsewhere than where he was.
  forceFullLayout()
  uncover()
  const from = scrollY
  const last = turned.at(-1)
  if (by < 0 && last && Math.abs(last.to - from) < 2) {
    turned.pop()
    scrollTo({ top: last.from, behavior: 'instant' })
  } else {
    scrollBy({ top: by > 0 ? wayForward() : wayBack(), behavior: 'instant' })
    if (by > 0 && scrollY > from) turned.push({ from, to: scrollY })
  }
  shownAt = scrollY
  cover()
  // The voice goes on, and does not pull the reader back (listen/follow.ts).
  dispatchEvent(new Event('turned'))
}

/** The next page lies where the lines of the text lead. */
function turnTowards(right: boolean): void {
  const text = articleElement() ?? root
  turn(right === (getComputedStyle(text).direction !== 'rtl') ? 1 : -1)
}

/** @param toLeft what was at the right is drawn in */
export function turnBySwipe(toLeft: boolean): void {
  turnTowards(toLeft)
}

/** Paper over what the edges of the window would cut. */
const covers = ['inset-block-start', 'inset-block-end'].map((edge) => {
  const cover = document.createElement('div')
  cover.className = 'page-edge'
  Object.assign(cover.style, {
    position: 'fixed',
    insetInline: '0',
    background: 'var(--paper)',
    pointerEvents: 'none',
  })
  cover.style.setProperty(edge, '0')
  cover.setAttribute('aria-hidden', 'true')
  return cover
})
/** Scroll position of the page that was turned to; -1 before the first one. There is one window to a page. */
let shownAt = -1

function cover(edges = covers): void {
  const foot = footOfWindow()
  const pieces = piecesBetween(0, foot).filter(({ top, bottom }) => bottom - top < foot / 2)
  const cutAbove = pieces.filter(({ top }) => top < -1).map(({ bottom }) => bottom)
  const cutBelow = pieces.filter(({ bottom }) => bottom > foot + 1).map(({ top }) => top)
  const heights = [Math.max(0, ...cutAbove), innerHeight - Math.min(foot, ...cutBelow)]
  for (const it of edges) {
    it.style.blockSize = `${heights[covers.indexOf(it)]}px`
    document.body.append(it)
  }
}

function uncover(): void {
  for (const it of covers) it.remove()
}

document.addEventListener('keydown', (event) => {
  const by = TURNING[event.key as keyof typeof TURNING]
  if (!isPaged() || !by || event.defaultPrevented) return
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const target = event.target as Element
  if (shownDialog()) return
  if (target.closest(`${OVER}, input:not([type="radio"]), select, textarea`)) return
  if (event.key === ' ' && target.closest('button, input, summary')) return
  event.preventDefault()
  turn(event.shiftKey && event.key === ' ' ? -1 : by)
})

const onTap = (event: MouseEvent) => {
  if (!isPaged() || event.button !== 0) return
  const target = event.target as Element
  // Pressed by the keyboard or by other means than a finger, a click has no place.
  if (target.closest(CONTROLS) || event.detail === 0 || !getSelection()?.isCollapsed) return
  const { left, width } = appElement().getBoundingClientRect()
  const at = (event.clientX - left) / width
  if (at > EDGE_SHARE && at < 1 - EDGE_SHARE) return
  event.preventDefault()
  turnTowards(at > EDGE_SHARE)
}
// Before a voice that would begin at what was tapped (listen/openListen.tsx).
document.addEventListener('click', onTap, { capture: true })

addEventListener('scroll', () => {
  if (Math.abs(scrollY - shownAt) >= 2) uncover()
})
// Another layout has other lines.
const beginAnew = () => {
  turned = []
  uncover()
  requestAnimationFrame(begin)
}
addEventListener('resize', beginAnew)
document.addEventListener('focusin', uncover)
new MutationObserver(beginAnew).observe(root, {
  attributeFilter: ['panel', ...Object.keys(CHOICES)].map((name) => `data-${name}`),
})
// The page was drawn anew, or is another.
new MutationObserver((changes) => {
  if (changes.some(({ addedNodes }) => [...addedNodes].some((it) => it === appElement())))
    beginAnew()
}).observe(document.body, { childList: true })

/** The first page is as whole as the others; but what is cut at its top may not have been read. */
function begin(): void {
  if (!isPaged()) return
  shownAt = scrollY
  cover(covers.slice(1))
}

begin()
