import { lockArticle } from '#library/articleLocks.ts'
import { withLibrary } from '#library/open.ts'
import { saveReading, saveReadingAtOnce } from '#library/reading.ts'
import type { ReadingRow } from '#library/schema.ts'
import type { ArticlePageData } from '../site/page.ts'
import { backUpSoon } from '../storage/backup.ts'
import { afterPaint } from '../ui/afterPaint.ts'
import { find, type Locator, locate } from './locator.ts'
import { showProgress } from './progress.ts'
import { readingOf, setReading } from './readingRows.ts'
import { rangeAt, textNodes, textOf } from './text.ts'

/** The reader has stopped scrolling (ms): the place is known, and a moment later kept. */
const STOPPED = 120
const KEPT = 400
/** Read to the end: opened again, it begins at its beginning. */
const DONE = 0.97
/** Between the top of the window and the line the reader is at (CSS px). */
const MARGIN = 8

/** An open article and where its reader is. */
interface Reading {
  publication: string
  article: string
  body: HTMLElement
  blocks: HTMLElement[]
  texts: string[]
  place: Locator | undefined
  width: number
}

let reading: Reading | undefined
let release = () => {}

/** Nothing takes the shown article off the device. */
function hold(): void {
  release()
  if (reading) release = lockArticle(reading.publication, reading.article)
}

/**
 * To be called when an article has been drawn and not yet painted: it opens where its reader left it, and its
 * place is kept from now on.
 * @returns whether there was such a place
 */
export function openReading(page: ArticlePageData): boolean {
  const { publication, article } = page
  const body = document.querySelector<HTMLElement>('#app .article > .body')
  if (!body) return false
  const blocks = ([...body.children] as HTMLElement[]).filter(
    (child) => !child.matches('.dateline'),
  )
  const row = readingOf(publication.id, article.id)
  reading = {
    publication: publication.id,
    article: article.id,
    body,
    blocks,
    texts: blocks.map(textOf),
    place: undefined,
    width: 0,
  }
  hold()
  watch(reading)
  showProgress(page, body).catch(() => {})
  expected = 0
  // The reader was quicker than this module.
  if (scrollY > 0) keepSoon()
  if (!row?.read) afterPaint(() => save({ read: new Date().toISOString() }))
  const done = (row?.progression ?? 0) >= DONE && !isReload
  isReload = false
  return !location.hash && !done && resumeReading()
}

/** Whoever reloads a page, or comes back to the app by the browser's Back, was at its end and still is. */
let isReload =
  typeof performance !== 'undefined' &&
  (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)
    ?.type !== 'navigate'

/** To where the reader had left the shown article, read to its end or not. @returns whether there is such a place */
export function resumeReading(): boolean {
  const place = reading && readingOf(reading.publication, reading.article)?.locator
  if (!place) return false
  reading!.place = place
  scrollToPlace(place)
  return true
}

/** The page is about to be another one. */
export function closeReading(): void {
  keepNow()
  reading = undefined
  release()
}

/** Where the reader is now: at what has the focus, or else where the window stands, whichever moved last. */
export function currentPlace(): Locator | undefined {
  takePlace()
  takeFocus()
  return reading?.place
}

/** The first line that is wholly in the window; undefined at the top of the article, before its body. */
function placeAtTop(): Locator | undefined {
  if (!reading) return undefined
  const { blocks, texts, body } = reading
  if (body.getBoundingClientRect().top > 0) return undefined
  const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > MARGIN)
  const block = blocks[index]
  if (!block) return undefined
  // Lines stand in the order of their text, so the first one can be searched for by halves.
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

/** The locator of a place in the document; undefined outside the body of the shown article. */
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

