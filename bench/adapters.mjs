// Describes each build of the app to the page-speed harness; its own adapters.mjs explains the fields.
// bench/measure.mjs names the builds in BENCH_SITES: { name: folder of its site }, and in BENCH_TAPS the articles to tap, if
// they are other ones than the harness taps.

/** @returns code that finds the link to article `i` on the front page by its headline */
const headline = (i) =>
  `[...document.querySelectorAll('main h3 a')].find((a) => a.textContent.startsWith('Headline ${i}:'))`

/** @type {[name: string, site: string][]} */
const sites = Object.entries(JSON.parse(process.env.BENCH_SITES ?? '{}'))
const tapIds = JSON.parse(process.env.BENCH_TAPS ?? 'null')

export const adapters = Object.fromEntries(
  sites.map(([name, site], index) => [
    name,
    {
      port: 7120 + index,
      root: site,
      note: 'a build of the app, the same thirty articles pressed and signed',
      listReady: `__lw.count('main h3 a') >= 5`,
      headline,
      articleReady: (i) => `__lw.has('main', 'End of article ${i}.')`,
      settled: 'document.documentElement.dataset.synced',
      ...(tapIds && { tapIds }),
    },
  ]),
)
