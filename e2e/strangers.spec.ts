import { createHash } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import type { Block, Image } from '#bundle/article.ts'
import { Mirror } from './delivery/mirror.ts'
import { Publisher } from './delivery/publish.ts'
import { Host } from './host.ts'
import { SAMPLE_SITE } from './longwave.ts'
import { untilOffline } from './reader.ts'
import { fault, told } from './reliability.ts'

/*
 * A publication by somebody who means harm, well signed, read in the app: what the format's checks let through must be
 * harmless on the page.
 */

let host: Host
let publisher: Publisher
let mirror: Mirror

test.beforeEach(async () => {
  host = await Host.of(SAMPLE_SITE)
  publisher = await Publisher.of('strangers')
  mirror = await Mirror.of(publisher.files)
})
test.afterEach(async () => {
  await host.stop()
  await mirror.stop()
})

/** Adds the publication as a reader would. */
async function subscribe(page: Page): Promise<void> {
  await page.goto(host.address)
  await untilOffline(page)
  await page.goto(`${host.address}publications/`)
  await page.getByRole('textbox', { name: /address/i }).fill(mirror.address)
  await page.getByRole('button', { name: /^add/i }).click()
  await expect(page.locator('main')).toContainText(/is on this device|damaged/)
}

async function open(page: Page, article: string): Promise<void> {
  await page.goto(`${host.address}p/strangers/article/${article}/`)
  await expect(page.locator('main article').first()).toBeVisible()
}

/** An article the press would not have written. */
const stranger = (id: string, fields: object) => ({
  id,
  seq: 1,
  headline: `${id} in run 1`,
  summary: 'A summary.',
  authors: [],
  published: '2026-11-01T10:00:00Z',
  language: 'en',
  direction: 'ltr',
  section: 'news',
  tags: [],
  body: [],
  ...fields,
})

const paragraph = (...runs: Extract<Block, { type: 'paragraph' }>['runs']): Block => ({
  type: 'paragraph',
  runs,
})

/** Whatever was made of it has run, or would have by now. */
async function isUnharmed(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
}

test(
  'markup and script in every text of an article are the letters they are',
  fault(25),
  async ({ page }) => {
    const evil = (name: string) =>
      `${name} <img src=x onerror="window.harmed=1"><script>window.harmed=1</script><b>&amp;</b>`
    const image = { ...publisher.picture('evil'), alt: evil('alt') }
    await publisher.press({
      articles: [
        {
          id: 'evil',
          headline: evil('headline'),
          kicker: evil('kicker'),
          standfirst: evil('standfirst'),
          summary: evil('summary'),
          dateline: evil('dateline'),
          authors: [{ name: evil('author') }],
          tags: [evil('tag')],
          image: { image, caption: [evil('caption')], credit: evil('credit') },
          correction: { date: '2026-11-20T10:00:00Z', text: evil('correction') },
          body: [
            paragraph(evil('plain'), { type: 'strong', runs: [evil('strong')] }),
            { type: 'heading', level: 2, runs: [evil('heading')] },
            { type: 'list', ordered: false, items: [[paragraph(evil('item'))]] },
            { type: 'quote', blocks: [paragraph(evil('quote'))], cite: evil('cite') },
            { type: 'code', text: evil('code') },
            { type: 'table', caption: [evil('table')], rows: [[{ runs: [evil('cell')] }]] },
            { type: 'embed', url: 'https://embed.example/', title: evil('embed') },
          ],
        },
      ],
      release: {
        title: evil('title'),
        description: evil('description'),
        sections: [
          {
            id: 'news',
            title: evil('section'),
            language: 'en',
            direction: 'ltr',
            kind: 'section',
          },
        ],
        breaking: {
          id: 'b',
          text: evil('breaking'),
          language: 'en',
          direction: 'ltr',
          published: '2026-11-20T10:00:00Z',
          expires: '2036-11-20T10:00:00Z',
        },
      },
    })
    await subscribe(page)
    for (const place of ['', 'article/evil/', 'section/news/']) {
      await page.goto(`${host.address}p/strangers/${place}`)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('<script>')
      // Neither drawn nor put together: the app's own scripts and pictures are all there are.
      const made = await page.evaluate(() => ({
        scripts: [...document.querySelectorAll('body script')].length,
        images: [...document.images].filter((img) => /x$/.test(img.src)).length,
        bold: [...document.querySelectorAll('b')].length,
        handlers: [...document.querySelectorAll('[onerror]')].length,
      }))
      expect(made).toEqual({ scripts: 0, images: 0, bold: 0, handlers: 0 })
      await isUnharmed(page)
    }
    await open(page, 'evil')
    const article = page.locator('main article').first()
    for (const name of [
      'headline standfirst author caption credit correction plain strong heading item quote code table cell embed',
    ].flatMap((names) => names.split(' '))) {
      await expect(article).toContainText(evil(name))
    }
    told(evil('plain'))
  },
)

