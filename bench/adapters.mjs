// What the page-speed harness must know of the built app: see its own adapters.mjs for the fields.
import { site } from './site.mjs'

/** The card of article `i` on the front page: its id ends in the number the feed gave it. */
const headline = (i) =>
  `[...document.querySelectorAll('main h3 a')].find((a) => a.textContent.startsWith('Headline ${i}:'))`

export const adapters = {
  longwave: {
    port: 7120,
    root: site,
    note: 'the built app, the same thirty articles pressed and signed',
    listReady: `__lw.count('main h3 a') >= 5`,
    headline,
    articleReady: (i) => `__lw.has('main', 'End of article ${i}.')`,
    settled: 'document.documentElement.dataset.synced',
  },
}
