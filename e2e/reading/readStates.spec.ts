import { takeLayoutShifts, watchLayoutShifts } from '../support/layoutShifts.ts'
import { untilFollowed, untilOffline } from '../support/page.ts'
import { pressSite } from '../support/press.ts'
import { THOROUGH } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'
import { READING_ROOM_FILES } from './readingRoom.ts'

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  site: async ({}, use) => use(await pressSite(READING_ROOM_FILES)),
})

const WIDTHS = [320, 360, 1440]
const LISTS = ['', 'section/one/']

test('lists say how far an article has been read, to sighted readers and screen readers, without a layout shift', async ({
  page,
  host,
  library,
}) => {
  await page.goto(host.address)
  await untilOffline(page)
  await page.getByRole('link', { name: 'A Long Article' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await untilFollowed(page)
  await page.getByText('Sentence 20 of').evaluate((element) => element.scrollIntoView())
  await expect
    .poll(async () => (await library.reading('reading', 'long'))?.locator?.quote)
    .toContain('Sentence 20 of')
  await page.goBack()
  await page.getByRole('link', { name: 'First of One' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'First of One' })).toBeFocused()
  await untilFollowed(page)
  await page.goBack()
  // The article is marked as read when the reader leaves it; a page that is replaced at once has no time to store the mark.
  await expect
    .poll(async () => (await library.reading('reading', 'first'))?.progression)
    .toBeGreaterThan(0.9)

  const cardsOf = (headline: string) =>
    page.locator('main article', { has: page.getByRole('link', { name: headline }) })
  await watchLayoutShifts(page)
  const cells = WIDTHS.flatMap((width) => LISTS.map((path) => [width, path] as const))
  // The narrowest window has the least room, and the widest has several columns.
  const shown = cells.filter(
    ([width, path]) => THOROUGH || (width === 320) === (path === '') || width === 1440,
  )
  for (const [width, path] of shown) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(host.address + path)
    await expect(page.locator('#app')).toHaveAttribute('data-states')
    for (const article of await cardsOf('A Long Article').all()) {
      await expect(article.locator('.meta')).toHaveText(/\d\d% read$/)
    }
    for (const article of await cardsOf('First of One').all()) {
      await expect(article.locator('.meta')).toHaveText(/\dRead$|minRead$/)
    }
    await expect(cardsOf('Last of One').locator('.state')).toHaveCount(0)
    expect(await takeLayoutShifts(page), `${width} ${path}`).toEqual([])
  }

  // After a headline come its date and the read state, and only then image and summary.
  const tree = await page.locator('main article').first().ariaSnapshot()
  expect(tree).toMatch(/heading[\s\S]*time[\s\S]*Read/)
  await expect(cardsOf('A Long Article').locator('.state')).not.toHaveClass(/unseen/)
  await page.evaluate(() => localStorage.setItem('longwave:/#language', 'fa'))
  await page.reload()
  await expect(cardsOf('A Long Article').locator('.state')).toHaveText(/^[۰-۹]+٪ خوانده‌شده$/)
})