test('a link that does not lead to the web is its words', fault(26), async ({ page }) => {
  const disguises = [
    'javascript:window.harmed=1',
    'JaVaScRiPt:window.harmed=1',
    'java\tscript:window.harmed=1',
    'java\nscript:window.harmed=1',
    ' javascript:window.harmed=1',
    '\u0001javascript:window.harmed=1',
    'javascript&colon;window.harmed=1',
    'javascript%3Awindow.harmed=1',
    'data:text/html,<script>window.harmed=1</script>',
    'vbscript:msgbox(1)',
    'blob:http://localhost/1',
    'file:///etc/passwd',
    'filesystem:http://localhost/temporary/x',
    'view-source:http://localhost/',
    'intent://x#Intent;scheme=http;end',
    '//elsewhere.example/',
    'settings/',
    'article:../../settings',
    'https://a b/',
  ]
  const allowed = ['https://example.org/a', 'mailto:desk@example.org', 'article:other']
  const linked = (url: string, index: number) =>
    paragraph({ type: 'link', url, runs: [`link ${index}.`] })
  await publisher.press({
    articles: [
      {
        id: 'links',
        authors: [{ name: 'A. Writer', url: 'javascript:window.harmed=1' }],
        body: [...disguises, ...allowed].map(linked),
      },
      { id: 'other' },
      { id: 'whole', url: 'javascript:window.harmed=1' },
      {
        id: 'embedding',
        body: [{ type: 'embed', url: 'javascript:window.harmed=1', title: 'A film' }],
      },
    ],
  })
  // Where an address stands for itself, the article is left out, or the address; never followed.
  await subscribe(page)
  for (const id of ['links', 'whole', 'embedding']) {
    await page.goto(`${host.address}p/strangers/article/${id}/`)
    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty()
    const addresses = await page
      .locator('a[href]')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol))
    expect(addresses.filter((protocol) => !/^(?:https?|mailto):$/.test(protocol))).toEqual([])
  }
  await page.goto(`${host.address}p/strangers/article/links/`)
  const body = page.locator('main article').first()
  for (const index of disguises.keys()) await expect(body).toContainText(`link ${index}.`)
  const followable = await body
    .locator('a', { hasText: /^link \d+\.$/ })
    .evaluateAll((links) => links.map((link) => link.textContent))
  expect(followable).toEqual(allowed.map((_, index) => `link ${disguises.length + index}.`))
  await isUnharmed(page)
  told((await body.locator('p', { hasText: 'link 0.' }).textContent())!)
})

/** A picture of these bytes, rightly signed, declared as WebP. */
function pictureOf(bytes: Uint8Array, alt: string, side = 8): Image {
  const digest = createHash('sha256').update(bytes).digest('hex')
  publisher.files.set(`images/${digest}.webp`, Uint8Array.from(bytes))
  const source = {
    width: side,
    height: side,
    digest,
    type: 'image/webp',
    length: bytes.length,
  } as const
  return { alt, width: side, height: side, sources: [source] }
}

