import type { Page } from '@playwright/test'
import { fault, recordShown } from '../support/faultRecords.ts'
import { heading } from '../support/page.ts'
import { expect } from '../support/test.ts'
import { articleOf, paragraph, test } from './untrustedPublication.ts'

/** Expects that no script of the publication has run. */
async function expectUnharmed(page: Page): Promise<void> {
  // An image that fails now fails after the images of the publication.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const image = new Image()
        image.onerror = resolve
        image.src = 'x'
      }),
  )
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
}

test(
  'markup and script in any text of an article are shown as letters',
  fault(25),
  async ({ page, publisher, subscribe, open }) => {
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
    await subscribe()
    for (const path of ['', 'section/news/', 'article/evil/']) {
      await open(path)
      await expect(heading(page)).toContainText('<script>')
      // The only scripts and images in the page are the app's own.
      const made = await page.evaluate(() => ({
        scripts: document.querySelectorAll('body script').length,
        images: [...document.images].filter((img) => /x$/.test(img.src)).length,
        bold: document.querySelectorAll('b').length,
        handlers: document.querySelectorAll('[onerror]').length,
      }))
      expect(made).toEqual({ scripts: 0, images: 0, bold: 0, handlers: 0 })
      await expectUnharmed(page)
    }
    const article = page.locator('main article').first()
    const texts =
      'headline standfirst author caption credit correction plain strong heading item quote code table cell embed'
    for (const name of texts.split(' ')) await expect(article).toContainText(evil(name))
    recordShown(evil('plain'))
  },
)

const DISGUISED = [
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
const FOLLOWABLE = ['https://example.org/a', 'mailto:desk@example.org', 'article:other']

test(
  'a link that does not lead to the web, to mail or to another article is shown as its words',
  fault(26),
  async ({ page, publisher, subscribe, open }) => {
    const linked = (url: string, index: number) =>
      paragraph({ type: 'link', url, runs: [`link ${index}.`] })
    await publisher.press({
      articles: [
        {
          id: 'links',
          authors: [{ name: 'A. Writer', url: 'javascript:window.harmed=1' }],
          body: [...DISGUISED, ...FOLLOWABLE].map(linked),
        },
        { id: 'other' },
        { id: 'whole', url: 'javascript:window.harmed=1' },
        {
          id: 'embedding',
          body: [{ type: 'embed', url: 'javascript:window.harmed=1', title: 'A film' }],
        },
      ],
    })
    await subscribe()
    // A bad address without words of its own is left out, or the article with it.
    for (const id of ['whole', 'embedding', 'links']) {
      await open(`article/${id}/`)
      const protocols = await page
        .locator('a[href]')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol))
      expect(protocols.filter((protocol) => !/^(?:https?|mailto):$/.test(protocol))).toEqual([])
    }
    const body = page.locator('main article').first()
    for (const index of DISGUISED.keys()) await expect(body).toContainText(`link ${index}.`)
    await expect(body.locator('a', { hasText: /^link \d+\.$/ })).toHaveText(
      FOLLOWABLE.map((_, index) => `link ${DISGUISED.length + index}.`),
    )
    await expectUnharmed(page)
    recordShown(await body.locator('p', { hasText: 'link 0.' }).textContent())
  },
)

test(
  'text that reverses its direction or never ends stays within its box',
  fault(29),
  async ({ page, publisher, subscribe, open }) => {
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
        articleOf('turned', { headline: 'Bank \u202egnp.exe' }),
        articleOf('endless-title', { headline: 'x'.repeat(10_000) }),
      ],
    })
    await subscribe()
    for (const path of ['', 'section/news/', 'article/unruly/']) {
      await open(path)
      await expect(page.locator('main')).toContainText('WWWW')
      for (const width of [320, 360, 1440]) {
        await page.setViewportSize({ width, height: 800 })
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(scrollWidth, `${path} at ${width}`).toBeLessThanOrEqual(width)
      }
      await expect(page.locator('main')).not.toContainText('gnp.exe')
      await expect(page.locator('main')).not.toContainText('xxxxxxxxxx')
    }
    // A paragraph with marks that reverse its text does not reverse the next one.
    const [first, last] = await page.getByText('after it').evaluate((paragraph) => {
      const [text] = paragraph.childNodes
      const range = document.createRange()
      return [0, 7].map((at) => {
        range.setStart(text!, at)
        range.setEnd(text!, at + 1)
        return range.getBoundingClientRect().left
      })
    })
    expect(first).toBeLessThan(last!)
    await open('article/turned/')
    await expect(heading(page)).toHaveText('This is not on this device')
    recordShown(await page.locator('main p').first().textContent())
  },
)
