import { lockArticle } from '#library/articleLocks.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { ArticlePageData } from '../site/page.ts'
import { afterPaint } from '../ui/afterPaint.ts'
import { forceFullLayout } from '../ui/pageElements.ts'
import { find, type Locator, locate } from './locator.ts'
import { isWriting, saveMarks } from './marks.ts'
import { showProgress } from './progress.ts'
import { FINISHED_AT, readingOf } from './readingRows.ts'
import { rangeAt, textNodes, textOf } from './text.ts'

/** Without a scroll event for so long, the reader has stopped, and the position is taken. */
const SCROLL_STOPPED_MS = 120
/** After so long without another move, the position is stored. */
const KEEP_AFTER_MS = 400
/** CSS pixels between the top of the window and the line the reader is at. */
const TOP_MARGIN_PX = 8
/** CSS pixels below which two scroll positions are the same: browsers round them. */
const SAME_SCROLL_PX = 2

/** An open article and where its reader is. */
interface Reading {
  publication: PublicationKey
  article: string
  body: HTMLElement
  blocks: HTMLElement[]
  texts: string[]
  locator: Locator | undefined
  width: number
}

// The listeners of this module are added once and serve every article of the visit, so the state they work on lives in
// the module. A page shows one article.
/** The shown article; undefined on other pages. */
let reading: Reading | undefined
/** Releases the lock of the shown article. */
let release = () => {}

/** Locks the shown article, so that no tab or worker evicts it from the device. */
function hold(): void {
  release()
  if (reading) release = lockArticle(reading.publication, reading.article)
}

/**
 * Opens an article where its reader left it, and stores the reading position from now on. Callers call it when the
 * article has been drawn and not yet painted.
 * @param app the element that the page was drawn into
 * @returns whether there was a stored position
 */
export function openReading(page: ArticlePageData, app: HTMLElement): boolean {
  const { publication, article } = page
  const body = app.querySelector<HTMLElement>('.article > .body')
  if (!body) return false
  const blocks = ([...body.children] as HTMLElement[]).filter(
    (child) => !child.matches('.dateline'),
  )
  const row = readingOf(publication.key, article.id)
  reading = {
    publication: publication.key,
    article: article.id,
    body,
    blocks,
    texts: blocks.map(textOf),
    locator: undefined,
    width: 0,
  }
  hold()
  watch(reading)
  showProgress(page, body).catch(() => {})
  expected = 0
  // The reader has scrolled before this module was loaded.
  if (scrollY > 0) keepSoon()
  if (!row?.read) {
    const read = new Date().toISOString()
    afterPaint(() => saveMarks(publication.key, article.id, { read }))
  }
  const isFinished = (row?.progression ?? 0) >= FINISHED_AT && !isReload
  isReload = false
  return !location.hash && !isFinished && resumeReading()
}

/**
 * Whether the document was reloaded, or reached by the browser's Back: a reader who was at the end of the first article
 * is still there. Set by the first openReading, for the life of the page.
 */
let isReload =
  typeof performance !== 'undefined' &&
  (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)
    ?.type !== 'navigate'

/**
 * Scrolls to a position in the shown article, even a finished one.
 * @param at the stored position where absent; null for above the body
 * @returns whether there is such a position
 */
export function resumeReading(at?: Locator | null): boolean {
  if (!reading) return false
  if (at === null) {
    reading.locator = undefined
    scrollTo({ top: 0, behavior: 'instant' })
    expected = 0
    return false
  }
  const locator = at ?? readingOf(reading.publication, reading.article)?.locator
  if (!locator) return false
  reading.locator = locator
  scrollToLocator(locator)
  return true
}

/** Stores the reading position before the page changes. */
export function closeReading(): void {
  keepNow()
  reading = undefined
  release()
}

/** The reading position that would be stored now: null above the body, undefined where no article is shown. */
export function positionNow(): Locator | null | undefined {
  takeFromWindow()
  return reading && (reading.locator ?? null)
}

/** The current reading position: of the visible focus or of the window, whichever moved last. */
export function currentLocator(): Locator | undefined {
  takeFromWindow()
  takeFromFocus()
  return reading?.locator
}

/** The first line that is wholly in the window; undefined above the body of the article. */
function locatorAtTop(): Locator | undefined {
  if (!reading) return undefined
  const { blocks, texts, body } = reading
  if (body.getBoundingClientRect().top > 0) return undefined
  const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > TOP_MARGIN_PX)
  const block = blocks[index]
  if (!block) return undefined
  // Lines stand in the order of their text, so a binary search finds the first one.
  let [low, high] = [0, texts[index]!.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const box = boxAt(block, middle)
    if (!box || box.top < 0) low = middle + 1
    else high = middle
  }
  const next = low >= texts[index]!.length && index + 1 < blocks.length
  return next ? locate(texts, index + 1, 0) : locate(texts, index, low)
}