test(
  'a picture that is none, or a page in disguise, leaves its words; opened by itself it can do nothing',
  fault(27, 30),
  async ({ page }) => {
    const script = '<script>window.harmed=1</script>'
    const polyglot = Buffer.concat([
      Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8 '),
      Buffer.from(`--><!doctype html><html><body>${script}</body></html>`),
    ])
    const cases: [alt: string, image: Image][] = [
      [
        'a drawing with a script',
        pictureOf(
          Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
          'a drawing with a script',
        ),
      ],
      ['a page', pictureOf(Buffer.from(`<!doctype html><title>x</title>${script}`), 'a page')],
      ['of another kind', pictureOf(Buffer.from('GIF89a.............'), 'of another kind')],
      ['half a picture', pictureOf(polyglot, 'half a picture')],
    ]
    await publisher.press({
      articles: [
        {
          id: 'pictures',
          image: { image: cases[0]![1] },
          body: [
            paragraph('The text is here.'),
            ...cases.slice(1).map(([, image]): Block => ({ type: 'figure', image })),
          ],
        },
        { id: 'other' },
      ],
      // Beyond all measure: refused before anybody makes room for it.
      strange: [
        stranger('vast', { image: { image: pictureOf(polyglot.subarray(0, 40), 'vast', 65_535) } }),
      ],
    })
    await subscribe(page)
    await open(page, 'pictures')
    await expect(page.locator('main article')).toContainText('The text is here.')
    for (const [alt, image] of cases) {
      const picture = page.getByRole('img', { name: alt })
      await picture.scrollIntoViewIfNeeded()
      await expect(page.locator('.picture.absent', { has: picture })).toBeVisible()
      const address = `${host.address}images/${image.sources[0]!.digest}.webp`
      const status = await page.evaluate(async (url) => (await fetch(url)).status, address)
      expect(status, alt).toBe(alt === 'half a picture' ? 200 : 404)
    }
    // What begins as a picture does is kept, and is nothing else wherever it is opened.
    const answer = await page.goto(
      `${host.address}images/${cases.at(-1)![1].sources[0]!.digest}.webp`,
    )
    expect(answer?.headers()).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    })
    expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
    await open(page, 'pictures')
    told(await page.getByRole('img', { name: 'a drawing with a script' }).getAttribute('alt'))
    await page.goto(`${host.address}p/strangers/`)
    await expect(page.locator('main')).toContainText('other in run 1')
    await expect(page.locator('main')).not.toContainText('vast in run 1')
  },
)

test(
  'text that turns itself around or never ends keeps to its place',
  fault(29),
  async ({ page }) => {
    const endless = 'Donaudampfschifffahrt'.repeat(400)
    await publisher.press({
      articles: [
        {
          id: 'unruly',
          headline: `e\u0301\u200b\u200b${'\u0301'.repeat(60)} ${'W'.repeat(200)}`,
          summary: `\u202e${endless}`,
          standfirst: `\u202e\u2067${endless}`,
          authors: [{ name: 'N'.repeat(200) }],
          body: [
            paragraph(`\u202ereversed, and never put back`),
            paragraph('after it'),
            paragraph(endless),
            paragraph('\ud800 alone \udfff'),
            { type: 'heading', level: 2, runs: [endless] },
            { type: 'code', text: endless },
            { type: 'table', rows: [[{ runs: [endless] }, { runs: ['beside it'] }]] },
          ],
        },
        { id: 'other' },
      ],
      strange: [
        stranger('turned', { headline: 'Bank \u202egnp.exe' }),
        stranger('endless-title', { headline: 'x'.repeat(10_000) }),
      ],
    })
    await subscribe(page)
    for (const place of ['', 'section/news/', 'article/unruly/']) {
      await page.goto(`${host.address}p/strangers/${place}`)
      await expect(page.locator('main')).toContainText('WWWW')
      for (const width of [320, 360, 1440]) {
        await page.setViewportSize({ width, height: 800 })
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide, `${place} at ${width}`).toBeLessThanOrEqual(width)
      }
      await expect(page.locator('main')).not.toContainText('gnp.exe')
      await expect(page.locator('main')).not.toContainText('xxxxxxxxxx')
    }
    // What turns one paragraph around ends with it.
    const starts = await page.getByText('after it').evaluate((paragraph) => {
      const range = document.createRange()
      const [text] = paragraph.childNodes
      range.setStart(text!, 0)
      range.setEnd(text!, 1)
      const first = range.getBoundingClientRect().left
      range.setStart(text!, 7)
      range.setEnd(text!, 8)
      return [first, range.getBoundingClientRect().left]
    })
    expect(starts[0]).toBeLessThan(starts[1]!)
    await page.goto(`${host.address}p/strangers/article/turned/`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is not on this device')
    told(await page.locator('main p').first().textContent())
  },
)
