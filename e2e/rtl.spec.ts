import { expect, type Locator, type Page, test } from '@playwright/test'
import { Host } from './host.ts'
import { freshFolder, pressSite, SAMPLE_SITE, writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'

/** A paper of Tehran with a column in English, and a correction. */
function pressPersian(): string {
  const folder = freshFolder('persian')
  const article = (title: string, date: string, more = '') =>
    `---\ntitle: ${title}\ndate: ${date}\nauthors: [نگار رضایی, بهرام آذر]\n${more}---\nمهندسان می‌گویند آنتن تازه تا ۴۰۰ کیلومتر را پوشش می‌دهد.\n\n1. یک\n2. دو\n\n![موج](../square.svg "موج | نگار")\n`
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'wave',
      title: 'روزنامه موج',
      description: 'خبر، بی‌شبکه هم',
      language: 'fa',
      breaking: {
        id: 'quake',
        text: 'زمین‌لرزه‌ای به بزرگی ۵٫۸ تبریز را لرزاند',
        published: '2026-11-23T09:30:00Z',
        expires: '2099-01-01T00:00:00Z',
      },
      sections: [
        { id: 'news', title: 'ایران', sources: [{ markdown: 'news' }] },
        {
          id: 'blog',
          title: 'یادداشت‌ها',
          kind: 'blog',
          about: 'دربارهٔ ما.',
          sources: [{ markdown: 'blog' }],
        },
      ],
    }),
    'news/radio.md': article(
      'رادیو کوهستان دوباره روی موج بلند شنیده می‌شود',
      '2026-11-22T08:00:00Z',
      'correction: نام ایستگاه اصلاح شد.\nmodified: 2026-11-23T08:00:00Z\n',
    ),
    // As many as a front page takes before it has bands of sections.
    ...Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [
        `news/paper-${index}.md`,
        article(`کاغذ کم است (${index})`, `2026-11-1${index}T08:00:00Z`),
      ]),
    ),
    'blog/note.md': article('یادداشتی کوتاه', '2026-11-20T08:00:00Z'),
    'blog/english.md':
      '---\ntitle: The long wave is back\nlanguage: en\ndate: 2026-11-19T08:00:00Z\nauthor: Ann Lee\n---\nA text in English.\n',
    'square.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><rect width="600" height="400" fill="#888"/></svg>',
  })
  return pressSite(folder)
}

/**
 * Texts whose sentence runs the wrong way: a mark at their end then stands at their beginning. @returns their words
 */
async function misdirected(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue!.trim()
      const parent = node.parentElement!
      if (!/^[«“(]|[.:!?؟»”)…]$/.test(text) || parent.closest('script, style, code, .unseen'))
        continue
      const rtl = /^(?:fa|ar|ur|he)/.test(parent.closest('[lang]')!.getAttribute('lang')!)
      if ((getComputedStyle(parent).direction === 'rtl') !== rtl) wrong.push(text)
    }
    return wrong
  })
}

async function expectRightOf(right: Locator, left: Locator): Promise<void> {
  const [a, b] = [await right.boundingBox(), await left.boundingBox()]
  expect(a!.x).toBeGreaterThanOrEqual(b!.x + b!.width - 1)
}

const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

test.describe('a publication and an interface from right to left', () => {
  test.use({ locale: 'fa-IR', timezoneId: 'Asia/Tehran' })

  test('every page is mirrored, on a phone and a desktop', async ({ page }) => {
    const host = await Host.of(pressPersian())
    try {
      await page.goto(host.address)
      await untilOffline(page)
      for (const size of [360, 1440]) {
        await page.setViewportSize({ width: size, height: 900 })
        for (const path of [
          'article/radio/',
          'article/english/',
          'section/blog/',
          'search/',
          'settings/',
          'publications/',
          'about/',
          'nowhere/',
          '',
        ]) {
          await page.goto(host.address + path)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
          expect(await width(page), path).toBe(size)
          expect(await misdirected(page), path).toEqual([])
          const [first, last] = [page.locator('.ear').first(), page.locator('.ear').last()]
          if (size > 360) await expectRightOf(first, last)
        }
        await expectRightOf(page.locator('.breaking > div'), page.locator('.breaking button'))
        if (size > 360) {
          await expectRightOf(page.locator('.lead').first(), page.locator('#latest'))
        }
      }
      await page.goto(`${host.address}article/radio/`)
      await expectRightOf(
        page.locator('#text-size label').first(),
        page.locator('#text-size label').last(),
      )
      await expect(page.locator('.authors bdi')).toHaveText(
        '\u2068نگار رضایی\u2069 و \u2068بهرام آذر\u2069',
      )
      await expect(page.locator('.article > header time').first()).toHaveText(/^۱ آذر ۱۴۰۵/)
      await expect(page.locator('.body ol')).toHaveCSS('list-style-type', 'persian')
    } finally {
      await host.stop()
    }
  })
})

for (const [locale, direction, publication] of [
  ['fa-IR', 'rtl', 'ltr'],
  ['en-GB', 'ltr', 'rtl'],
] as const) {
  test.describe(`an interface from ${direction} over a publication from ${publication}`, () => {
    test.use({ locale })

    test('has its own direction, and leaves the articles theirs', async ({ page }) => {
      const host = await Host.of(publication === 'rtl' ? pressPersian() : SAMPLE_SITE)
      try {
        await page.goto(host.address)
        await untilOffline(page)
        const section = page.locator('nav#navigation a[href*="/section/"]').last()
        const pages = [
          '',
          await page.locator('main h3 a').first().getAttribute('href'),
          await section.getAttribute('href'),
          'publications/',
          'settings/',
          'nowhere/',
        ]
        for (const path of pages) {
          await page.goto(new URL(path!, host.address).href)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await expect(page.locator('html')).toHaveAttribute('dir', publication)
          await expect(page.locator('.footer')).toHaveCSS('direction', direction)
          expect(await misdirected(page), path!).toEqual([])
          expect(await width(page), path!).toBe(360)
        }
        await page.goto(host.address)
        await expect(page.locator('.lead')).toHaveCSS('direction', publication)
        // The section's name stands isolated inside the interface's words.
        const more = page.locator('.band-head a').first()
        await expect(more).toHaveCSS('direction', direction)
        await expect(more).toHaveText(/\u2068.+\u2069/)
      } finally {
        await host.stop()
      }
    })
  })
}
