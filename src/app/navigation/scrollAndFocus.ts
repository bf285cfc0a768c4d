import { closeReading, resumeReading } from '../reading/opening.ts'

/** A link by its address, and by which it is of those that lead there. */
type LinkMark = [address: string, nth: number]

/**
 * Where the reader was on a page: what stood where, never pixels alone, so that it is the same place in
 * another size of type, another window and another edition.
 */
export interface ViewState {
  /** All there is on a page without cards. */
  y: number
  /** The card that was opened or has the focus, or else the first in the window. */
  card?: LinkMark | undefined
  /** Of that card's headline, from the top of the window (px). */
  top?: number
  /** The link that was followed, or had the focus. */
  link?: LinkMark | undefined
  /** Whether whoever reads could see that it had the focus: a restart gives it back to nobody else. */
  visible?: boolean
  /** Cards of a section, with the older ones that were asked for. */
  count?: number
  /** Of the edition. */
  version?: number
  /** Of its entry in the history. */
  index?: number | undefined
}

/** It opens wherever the focus is in it. */
const PANEL = '.accessibility-links'

/** (px) */
const LINE = 24

/** What had a visible focus before a restart; engines do not show one that no key has moved. */
let givenBack: HTMLElement | null | undefined

/** @param followed the link that leads away */
export function captureView(followed?: Element): ViewState {
  const cards = [...document.querySelectorAll(':is(.card, .brief) h3 a')]
  const { activeElement } = document
  const link = followed?.closest(PANEL) ? activeElement! : (followed ?? activeElement!)
  const isInWindow = (each: Element) => {
    const { top, bottom } = each.getBoundingClientRect()
    return bottom > LINE && top < innerHeight
  }
  const card =
    cards.find((each) => each === link && isInWindow(each)) ??
    cards.find(isInWindow) ??
    cards.at(-1)
  const mark = link.closest(PANEL) ? undefined : markOf(link)
  return {
    y: scrollY,
    card: markOf(card),
    top: card?.getBoundingClientRect().top ?? 0,
    link: mark,
    visible: !!mark && (link === givenBack || link.matches(':focus-visible')),
    count: cards.length,
  }
}

function markOf(link: Element | undefined): LinkMark | undefined {
  const address = link?.getAttribute('href')
  return address ? [address, linksTo(address).indexOf(link!)] : undefined
}

function linksTo(address: string): Element[] {
  return [...document.querySelectorAll(`a[href="${CSS.escape(address)}"]`)]
}

function linkAt([address, nth]: LinkMark): HTMLElement | undefined {
  const links = linksTo(address) as HTMLElement[]
  return links[nth] ?? links[0]
}

/**
 * To be called before the next page is drawn: the shown one is laid out already, while scrolling a page that has just
 * been drawn lays it out at once, within the tap.
 */
export function scrollToTop(): void {
  closeReading()
  scrollTo({ top: 0, behavior: 'instant' })
}

/**
 * After a page has been drawn: all as the reader had left it, or else at its top.
 * @returns what moves the focus there, to the link or to the heading. To ask for the focus is to ask for a layout, so
 * it is for when the page has been painted; and whoever listens hears the title first.
 */
export function restoreScrollAndFocus(view: ViewState | undefined): () => void {
  // An article knows the place by its words.
  if (view && !resumeReading()) restoreScroll(view)
  const { activeElement } = document
  return () => {
    // A key that was pressed meanwhile has moved it already, and to where the reader wants it.
    if (document.activeElement !== activeElement) return
    const target =
      (view?.link && linkAt(view.link)) ??
      document.querySelector<HTMLElement>('main h1, .nameplate h1') ??
      document.getElementById('content')
    target?.focus({ preventScroll: true })
    if (view?.visible) givenBack = target
  }
}

/** After a page has been drawn. */
export function restoreScroll({ y, card: mark, top }: ViewState): void {
  if (y <= 0) return
  forceFullLayout()
  if (mark) {
    const card = linkAt(mark)?.getBoundingClientRect()
    // Withdrawn, or in an edition no more.
    if (!card) return
    // A line of it is in the window also where that has become lower.
    y = scrollY + card.top - Math.min(Math.max(top!, LINE - card.height), innerHeight - LINE)
  }
  scrollTo({ top: y, behavior: 'instant' })
}

/**
 * Guessed heights would put the reader elsewhere (layout.css); and Chromium tells assistive technology nothing of what
 * is not laid out, so that those who listen would not come to the end of a page (version 156, e2e/accessibility/screenReader.spec.ts).
 */
export function forceFullLayout(): void {
  document.getElementById('app')!.dataset.whole = ''
}

/**
 * Moves the focus as well as the view: the next Tab goes on from there.
 * @param hash as it stands in an address, without its `#`
 * @returns whether there is such a place
 */
export function scrollToAnchor(hash: string): boolean {
  // What is not Latin is escaped there. decodeURIComponent would throw at a stray %.
  const [id = ''] = new URLSearchParams(hash).keys()
  // A front page may have no stories of its sections.
  const target =
    document.getElementById(id) ?? document.getElementById(id.replace('sections', 'navigation'))
  if (!target) return false
  forceFullLayout()
  target.scrollIntoView({ block: 'start', behavior: 'instant' })
  const control = target.matches(`fieldset, ${PANEL}`)
    ? target.querySelector<HTMLElement>('input:checked, a')
    : undefined
  ;(control ?? target).focus({ preventScroll: true })
  return true
}