/** The character a locator leads to, as a collapsed range of the shown article. */
export function rangeOf(locator: Locator): Range | undefined {
  const found = reading && find(reading.texts, locator)
  return found && rangeAt(reading!.blocks[found.index]!, found.offset)
}

/** The locator of a point in the document; undefined outside the body of the shown article. */
export function locatorOf(node: Node, offset: number): Locator | undefined {
  if (!reading) return undefined
  const index = reading.blocks.findIndex((block) => block.contains(node))
  if (index < 0) return undefined
  let before = 0
  for (const text of textNodes(reading.blocks[index]!)) {
    if (text === node) return locate(reading.texts, index, before + offset)
    if (text.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) break
    before += text.length
  }
  return locate(reading.texts, index, before)
}

/** Scrolls the line of a locator to the top of the window. */
export function scrollToLocator(locator: Locator): void {
  // Force a full layout: guessed heights (content-visibility) would lead to another line.
  forceFullLayout()
  const range = rangeOf(locator)
  if (!range || !reading) return
  const { top } = range.getClientRects()[0] ?? range.getBoundingClientRect()
  scrollTo({ top: scrollY + top - TOP_MARGIN_PX, behavior: 'instant' })
  gliding = false
  reading.width = reading.body.clientWidth
  expected = scrollY
}

/**
 * Sets the reading position: in this page at once, in the library a moment later.
 * @param leaves whether the page is being left
 */
export function keepLocator(locator: Locator | undefined, leaves = false): void {
  if (!reading) return
  reading.locator = locator
  const row = readingOf(reading.publication, reading.article)
  const how = progression()
  const { block, offset } = row?.locator ?? {}
  const isKnown =
    block === locator?.block && offset === locator?.offset && (row?.progression ?? 0) === how
  // A write that is still going on would end with the page, so the same row is written again at once.
  if (isKnown && !(leaves && isWriting())) return
  saveMarks(reading.publication, reading.article, { locator, progression: how }, leaves)
  // A reader who has finished an article has something to lose: ask for persistent storage.
  if (how >= FINISHED_AT)
    import('../storage/requestPersistentStorage.ts').then(
      (it) => it.requestPersistentStorage('read'),
      () => {},
    )
}

/** Whether the voice leads: the window then does not set the reading position. The page has one voice. */
let led = false

/** @param on whether a voice reads and sets the reading position (keepLocator) */
export function letVoiceLead(on: boolean): void {
  if (led === on) return
  led = on
  // During a smooth scroll the window does not show the last sentence of the voice yet, but will.
  if (on || gliding || !reading?.locator) return
  const spoken = rangeOf(reading.locator)?.getBoundingClientRect()
  if (spoken && spoken.bottom > 0 && spoken.top < innerHeight) return
  // The reader has scrolled elsewhere meanwhile: that is the reading position now.
  expected = Number.NaN
  keepNow()
}

/** Scrolls to the sentence the voice reads; such a scroll does not count as a move of the reader. */
export function scrollForVoice(top: number, behavior: ScrollBehavior): void {
  const { scrollHeight, clientHeight } = document.documentElement
  expected = Math.min(Math.max(0, top), scrollHeight - clientHeight)
  gliding = behavior === 'smooth' && !isAtExpected()
  scrollTo({ top, behavior })
}

// State of the one window and of its listeners, so it lives in the module.
/** Scroll position the app has set, which is no move of the reader; NaN if the reader has moved the window. */
let expected = 0
/** Whether a smooth scroll to `expected` goes on: the lines it passes are no reading positions. The voice may end before. */
let gliding = false
/** Timer of SCROLL_STOPPED_MS. */
let stopTimer: ReturnType<typeof setTimeout> | undefined
/** Timer of KEEP_AFTER_MS. */
let keepTimer: ReturnType<typeof setTimeout> | undefined

const isAtExpected = () => Math.abs(scrollY - expected) < SAME_SCROLL_PX

function takeFromWindow(): void {
  if (!reading || gliding || isAtExpected()) return
  expected = scrollY
  if (led) return
  reading.locator = locatorAtTop()
  reading.width = reading.body.clientWidth
}

