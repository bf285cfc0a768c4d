// `node bench/bytes.mjs`: computes how many bytes a month of a newsroom costs its readers, compared with the least possible,
// and with the same articles as RSS and as web pages. The texts are real ones, of the corpus beside this project. Images are
// left out, because they have the same size in all formats. Needs the built press (`npm run build`). Takes three to eight
// minutes.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { runnerImport } from 'vite'

const root = join(import.meta.dirname, '..')
const corpus = join(root, '../shared/corpus/extraction')
const folder = join(root, '.cache/bench/bytes')
const BIN = join(root, 'dist/press/longwave.js')

const DAYS = 31
const RUNS_A_DAY = 4
const ARTICLES_A_RUN = 10
/** Articles of earlier runs that come again with a correction. */
const CORRECTIONS_A_RUN = 1

if (!existsSync(corpus)) {
  console.error('bytes: the corpus is not beside this project (../shared/corpus).')
  process.exit(1)
}
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

/** Loads a module of the project, which is TypeScript. */
const load = async (path) =>
  /** @type {any} */ ((await runnerImport(join(root, path), { configFile: false, root })).module)
const { formatHtml } = await load('src/press/publication/formatHtml.ts')
const { planBundles } = await load('src/delivery/plan.ts')

/** A random number generator with a fixed seed (mulberry32). */
let seed = 1
const random = () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

