import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { Host } from './host.ts'
import { freshFolder, longwave, writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'
import { takeShifts, watchShifts } from './shifts.ts'

const PARTS = ['The mast', 'The valve', 'The mast', 'The silence']
const PERSIAN_PARTS = ['دکل و سیم', 'لامپ', 'خاموشی (۵۰٪)']
const paragraphs = (from: number) =>
  Array.from(
    { length: 8 },
    (_, at) =>
      `Sentence ${from + at} of a long text that nobody could read without turning a page, or two, or more of them than anybody would count.`,
  ).join('\n\n')

/** A newsroom with two sections; its long article has four chapters, two of one name. */
class Newsroom {
  private readonly folder = freshFolder('reading')
  readonly site = join(this.folder, 'site')

  constructor() {
    writeFiles(this.folder, {
      'publication.json': JSON.stringify({
        id: 'reading',
        title: 'Reading Room',
        language: 'en',
        sections: [
          { id: 'one', title: 'One', sources: [{ markdown: 'one' }] },
          { id: 'two', title: 'Two', sources: [{ markdown: 'two' }] },
        ],
      }),
      'one/long.md': this.long('a slow wire'),
      'one/first.md': '---\ntitle: First of One\ndate: 2026-11-09\n---\nShort.\n',
      'one/last.md': '---\ntitle: Last of One\ndate: 2026-11-01\n---\nShort.\n',
      'two/between.md': '---\ntitle: Between in Time\ndate: 2026-11-08\n---\nShort.\n',
      'two/after.md': '---\ntitle: After in Time\ndate: 2026-11-02\n---\nShort.\n',
      'two/persian.md': `---\ntitle: سیم کند\nlanguage: fa\ndate: 2026-10-30\n---\n${PERSIAN_PARTS.map(
        (part) => `## ${part}\n\n${'خبرها آهسته از این سیم می‌گذشتند. '.repeat(60)}`,
      ).join('\n\n')}\n`,
    })
    this.press()
  }

  private long(line: string): string {
    const parts = PARTS.map((part, at) => `## ${part}\n\n${paragraphs(at * 8)}`)
    return `---\ntitle: A Long Article\ndate: 2026-11-05\n---\nIt came over ${line}.\n\n${parts.join('\n\n')}\n`
  }

  correct(line: string): void {
    writeFiles(this.folder, { 'one/long.md': this.long(line) })
    this.press()
  }

  withdraw(): void {
    rmSync(join(this.folder, 'one/long.md'))
    this.press()
  }

  private press(): void {
    longwave('site', join(this.folder, 'publication.json'), '--out', this.site)
  }
}

async function arrive(page: Page, newsroom: Newsroom): Promise<Host> {
  const host = await Host.of(newsroom.site)
  await page.goto(host.address)
  await untilOffline(page)
  return host
}

/** The app asks for news, as it does when a network comes back. */
const sync = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')))

test('the contents of a long article lead to its parts, and its progress is told', async ({
  page,
}) => {
  const host = await arrive(page, new Newsroom())
  try {
    await page.getByRole('link', { name: 'A Long Article' }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    const progress = page.getByRole('progressbar', { name: 'Read so far' })
    await expect(progress).toHaveAttribute('aria-valuenow', '0')
    await expect(progress).toHaveAttribute('aria-valuetext', '3 min left')

    await page.getByText('Sentence 20 of').evaluate((element) => element.scrollIntoView())
    await page.keyboard.press('c')
    const contents = page.getByRole('navigation', { name: 'Contents' })
    await expect(page.locator('.contents summary')).toBeFocused()
    await expect(contents.getByRole('link')).toHaveText(PARTS)
    await expect(contents.getByRole('link').first()).toBeInViewport()
    // Pressed again, they are closed.
    await page.keyboard.press('c')
    await expect(contents).toBeHidden()
    await page.keyboard.press('c')
    await page.keyboard.press('Tab')
    await expect(contents.getByRole('link').first()).toBeFocused()
    // The second of the same name is a place of its own.
    await contents.getByRole('link', { name: 'The mast' }).nth(1).focus()
    await page.keyboard.press('Enter')
    const heading = page.getByRole('heading', { level: 2, name: 'The mast' }).nth(1)
    await expect(heading).toBeFocused()
    await expect(heading).toBeInViewport()
    await expect(contents.getByRole('link').nth(2)).toHaveAttribute('aria-current', 'location')
    const half = Number(await progress.getAttribute('aria-valuenow'))
    expect(half).toBeGreaterThan(40)
    expect(half).toBeLessThan(70)
    await expect(progress).toHaveAttribute('aria-valuetext', '1 min left')

    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await expect(progress).toHaveAttribute('aria-valuenow', '100')
    await expect(progress).not.toHaveAttribute('aria-valuetext')
  } finally {
    await host.stop()
  }
})

test('contents lead to parts in any script, by a tap, a key and an address', async ({ page }) => {
  const host = await arrive(page, new Newsroom())
  try {
    await page.goto(`${host.address}article/persian/`)
    await expect(page.locator('.neighbours a').first()).toBeVisible()
    const links = page.locator('.contents a')
    const isAt = async (part: string) => {
      const heading = page.getByRole('heading', { level: 2, name: part })
      await expect(heading).toBeFocused()
      await expect(heading).toBeInViewport()
    }
    await page.locator('.contents summary').click()
    await links.nth(1).click()
    await isAt(PERSIAN_PARTS[1]!)
    await links.nth(2).focus()
    await page.keyboard.press('Enter')
    await isAt(PERSIAN_PARTS[2]!)

    const address = await links.nth(0).evaluate((link) => (link as HTMLAnchorElement).href)
    expect(address).toContain('%')
    await page.goto(host.address)
    await page.goto(address)
    await isAt(PERSIAN_PARTS[0]!)
    // What leads nowhere leaves the reader at the beginning.
    await page.goto(host.address)
    await page.goto(`${host.address}article/persian/#50%`)
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
  } finally {
    await host.stop()
  }
})

/** The words at which the library has a reader in an article. */
const placeKept = (page: Page, article: string) =>
  page.evaluate(
    (article) =>
      new Promise<string | undefined>((resolve, reject) => {
        const request = indexedDB.open('longwave')
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          const database = request.result
          const row = database
            .transaction('reading')
            .objectStore('reading')
            .get(['reading', article])
          row.onsuccess = () => {
            resolve(row.result?.locator?.quote)
            database.close()
          }
        }
      }),
    article,
  )

/** The article that is open, as the library knows it (src/library/openArticles.ts). */
const articleHeld = (page: Page) =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query()
    return held.map(({ name }) => /^longwave-open .*\b(\S+)$/.exec(name ?? '')?.[1]).find(Boolean)
  })

