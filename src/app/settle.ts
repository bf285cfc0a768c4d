/** Where the reader was on a page. */
export interface Place {
  y: number
  /** Address of the link that was followed. */
  link?: string | undefined
}

/** After a page has been drawn: at its heading, or where the reader had left it. */
export function settle(place: Place | undefined): void {
  const link = place?.link
    ? document.querySelector<HTMLElement>(`a[href="${CSS.escape(place.link)}"]`)
    : undefined
  const heading = document.querySelector<HTMLElement>('main h1, .nameplate h1')
  scrollTo({ top: place?.y ?? 0, behavior: 'instant' })
  ;(link ?? heading ?? document.getElementById('content'))?.focus({ preventScroll: true })
}
