import { afterPaint } from './afterPaint.ts'
import { closeReading, resumeReading } from './reading/place.ts'

/** Where the reader was on a page. */
export interface Place {
  y: number
  /** Address of the link that was followed. */
  link?: string | undefined
}

/**
 * To be called before the next page is drawn: the shown one is laid out already, while scrolling a page that has just
 * been drawn lays it out at once, within the tap.
 */
export function leaveForTop(): void {
  closeReading()
  scrollTo({ top: 0, behavior: 'instant' })
}

/** After a page has been drawn: the focus at its heading or what its address names, or all as the reader had left it. */
export function settle(place: Place | undefined): void {
  const link = place?.link
    ? document.querySelector<HTMLElement>(`a[href="${CSS.escape(place.link)}"]`)
    : undefined
  const named = document.getElementById(location.hash.slice(1))
  const heading = document.querySelector<HTMLElement>('main h1, .nameplate h1')
  if (!place) named?.scrollIntoView({ behavior: 'instant' })
  // An article knows the place by its words.
  else if (!resumeReading()) scrollBack(place.y)
  const target = link ?? named ?? heading ?? document.getElementById('content')
  // To ask for the focus is to ask for a layout: it comes when the page has been painted.
  afterPaint(() => target?.focus({ preventScroll: true }))
}

/** After a page has been drawn. */
export function scrollBack(y: number): void {
  if (y <= 0) return
  document.getElementById('app')!.dataset.whole = ''
  scrollTo({ top: y, behavior: 'instant' })
}