/** If an element has visible focus, it is the reading position, unless the current position lies inside it. */
function takeFromFocus(): void {
  const focused = document.activeElement
  if (!reading || led || !focused?.matches('.article *:focus-visible')) return
  const { top, bottom } = focused.getBoundingClientRect()
  if (bottom < 0 || top > innerHeight) return
  const at = reading.locator && rangeOf(reading.locator)
  if (at && focused.contains(at.startContainer)) return
  const locator = locatorOf(focused, 0)
  if (!locator) return
  reading.locator = locator
  reading.width = reading.body.clientWidth
  expected = scrollY
}

function onFocus({ target, relatedTarget }: FocusEvent): void {
  if (!reading || led) return
  const { body } = reading
  const wasIn = body.contains(relatedTarget as Node | null)
  // The focus went from the body back to the headline. Coming from elsewhere it means nothing: a page that opens at a
  // stored position gives the focus to its headline, too.
  if (wasIn && (target as Element).matches('.article :is(h1, .standfirst, .lead-figure)')) {
    reading.locator = undefined
    keepSoon()
  }
  if (!body.contains(target as Node)) return
  // Force a full layout, so that the focused element does not move when guessed heights become real ones.
  forceFullLayout()
  // Browsers scroll to the focused element after they have sent the event.
  afterPaint(() => {
    takeFromFocus()
    keepSoon()
  })
}

function keepSoon(): void {
  clearTimeout(keepTimer)
  keepTimer = setTimeout(keepNow, KEEP_AFTER_MS)
}

/** A smooth scroll has ended at its target, or the reader has interrupted it. */
function onArrival({ type }: Event): void {
  if (gliding) {
    gliding = false
    onScroll()
  }
  if (type !== 'scrollend') return
  clearTimeout(stopTimer)
  takeFromWindow()
}

function onScroll(): void {
  const arrived = isAtExpected()
  if (arrived) gliding = false
  if (!reading || arrived) return
  clearTimeout(stopTimer)
  stopTimer = setTimeout(takeFromWindow, SCROLL_STOPPED_MS)
  keepSoon()
}

function keepNow(leaves = false): void {
  clearTimeout(keepTimer)
  keepTimer = undefined
  if (!reading) return
  takeFromWindow()
  keepLocator(reading.locator, leaves)
}

/** After a change of text size, typeface or width: scrolls the line of the reader back to the top before the paint. */
function stay(): void {
  if (reading?.locator && reading.body.isConnected) scrollToLocator(reading.locator)
}

/** Observes the width of the shown article; its presence says that the listeners of the page are added. */
let resizes: ResizeObserver | undefined

function watch(of: Reading): void {
  if (!resizes) {
    addEventListener('scroll', onScroll, { passive: true })
    for (const type of ['scrollend', 'wheel', 'touchmove']) {
      addEventListener(type, onArrival, { passive: true })
    }
    // A reader may choose a text size in the middle of a scroll: the line at the top is known only before it is applied.
    for (const type of ['keydown', 'change'])
      addEventListener(type, takeFromWindow, { capture: true })
    document.addEventListener('focusin', onFocus)
    addEventListener('pagehide', () => {
      keepNow(true)
      // Chromium keeps no page that holds a lock in its back/forward cache.
      release()
    })
    addEventListener('pageshow', hold)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') keepNow()
    })
    new MutationObserver(stay).observe(document.documentElement, {
      attributeFilter: 'size theme typeface lines letters words paragraphs justify hyphens faces'
        .split(' ')
        .map((name) => `data-${name}`),
    })
    document.fonts.addEventListener('loadingdone', stay)
  }
  resizes?.disconnect()
  // Heights change while a reader scrolls (content-visibility); only a new width is a new layout.
  resizes = new ResizeObserver(() => {
    if (reading && reading.width > 0 && reading.body.clientWidth !== reading.width) stay()
    if (reading) reading.width = reading.body.clientWidth
  })
  resizes.observe(of.body)
}

/** Share of the characters of the body that are above the reading position: 0 to 1; 1 if the end is in the window. */
function progression(): number {
  const { body, blocks, texts, locator } = reading!
  if (body.getBoundingClientRect().bottom <= innerHeight) return 1
  if (!locator) return 0
  const total = texts.reduce((sum, text) => sum + text.length, 0)
  const found = find(texts, locator)
  if (!found || total === 0 || blocks.length === 0) return 0
  const before = texts.slice(0, found.index).reduce((sum, text) => sum + text.length, 0)
  return Math.round(((before + found.offset) / total) * 1000) / 1000
}

/** Box of one character; undefined for a line break or other text without a box. */
function boxAt(block: HTMLElement, offset: number): DOMRect | undefined {
  return rangeAt(block, offset).getClientRects()[0]
}