/** Puts the line of a place at the top of the window. */
export function scrollToPlace(locator: Locator): void {
  // Guessed heights of what has not been laid out yet would put the reader elsewhere.
  document.getElementById('app')!.dataset.whole = ''
  const range = rangeOf(locator)
  if (!range || !reading) return
  const { top } = range.getClientRects()[0] ?? range.getBoundingClientRect()
  scrollTo({ top: scrollY + top - MARGIN, behavior: 'instant' })
  gliding = false
  reading.width = reading.body.clientWidth
  expected = scrollY
}

/**
 * This is where the reader is: kept here at once, in the library a moment later.
 * @param leaves the page is being left
 */
export function keepPlace(locator: Locator | undefined, leaves = false): void {
  if (!reading) return
  reading.place = locator
  const row = readingOf(reading.publication, reading.article)
  const how = progression()
  const { block, offset } = row?.locator ?? {}
  const isKnown =
    block === locator?.block && offset === locator?.offset && (row?.progression ?? 0) === how
  // What is still being written would end with the page.
  if (isKnown && !(leaves && writing > 0)) return
  save({ locator, progression: how }, leaves)
  // Whoever has read one to its end has something to lose.
  if (how >= DONE)
    import('../storage/requestPersistentStorage.ts').then(
      (it) => it.requestPersistentStorage('read'),
      () => {},
    )
}

/** Whether the voice leads: where the window stands is then not where the reader is. */
let led = false

/** @param on a voice reads, and says where the reader is (keepPlace) */
export function leadPlace(on: boolean): void {
  if (led === on) return
  led = on
  // On its way to what the voice said last, the window may not show it yet, and it will.
  if (on || gliding || !reading?.place) return
  const spoken = rangeOf(reading.place)?.getBoundingClientRect()
  if (spoken && spoken.bottom > 0 && spoken.top < innerHeight) return
  // The reader has scrolled elsewhere meanwhile, and is there now.
  expected = Number.NaN
  keepNow()
}

/** Brings into view what the voice reads: no move of the reader's. */
export function scrollForVoice(top: number, behavior: ScrollBehavior): void {
  const { scrollHeight, clientHeight } = document.documentElement
  expected = Math.min(Math.max(0, top), scrollHeight - clientHeight)
  gliding = behavior === 'smooth' && Math.abs(scrollY - expected) >= 2
  scrollTo({ top, behavior })
}

/** Where the window stands because of the app, which is no move of the reader's; NaN where the reader has brought it. */
let expected = 0
/** On the way there: a voice may come to rest before the window does, and no line it passes is where the reader is. */
let gliding = false
let stopped: ReturnType<typeof setTimeout> | undefined
let kept: ReturnType<typeof setTimeout> | undefined

function takePlace(): void {
  if (!reading || gliding || Math.abs(scrollY - expected) < 2) return
  expected = scrollY
  if (led) return
  reading.place = placeAtTop()
  reading.width = reading.body.clientWidth
}

/** What has the focus, for all to see, is where the reader is, unless the place is somewhere in it already. */
function takeFocus(): void {
  const focused = document.activeElement
  if (!reading || led || !focused?.matches('.article *:focus-visible')) return
  const { top, bottom } = focused.getBoundingClientRect()
  if (bottom < 0 || top > innerHeight) return
  const at = reading.place && rangeOf(reading.place)
  if (at && focused.contains(at.startContainer)) return
  const place = locatorOf(focused, 0)
  if (!place) return
  reading.place = place
  reading.width = reading.body.clientWidth
  expected = scrollY
}

function onFocus({ target, relatedTarget }: FocusEvent): void {
  if (!reading || led) return
  const { body } = reading
  const wasIn = body.contains(relatedTarget as Node | null)
  // Back to the headline; a page that is opened at a place gives the focus to it, too.
  if (wasIn && (target as Element).matches('.article :is(h1, .standfirst, .lead-figure)')) {
    reading.place = undefined
    keepSoon()
  }
  if (!body.contains(target as Node)) return
  // It must not move any more: of what has not been laid out yet, heights are guessed.
  document.getElementById('app')!.dataset.whole = ''
  // Browsers scroll to what gets the focus after they have told of it.
  afterPaint(() => {
    takeFocus()
    keepSoon()
  })
}

