import type { Locator, Page } from '@playwright/test'
import type { Host } from '../support/host.ts'
import type { Library } from '../support/library.ts'
import {
  untilFollowed,
  untilPainted,
  untilReady,
  untilRendered,
  untilSynced,
  withoutWorker,
} from '../support/page.ts'
import { pressSite } from '../support/press.ts'
import { expect, test } from '../support/test.ts'
import { READING_ROOM_FILES } from './readingRoom.ts'

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  site: async ({}, use) => use(await pressSite(READING_ROOM_FILES)),
})

const sentence = (page: Page, number: number): Locator => page.getByText(`Sentence ${number} of`)

const scrollToSentence = (page: Page, number: number) =>
  sentence(page, number).evaluate((element) => element.scrollIntoView())

/** Opens the long article, and waits until keys work and the place is kept. */
async function openLong(page: Page, host: Host): Promise<void> {
  await page.goto(`${host.address}article/long/`)
  await untilReady(page)
  await untilFollowed(page)
}

const expectKept = (library: Library, number: number) =>
  expect
    .poll(async () => (await library.reading('reading', 'long'))?.locator?.quote)
    .toContain(`Sentence ${number} of`)

test('an article opens at the line its reader left, also after a key has led to the top', async ({
  page,
  host,
  library,
}) => {
  await openLong(page, host)
  await scrollToSentence(page, 25)
  await expectKept(library, 25)
  await page.keyboard.press('g')
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
  await expect.poll(async () => (await library.reading('reading', 'long'))?.locator).toBeUndefined()
  await scrollToSentence(page, 12)
  await expectKept(library, 12)
  await page.reload()
  await expect(sentence(page, 12)).toBeInViewport()
})

test('a text size chosen in the middle of a scroll keeps the line that the reader has come to', async ({
  page,
  host,
  library,
}) => {
  await openLong(page, host)
  await scrollToSentence(page, 5)
  await expectKept(library, 5)
  // Both happen in one task, so that no scroll event comes between them.
  await sentence(page, 20).evaluate((element) => {
    element.scrollIntoView()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }))
  })
  await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')
  await untilPainted(page)
  const top = await sentence(page, 20).evaluate((element) => element.getBoundingClientRect().top)
  expect(Math.abs(top)).toBeLessThan(40)
})

/** Holds the file back that has delivery and the tracking of the place. With a worker, `page.route` would not see it. */
async function holdLaterScripts(page: Page) {
  let release = () => {}
  const asked = new Promise<void>((resolve) => {
    page.route(/\/assets\/shared-[^/]*\.js$/, (route) => {
      release = () => route.continue()
      resolve()
    })
  })
  return { asked, release: () => release() }
}

test('when a reader scrolls before the app can store the place, it is stored from there on', async ({
  page,
  host,
  library,
}) => {
  await withoutWorker(page)
  await page.goto(`${host.address}article/long/`)
  await untilSynced(page)
  const { asked, release } = await holdLaterScripts(page)
  await page.reload()
  await untilRendered(page)
  await asked
  await scrollToSentence(page, 12)
  await untilPainted(page)
  release()
  await expectKept(library, 12)
})

test('a line that a reader has scrolled to stays where it is when the app takes the place of the prerendered page', async ({
  page,
  host,
}) => {
  await withoutWorker(page)
  const { asked, release } = await holdLaterScripts(page)
  await page.goto(`${host.address}article/long/`)
  await asked
  await scrollToSentence(page, 12)
  await untilPainted(page)
  const top = () => sentence(page, 12).evaluate((element) => element.getBoundingClientRect().top)
  const before = await top()
  release()
  await untilRendered(page)
  await untilPainted(page)
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1)
})

test('a reader who leaves at once after a scroll finds the line again', async ({
  page,
  host,
  library,
}) => {
  await openLong(page, host)
  await scrollToSentence(page, 25)
  await expectKept(library, 25)
  await scrollToSentence(page, 12)
  await page.reload()
  await untilFollowed(page)
  await expect(sentence(page, 12)).toBeInViewport()
})

test('a reader who leaves before the library has stored the place finds the line again, in the article or at its top', async ({
  page,
  host,
  library,
}) => {
  await page.addInitScript(() => {
    // On a busy machine, Chromium can end the page's connection to the library before it has begun the last write.
    const refuse = () => {
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('The connection is closing', 'InvalidStateError')
      }
    }
    addEventListener('pagehide', refuse, { capture: true })
  })
  await openLong(page, host)
  await scrollToSentence(page, 25)
  await expectKept(library, 25)
  await scrollToSentence(page, 12)
  await page.reload()
  await untilFollowed(page)
  await expect(sentence(page, 12)).toBeInViewport()
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  await page.reload()
  await untilFollowed(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
})