test('whoever has gone to the top by a key and reads on is kept in place as before', async ({
  page,
}) => {
  const host = await arrive(page, new Newsroom())
  try {
    await page.getByRole('link', { name: 'A Long Article' }).first().click()
    await expect(page.locator('.neighbours a').first()).toBeVisible()
    const goTo = async (sentence: string) => {
      await page.getByText(sentence).evaluate((element) => element.scrollIntoView())
      await expect.poll(() => placeKept(page, 'long')).toContain(sentence)
    }
    await goTo('Sentence 25 of')
    await page.keyboard.press('g')
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
    await expect.poll(() => placeKept(page, 'long')).toBeUndefined()
    await goTo('Sentence 12 of')
    await page.reload()
    await expect(page.getByText('Sentence 12 of')).toBeInViewport()
  } finally {
    await host.stop()
  }
})

test('lists say what has been read, to the eye and the ear, and nothing moves for it', async ({
  page,
}) => {
  const host = await arrive(page, new Newsroom())
  try {
    await page.getByRole('link', { name: 'A Long Article' }).first().click()
    await page.getByText('Sentence 20 of').evaluate((element) => element.scrollIntoView())
    await expect.poll(() => placeKept(page, 'long')).toContain('Sentence 20 of')
    await page.goBack()
    await page.getByRole('link', { name: 'First of One' }).first().click()
    // From then on its reader is followed.
    await expect.poll(() => articleHeld(page)).toBe('first')
    await page.goBack()

    const statesOf = (headline: string) =>
      page.locator('main article', { has: page.getByRole('link', { name: headline }) })
    await watchShifts(page)
    for (const [width, path] of [
      [360, ''],
      [320, ''],
      [320, 'section/one/'],
      [1440, 'section/one/'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(host.address + path)
      await expect(page.locator('#app')).toHaveAttribute('data-states')
      for (const article of await statesOf('A Long Article').all()) {
        await expect(article.locator('.meta')).toHaveText(/\d\d% read$/)
      }
      for (const article of await statesOf('First of One').all()) {
        await expect(article.locator('.meta')).toHaveText(/\dRead$|minRead$/)
      }
      await expect(statesOf('Last of One').locator('.state')).toHaveCount(0)
      expect(await takeShifts(page), `${width} ${path}`).toEqual([])
    }

    // After a headline comes when, and what has been read; a picture and a summary only then.
    const tree = await page.locator('main article').first().ariaSnapshot()
    expect(tree).toMatch(/heading[\s\S]*time[\s\S]*Read/)
    await expect(statesOf('A Long Article').locator('.state')).not.toHaveClass(/unseen/)
    await page.evaluate(() => localStorage.setItem('longwave:language', 'fa'))
    await page.reload()
    await expect(statesOf('A Long Article').locator('.state')).toHaveText(/^[۰-۹]+٪ خوانده‌شده$/)
  } finally {
    await host.stop()
  }
})

test('an article that is short has neither contents nor progress', async ({ page }) => {
  const host = await arrive(page, new Newsroom())
  try {
    await page.getByRole('link', { name: 'First of One' }).first().click()
    // The keys, and all else that comes after the paint, are there when the neighbours are.
    await expect(page.locator('.neighbours a').first()).toBeVisible()
    await expect(page.locator('.contents')).toHaveCount(0)
    await expect(page.locator('.progress')).toBeHidden()
  } finally {
    await host.stop()
  }
})

test('next and previous follow the list an article was chosen from', async ({ page }) => {
  const host = await arrive(page, new Newsroom())
  try {
    // In order of time the neighbours are in the other section.
    await page.goto(`${host.address}article/long/`)
    const beside = page.getByRole('navigation', { name: 'Next to this article' })
    await expect(beside.getByRole('link')).toHaveText([/Between in Time/, /After in Time/])

    await page.goto(`${host.address}section/one/`)
    await page.locator('html[data-synced]').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'A Long Article' })).toBeVisible()
    await expect(beside.getByRole('link')).toHaveText([/First of One/, /Last of One/])

    await host.stop()
    await page.reload()
    await expect(beside.getByRole('link')).toHaveText([/First of One/, /Last of One/])
    await beside.getByRole('link', { name: /Last of One/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Last of One' })).toBeVisible()
    // The end of that list, though not of the publication.
    await expect(beside.getByRole('link')).toHaveText([/A Long Article/])
  } finally {
    await host.stop()
  }
})

test('a second notice is spoken at once, and shown after the first', async ({ page }) => {
  const newsroom = new Newsroom()
  const host = await arrive(page, newsroom)
  try {
    await page.getByRole('link', { name: 'A Long Article' }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    newsroom.correct('another wire')
    await sync(page)
    const changed = page.getByRole('region', { name: 'This article has been changed' })
    await expect(changed).toBeVisible()

    newsroom.withdraw()
    await sync(page)
    await expect(page.locator('#live')).toContainText('This article has been withdrawn')
    await expect(changed).toBeVisible()
    await changed.getByRole('button', { name: 'Later' }).click()
    const withdrawn = page.getByRole('region', { name: 'This article has been withdrawn' })
    await expect(withdrawn).toBeVisible()
    await withdrawn.getByRole('button', { name: 'Later' }).click()
    await expect(page.locator('#notice')).toBeHidden()
  } finally {
    await host.stop()
  }
})

test('whoever reads an article that is corrected meanwhile is told, and stays at the sentence', async ({
  page,
}) => {
  const newsroom = new Newsroom()
  const host = await arrive(page, newsroom)
  try {
    await page.getByRole('link', { name: 'A Long Article' }).first().click()
    const sentence = page.getByText('Sentence 20 of')
    await sentence.evaluate((element) => element.scrollIntoView({ block: 'start' }))
    await page.waitForTimeout(600)

    newsroom.correct('a wire that was not as slow as we said, as its owner has told us since')
    await sync(page)
    const notice = page.getByRole('region', { name: 'This article has been changed' })
    await expect(notice).toBeVisible()
    await expect(page.getByText('It came over a slow wire.')).toHaveCount(1)
    await notice.getByRole('button', { name: 'Show it' }).click()
    await expect(page.getByText('It came over a wire that was not as slow')).toHaveCount(1)
    await expect
      .poll(() => sentence.evaluate((element) => Math.abs(element.getBoundingClientRect().top)))
      .toBeLessThan(40)
    // Whoever listens goes on there.
    await expect(page.locator(':focus')).toHaveText(/Sentence 20 of/)

    newsroom.withdraw()
    await sync(page)
    await expect(
      page.getByRole('region', { name: 'This article has been withdrawn' }),
    ).toBeVisible()
    await expect(sentence).toBeVisible()
    await page.getByRole('button', { name: 'Show it' }).click()
    await expect(
      page.getByRole('heading', { level: 1, name: 'This is not on this device' }),
    ).toBeFocused()
  } finally {
    await host.stop()
  }
})