function keepSoon(): void {
  clearTimeout(kept)
  kept = setTimeout(keepNow, KEPT)
}

/** The window is at what was aimed at, or wherever the reader has taken it meanwhile. */
function onArrival({ type }: Event): void {
  if (gliding) {
    gliding = false
    onScroll()
  }
  if (type !== 'scrollend') return
  clearTimeout(stopped)
  takePlace()
}

function onScroll(): void {
  const arrived = Math.abs(scrollY - expected) < 2
  if (arrived) gliding = false
  if (!reading || arrived) return
  clearTimeout(stopped)
  stopped = setTimeout(takePlace, STOPPED)
  keepSoon()
}

function keepNow(leaves = false): void {
  clearTimeout(kept)
  kept = undefined
  if (!reading) return
  takePlace()
  keepPlace(reading.place, leaves)
}

/** Another text size, typeface, width: what was at the top of the window is again, before it is painted. */
function stay(): void {
  if (reading?.place && reading.body.isConnected) scrollToPlace(reading.place)
}

let resizes: ResizeObserver | undefined

function watch(of: Reading): void {
  if (!resizes) {
    addEventListener('scroll', onScroll, { passive: true })
    for (const type of ['scrollend', 'wheel', 'touchmove']) {
      addEventListener(type, onArrival, { passive: true })
    }
    // A text size may be chosen in the middle of a scroll: once it is applied, what line was at the top is lost.
    for (const type of ['keydown', 'change']) addEventListener(type, takePlace, { capture: true })
    document.addEventListener('focusin', onFocus)
    addEventListener('pagehide', () => {
      keepNow(true)
      // Chromium keeps no page for its Back button that holds a lock.
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
  // Heights change while a reader scrolls (content-visibility); only another width is another layout.
  resizes = new ResizeObserver(() => {
    if (reading && reading.width > 0 && reading.body.clientWidth !== reading.width) stay()
    if (reading) reading.width = reading.body.clientWidth
  })
  resizes.observe(of.body)
}

/** How much of the body is above the foot of the window, by its characters: 0 to 1. */
function progression(): number {
  const { body, blocks, texts, place } = reading!
  if (body.getBoundingClientRect().bottom <= innerHeight) return 1
  if (!place) return 0
  const total = texts.reduce((sum, text) => sum + text.length, 0)
  const found = find(texts, place)
  if (!found || total === 0 || blocks.length === 0) return 0
  const before = texts.slice(0, found.index).reduce((sum, text) => sum + text.length, 0)
  return Math.round(((before + found.offset) / total) * 1000) / 1000
}

/** Writes to the library that have not come to an end. */
let writing = 0

type Marks = { [K in keyof ReadingRow]?: ReadingRow[K] | undefined }

function save(marks: Marks, leaves = false): void {
  if (reading) saveMarks(reading.publication, reading.article, marks, leaves)
}

/**
 * Known to this page at once, in the library a moment later.
 * @param leaves the page is being left
 */
export function saveMarks(
  publication: string,
  article: string,
  marks: Marks,
  leaves = false,
): void {
  const row = { ...readingOf(publication, article), ...marks } as ReadingRow
  setReading(publication, article, row)
  writing += 1
  withLibrary((library) =>
    leaves
      ? saveReadingAtOnce(library, publication, article, row)
      : saveReading(library, publication, article, marks),
  )
    .then(backUpSoon)
    // Storage may be refused: the place then holds for this visit.
    .catch(() => {})
    .then(() => {
      writing -= 1
    })
}

/** Box of one character; undefined for a line break or other text without a box. */
function boxAt(block: HTMLElement, offset: number): DOMRect | undefined {
  return rangeAt(block, offset).getClientRects()[0]
}
