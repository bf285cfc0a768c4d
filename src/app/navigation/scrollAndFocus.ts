import type { Locator } from '../reading/locator.ts'
import { closeReading, resumeReading } from '../reading/opening.ts'
import { contentElement, forceFullLayout, headingElement, headlines } from '../ui/pageElements.ts'

/** A link, named by its address and by its number among the links to that address. */
type LinkMark = [address: string, nth: number]

/**
 * Scroll position and focus of a page. A card and its distance from the top of the window, not pixels alone, say where the
 * reader was, so that the place is the same in another text size, another window and another edition.
 */
export interface ViewState {
  /** Scroll position (px); used alone on a page without cards. */
  y: number
  /** The card that was opened or has the focus, otherwise the first one in the window. */
  card?: LinkMark | undefined
  /** Distance of that card's headline from the top of the window (px). */
  top?: number
  /** The link that was followed, or had the focus. */
  link?: LinkMark | undefined
  /** Whether the focus was visible: a restart gives it back only to readers who use it. */
  visible?: boolean
  /** Number of cards that a section showed, with the older ones that the reader had asked for. */
  count?: number
  /** Version of the edition. */
  version?: number
  /** Index of the page's entry in the history. */
  index?: number | undefined
  /**
   * The reading position in an article, null above its body. The library has it, too, but the end of a document can come
   * before the library has begun the last write.
   */
  position?: Locator | null | undefined
}

/** A panel that is open while the focus is in it. */
const PANEL = '.accessibility-links'

/** (px) */
const LINE_PX = 24

/**
 * The element that had a visible focus before a restart. Engines do not show a focus that a script has set, so the app must
 * remember that it was visible. One page has one focus.
 */
let givenBack: HTMLElement | null | undefined

/** @param followed the link that leads away */
export function captureView(followed?: Element): ViewState {
  const cards: Element[] = headlines()
  const { activeElement } = document
  const link = followed?.closest(PANEL) ? activeElement! : (followed ?? activeElement!)
  const isInWindow = (each: Element) => {
    const { top, bottom } = each.getBoundingClientRect()
    return bottom > LINE_PX && top < innerHeight
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
 * To be called before the next page is drawn. Scrolling a page that has just been drawn would lay it out at once, within
 * the tap; the page before is laid out already.
 */
export function scrollToTop(): void {
  closeReading()
  scrollTo({ top: 0, behavior: 'instant' })
}

/**
 * To be called after a page has been drawn: shows it as the reader has left it, or its top.
 * @returns a function that moves the focus to the link or the heading. It asks for a layout, so it is to be called after
 * the page has been painted; a screen reader then says the title first.
 */
export function restoreScrollAndFocus(view: ViewState | undefined): () => void {
  // An article knows its place by its words (reading/place.ts).
  if (view && !resumeReading(view.position)) restoreScroll(view)
  const { activeElement } = document
  return () => {
    // A key that was pressed meanwhile has moved it already, and to where the reader wants it.
    if (document.activeElement !== activeElement) return
    const target = (view?.link && linkAt(view.link)) ?? headingElement() ?? contentElement()
    target?.focus({ preventScroll: true })
    if (view?.visible) givenBack = target
  }
}

/** To be called after a page has been drawn. */
export function restoreScroll({ y, card: mark, top }: ViewState): void {
  if (y <= 0) return
  forceFullLayout()
  if (mark) {
    const card = linkAt(mark)?.getBoundingClientRect()
    // The article was withdrawn, or is not in this edition any more.
    if (!card) return
    // At least a line of the card is in the window, even if the window has become lower.
    y = scrollY + card.top - Math.min(Math.max(top!, LINE_PX - card.height), innerHeight - LINE_PX)
  }
  scrollTo({ top: y, behavior: 'instant' })
}

/**
 * Moves the focus as well as the view: the next Tab goes on from there.
 * @param hash as it stands in an address, without its `#`
 * @returns whether there is such a place
 */
export function scrollToAnchor(hash: string): boolean {
  // An address escapes letters that are not Latin. decodeURIComponent would throw at a stray %.
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
