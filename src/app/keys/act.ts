import { listIndex } from '../navigation/savedViews.ts'
import { restoreScrollAndFocus, scrollToAnchor } from '../navigation/scrollAndFocus.ts'
import { stepTextSize } from '../preferences/preferences.ts'
import { entryOf } from '../site/historyEntry.ts'
import { articleElement } from '../ui/articleElement.ts'
import { headlines } from '../ui/pageElements.ts'
import type { Action } from './keyMap.ts'

/** Does the action of a key. @returns whether this page has anything to do for it */
export function act(action: Action): boolean {
  switch (action) {
    case 'down':
      return walk(1)
    case 'up':
      return walk(-1)
    case 'open':
      return document.activeElement?.matches('main a') ? press(document.activeElement) : false
    case 'next':
    case 'previous':
      return pressNeighbour(REL[action])
    case 'list':
      return backToList()
    case 'top':
      scrollTo({ top: 0, behavior: 'instant' })
      restoreScrollAndFocus(undefined)()
      return true
    case 'larger':
      stepTextSize(1)
      return true
    case 'smaller':
      stepTextSize(-1)
      return true
    case 'preferences':
      return pressControl(action) || follow('#text-size')
    case 'listen':
    case 'play':
    case 'help':
      return pressControl(action === 'help' ? 'shortcuts' : action)
    case 'contents':
      return openContents()
    case 'front':
      return toFront()
    case 'links':
      return scrollToAnchor('accessibility-links')
    case 'search':
    case 'settings':
      return follow(`/${action}/`)
    case 'latest':
      return follow('#latest')
    case 'sections':
      return follow('#sections') || follow('#navigation')
  }
}

const REL = { next: 'next', previous: 'prev' }

/** Waits for the neighbours of the shown article. Kept in the module, because a later press replaces it. */
let unknownNeighbours: MutationObserver | undefined

/** Follows a link to a neighbour. Neighbours are loaded after their article is drawn (ArticlePage.tsx): the last press waits. */
function pressNeighbour(rel: string): boolean {
  unknownNeighbours?.disconnect()
  const neighbours = document.querySelector('.neighbours')
  if (!neighbours) return false
  if (neighbours.querySelector('a')) return press(neighbours.querySelector(`[rel="${rel}"]`))
  const { pathname } = location
  unknownNeighbours = new MutationObserver((_, observer) => {
    if (location.pathname === pathname) pressNeighbour(rel)
    else observer.disconnect()
  })
  unknownNeighbours.observe(document.body, { childList: true, subtree: true })
  return true
}

function press(control: Element | null): boolean {
  if (!(control instanceof HTMLElement)) return false
  control.click()
  return true
}

/** Presses the button that a feature has put on the page. */
function pressControl(action: string): boolean {
  return press(document.querySelector(`[data-action="${action}"]`))
}

/** Opens or closes the table of contents. The focus scrolls to it, as it may be far above the window. */
function openContents(): boolean {
  const summary = document.querySelector<HTMLElement>('.contents summary')
  const contents = summary?.parentElement
  if (!(contents instanceof HTMLDetailsElement)) return false
  contents.open = !(contents.open && document.activeElement === summary)
  summary!.focus()
  return true
}

/** Follows one of the accessibility links, which lead to the same addresses from every page. */
function follow(address: string): boolean {
  return press(document.querySelector(`.accessibility-links a[href$="${address}"]`))
}

/** Moves the focus through the cards of a list, or the blocks of an article. */
function walk(by: 1 | -1): boolean {
  const article = articleElement()
  const stops: HTMLElement[] = article
    ? [
        ...article.querySelectorAll<HTMLElement>(
          'h1, .standfirst, .lead-figure, :scope > .body > *',
        ),
      ]
    : headlines()
  const { activeElement } = document
  const at = stops.findIndex((stop) => stop === activeElement || stop.contains(activeElement))
  const inWindow = stops.findIndex((stop) => stop.getBoundingClientRect().bottom > 0)
  const stop = stops[at < 0 ? Math.max(inWindow, 0) : at + by]
  if (!stop) return false
  if (article && stop.tabIndex < 0) stop.tabIndex = -1
  ;(stop.closest('article:not(.article)') ?? stop).scrollIntoView({ block: 'nearest' })
  stop.focus({ preventScroll: true })
  return true
}

/** The first link of the navigation leads to the front page, on every page. */
function toFront(): boolean {
  return press(document.querySelector('#navigation a'))
}

function backToList(): boolean {
  const { index: here = 0 } = entryOf()
  const there = listIndex(here)
  if (there === undefined) return toFront()
  history.go(there - here)
  return true
}
