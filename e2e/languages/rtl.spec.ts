import type { Locator, Page } from '@playwright/test'
import { archive } from '../support/archive.ts'
import { GREY_SQUARE } from '../support/newsroom.ts'
import { heading, untilOffline } from '../support/page.ts'
import { markdown, pressSite } from '../support/press.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

const article = (title: string, date: string, more: object = {}) =>
  markdown(
    { title, date, authors: ['نگار رضایی', 'بهرام آذر'], ...more },
    'مهندسان می‌گویند آنتن تازه تا ۴۰۰ کیلومتر را پوشش می‌دهد.\n\n1. یک\n2. دو\n\n![موج](../square.svg "موج | نگار")',
  )

/** A newspaper of Tehran with a correction, breaking news and an article in English. */
const PERSIAN = {
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
    { correction: 'نام ایستگاه اصلاح شد.', modified: '2026-11-23T08:00:00Z' },
  ),
  // A front page shows bands of its sections only when there are more articles than its lead needs.
  ...Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [
      `news/paper-${index}.md`,
      article(`کاغذ کم است (${index})`, `2026-11-1${index}T08:00:00Z`),
    ]),
  ),
  'blog/note.md': article('یادداشتی کوتاه', '2026-11-20T08:00:00Z'),
  'blog/english.md': markdown(
    {
      title: 'The long wave is back',
      language: 'en',
      date: '2026-11-19T08:00:00Z',
      author: 'Ann Lee',
    },
    'A text in English.',
  ),
  'square.svg': GREY_SQUARE,
}

/** Texts that run in the wrong direction: a mark at their end then stands at their beginning. @returns their words */
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
  test.use({
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    site: async ({}, use) => use(await pressSite(PERSIAN)),
  })

  test('mirror every page, on a phone and a desktop', async ({ page, host }) => {
    await page.goto(host.address)
    await untilOffline(page)
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
      await expect(heading(page)).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
      for (const size of [360, 1440]) {
        await page.setViewportSize({ width: size, height: 900 })
        expect(await width(page), path).toBe(size)
        expect(await misdirected(page), path).toEqual([])
        if (path === '') {
          await expectRightOf(page.locator('.breaking > div'), page.locator('.breaking button'))
        }
        if (size === 360) continue
        await expectRightOf(page.locator('.ear').first(), page.locator('.ear').last())
        if (path === '') await expectRightOf(page.locator('.lead').first(), page.locator('#latest'))
      }
      if (path !== 'article/radio/') continue
      const sizes = page.locator('#text-size label')
      await expectRightOf(sizes.first(), sizes.last())
      await expect(page.locator('.authors bdi')).toHaveText(
        '\u2068نگار رضایی\u2069 و \u2068بهرام آذر\u2069',
      )
      await expect(page.locator('.article > header time').first()).toHaveText(/^۱ آذر ۱۴۰۵/)
      await expect(page.locator('.body ol')).toHaveCSS('list-style-type', 'persian')
    }
  })
})

/**
 * Expects one direction for the interface on every kind of page, and the other for the publication and its articles.
 */
async function expectTwoDirections(
  page: Page,
  address: string,
  direction: { ofInterface: string; ofPublication: string },
): Promise<void> {
  await page.goto(address)
  const section = page.locator('nav#navigation a[href*="/section/"]').last()
  const paths = [
    await page.locator('main h3 a').first().getAttribute('href'),
    await section.getAttribute('href'),
    'publications/',
    'settings/',
    'nowhere/',
    '',
  ]
  for (const path of paths) {
    await page.goto(new URL(path!, address).href)
    await expect(heading(page)).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('dir', direction.ofPublication)
    await expect(page.locator('.footer')).toHaveCSS('direction', direction.ofInterface)
    expect(await misdirected(page), path!).toEqual([])
    expect(await width(page), path!).toBe(360)
  }
  await expect(page.locator('.lead')).toHaveCSS('direction', direction.ofPublication)
  // The name of the section is isolated within the words of the interface.
  const more = page.locator('.band-head a').first()
  await expect(more).toHaveCSS('direction', direction.ofInterface)
  await expect(more).toHaveText(/\u2068.+\u2069/)
}

test.describe('an interface from right to left over a publication from left to right', () => {
  test.use({
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    site: async ({}, use) => use(await pressSite(archive(12))),
  })

  test('has its own direction, words, digits and calendar, and leaves the articles theirs', async ({
    page,
    host,
  }) => {
    const expectPersian = async () => {
      const foot = page.locator('.footer')
      await expect(foot).toHaveAttribute('dir', 'rtl')
      await expect(foot.locator('.edition')).toContainText(/^شماره [۱-۹]/)
      // The year is one of the Persian calendar.
      await expect(foot.locator('time')).toContainText(/۱۴[۰-۹]{2}/)
      await expect(foot.locator('.edition')).not.toContainText(/\d/)
      await expect(page.getByRole('heading', { level: 2, name: 'تازه‌ترین مطالب' })).toBeVisible()
    }
    await page.goto(host.address)
    await expectPersian()
    await untilOffline(page)
    await host.stop()
    await page.reload()
    await expectPersian()
    await expectTwoDirections(page, host.address, { ofInterface: 'rtl', ofPublication: 'ltr' })
    await page.goto(`${host.address}publications/`)
    await expect(page.locator('.publication-list')).toContainText(/[۰-۹]+ مطلب/)
  })
})

test.describe('an interface from left to right over a publication from right to left', () => {
  test.use({
    locale: 'en-GB',
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    site: async ({}, use) => use(await pressSite(PERSIAN)),
  })

  // The other way round is tried above.
  test(
    'has its own direction, and leaves the articles theirs',
    ONLY_THOROUGH,
    async ({ page, host }) => {
      await page.goto(host.address)
      await untilOffline(page)
      await expectTwoDirections(page, host.address, { ofInterface: 'ltr', ofPublication: 'rtl' })
    },
  )
})