/** Reads real pages as the press does, and keeps those of the length of news. */
function readPages() {
  const kept = join(root, '.cache/bench/drafts.jsonl')
  if (!existsSync(kept)) {
    const pages = readFileSync(join(corpus, 'index.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter((page) => ['fundus', 'aeb', 'trafilatura', 'goose3'].includes(page.corpus))
    const at = join(folder, 'pages')
    mkdirSync(at)
    const names = pages.map((page, index) => {
      const name = join(at, `${index}.html`)
      writeFileSync(name, gunzipSync(readFileSync(join(corpus, page.path))))
      return name
    })
    let lines = ''
    for (let start = 0; start < names.length; start += 50) {
      try {
        lines += execFileSync(
          process.execPath,
          [BIN, 'extract', ...names.slice(start, start + 50)],
          {
            encoding: 'utf8',
            maxBuffer: 2 ** 28,
            stdio: ['ignore', 'pipe', 'ignore'],
          },
        )
      } catch (error) {
        // The command exits with an error where a page has no article, and prints the others.
        lines += /** @type {any} */ (error).stdout
      }
    }
    const drafts = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter((draft) => draft.text?.length > 800 && draft.text.length < 15_000)
      .map(({ input, text: _, ...draft }) => {
        const html = readFileSync(input)
        return { ...draft, page: { plain: html.length, gzip: gzipSync(html).length } }
      })
    writeFileSync(kept, drafts.map((draft) => `${JSON.stringify(draft)}\n`).join(''))
  }
  return readFileSync(kept, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const withoutPictures = (blocks) =>
  blocks
    .filter(({ type }) => type !== 'figure')
    .map((block) => ({
      ...block,
      ...(block.blocks ? { blocks: withoutPictures(block.blocks) } : {}),
      ...(block.items ? { items: block.items.map(withoutPictures) } : {}),
    }))

const pages = readPages()
const printed = (run) =>
  new Date(Date.UTC(2026, 9, 1, 5 + 4 * (run % RUNS_A_DAY)) + DAY * Math.floor(run / RUNS_A_DAY))
const DAY = 24 * 60 * 60 * 1000
const publication = join(folder, 'publication.json')
writeFileSync(
  publication,
  JSON.stringify({
    id: 'bytes',
    title: 'A Month of News',
    language: 'en',
    sections: ['World', 'Politics', 'Business', 'Science', 'Culture'].map((title) => ({
      id: title.toLowerCase(),
      title,
      about: `What happens in ${title.toLowerCase()}, from our own correspondents.`,
      sources: [{ feed: `${title.toLowerCase()}.json` }],
    })),
  }),
)

const key = join(folder, 'key.json')
execFileSync(process.execPath, [BIN, 'init', folder, '--key', key, '--root-key', key])

const out = join(folder, 'out')
const items = []
const heads = []
let articles = 0
for (let run = 0; run < DAYS * RUNS_A_DAY; run++) {
  const now = printed(run).toISOString()
  const fresh = []
  for (let index = 0; index < ARTICLES_A_RUN; index++, articles++) {
    const { body, page, image: _, ...draft } = pages[articles % pages.length]
    const id = `${articles}-${draft.id.slice(0, 40)}`
    fresh.push({
      id,
      page,
      item: {
        id,
        url: `https://news.example/${id}`,
        title: draft.headline,
        summary: draft.summary,
        content_html: formatHtml(withoutPictures(body), undefined),
        date_published: now,
        authors: draft.authors,
        tags: draft.tags?.slice(0, 6),
        language: draft.language,
      },
    })
  }
  const corrected = Array.from({ length: run ? CORRECTIONS_A_RUN : 0 }, () => {
    const old =
      items[Math.floor(random() * Math.min(items.length, 120)) + Math.max(0, items.length - 120)]
    old.item = { ...old.item, content_html: `${old.item.content_html}<p>Corrected on ${now}.</p>` }
    return old
  })
  items.push(...fresh)
  const given = [...fresh, ...corrected].map(({ item }) => item)
  for (const [index, section] of [
    'world',
    'politics',
    'business',
    'science',
    'culture',
  ].entries()) {
    writeFileSync(
      join(folder, `${section}.json`),
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: section,
        language: 'en',
        items: given.filter(({ id }) => Number.parseInt(id, 10) % 5 === index),
      }),
    )
  }
  execFileSync(
    process.execPath,
    [
      '--import',
      pathToFileURL(join(root, 'e2e/printed.mjs')).href,
      BIN,
      'press',
      publication,
      '--out',
      out,
      '--key',
      key,
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LONGWAVE_PRINTED: now, LONGWAVE_CACHE: join(folder, 'cache') },
    },
  )
  const head = readFileSync(join(out, 'head.json'))
  heads.push({
    release: JSON.parse(Buffer.from(JSON.parse(String(head)).payload, 'base64').toString()),
    bytes: head.length,
  })
  if (run % 20 === 19) console.log(`pressed ${run + 1} of ${DAYS * RUNS_A_DAY} runs`)
}

const last = heads.length
const { release } = heads[last - 1]
const bundleBytes = (digest) => readFileSync(join(out, 'bundles', `${digest}.lwb`))
const catalog = release.catalog
  ? gunzipSync(readFileSync(join(out, 'catalog', `${release.catalog.digest}.lwb`)))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : []

/** Computes what a reader who holds every run up to `held` fetches of the last release: text only. */
function cost(held) {
  const inHead = planBundles(release.bundles, held, last, new Set())
  const plan = inHead ?? planBundles([...release.bundles, ...catalog], held, last, new Set())
  const records = new Map()
  for (const { digest } of plan) {
    for (const line of gunzipSync(bundleBytes(digest)).toString().trim().split('\n')) {
      const { id, seq } = JSON.parse(line)
      if (seq > held) records.set(id, line)
    }
  }
  const bundles = plan.reduce((total, { length }) => total + length, 0)
  const asked = bundles + (inHead ? 0 : release.catalog.length)
  const ideal = gzipSync([...records.values()].map((line) => `${line}\n`).join(''), {
    level: 9,
  }).length
  return { files: plan.length, text: heads[last - 1].bytes + asked, bundles: asked, ideal, records }
}

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`
const rows = []
const day = cost(last - RUNS_A_DAY)
const month = cost(last - 30 * RUNS_A_DAY)
const everywhen = Array.from({ length: last }, (_, held) => cost(held)).map(
  ({ bundles, ideal }) => bundles / ideal,
)

// A reader who syncs after every run fetches the head each time, and every article in the bundle of its run.
let often = 0
for (let run = last - RUNS_A_DAY; run < last; run++) {
  const own = heads[run].release.bundles.filter(
    ({ seq }) => seq[0] === run + 1 && seq[1] === run + 1,
  )
  often += heads[run].bytes + own.reduce((total, { length }) => total + length, 0)
}

const today = items.slice(-RUNS_A_DAY * ARTICLES_A_RUN)
const rss = readFileSync(join(out, 'feed.xml'))
const sum = (read) => today.reduce((total, one) => total + read(one.page), 0)

console.log(`\n${today.length} articles on the last of ${DAYS} days, ${RUNS_A_DAY} runs a day\n`)
rows.push(
  ['the same records in one file, gzip -9', day.ideal, 1],
  [`Longwave, once a day: head and ${day.files} bundle(s)`, day.text, day.text / day.ideal],
  ['Longwave, after each run: four heads and bundles', often, often / day.ideal],
  [
    'RSS with whole texts (newest 50), gzip, once',
    gzipSync(rss).length,
    gzipSync(rss).length / day.ideal,
  ],
  ['RSS with whole texts, as most hosts serve it', rss.length, rss.length / day.ideal],
  [
    'the pages themselves, HTML alone, gzip',
    sum((page) => page.gzip),
    sum((page) => page.gzip) / day.ideal,
  ],
  [
    'the pages themselves, HTML alone',
    sum((page) => page.plain),
    sum((page) => page.plain) / day.ideal,
  ],
)
for (const [what, bytes, ratio] of rows) {
  console.log(`| ${what} | ${kb(bytes)} | ${ratio.toFixed(2)} |`)
}
console.log(`\nhead.json: ${kb(heads[last - 1].bytes)}`)
console.log(
  `after 30 days: ${month.files} files, ${kb(month.bundles)}; one ideal bundle ${kb(month.ideal)}: ${(month.bundles / month.ideal).toFixed(3)}`,
)
const worst = Math.max(...everywhen)
console.log(
  `away for any number of runs, 1 to ${last}: ${Math.min(...everywhen).toFixed(3)} to ${worst.toFixed(3)} (at ${last - everywhen.indexOf(worst)} runs)`,
)
console.log(`on disk at the publisher: ${kb(statSync(join(out, 'feed.json')).size)} feed.json`)
const met = day.text / day.ideal <= 1.2 && month.bundles / month.ideal <= 1.15
console.log(met ? '\nboth budgets met' : '\na budget is missed')
process.exitCode = met ? 0 : 1
