// Elements that more than one feature needs, each looked up here alone. They are looked up anew each time, because the
// prerendered page and every page of the app have their own.

/** The element of the whole page, prerendered or drawn. */
export const appElement = (): HTMLElement => document.getElementById('app')!

/** The element of the page's content; absent in the app shell. */
export const contentElement = (): HTMLElement | null => document.getElementById('content')

/** The heading of the page: the name of the publication on its front page. */
export const headingElement = (): HTMLElement | null =>
  document.querySelector('main h1, .nameplate h1')

/** The links of all cards of a list, in their order on the screen. */
export const headlines = (): HTMLAnchorElement[] => [
  ...document.querySelectorAll<HTMLAnchorElement>(':is(.card, .brief) h3 a'),
]

/**
 * Lays out what is outside the window, too. With guessed heights (layout.css), scrolling would lead elsewhere; and Chromium
 * tells assistive technology nothing of what is not laid out, so that a screen reader would not come to the end of a page
 * (version 156, e2e/accessibility/screenReader.spec.ts).
 */
export function forceFullLayout(): void {
  appElement().dataset.whole = ''
}
