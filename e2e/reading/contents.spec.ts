import { untilFollowed, untilReady } from '../support/page.ts'
import { pressSite } from '../support/press.ts'
import { expect, test } from '../support/test.ts'
import { PARTS, PERSIAN_PARTS, READING_ROOM_FILES } from './readingRoom.ts'

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  site: async ({}, use) => use(await pressSite(READING_ROOM_FILES)),
})

test('the contents of a long article lead to its parts, and its progress is shown; a short one has neither', async ({
  page,
  host,
}) => {
  await page.goto(`${host.address}article/long/`)
  await untilReady(page)
  await untilFollowed(page)
  const progress = page.getByRole('progressbar', { name: 'Read so far' })
  await expect(progress).toHaveAttribute('aria-valuenow', '0')
  await expect(progress).toHaveAttribute('aria-valuetext', '3 min left')

  await page.getByText('Sentence 20 of').evaluate((element) => element.scrollIntoView())
  await page.keyboard.press('c')
  const contents = page.getByRole('navigation', { name: 'Contents' })
  await expect(page.locator('.contents summary')).toBeFocused()
  await expect(contents.getByRole('link')).toHaveText(PARTS)
  await expect(contents.getByRole('link').first()).toBeInViewport()
  // A second press of the key closes the contents.
  await page.keyboard.press('c')
  await expect(contents).toBeHidden()
  await page.keyboard.press('c')
  await page.keyboard.press('Tab')
  await expect(contents.getByRole('link').first()).toBeFocused()
  // The second of two parts with the same name has an address of its own.
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

  await page.locator('.neighbours').getByRole('link', { name: 'After in Time' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'After in Time' })).toBeVisible()
  await untilFollowed(page)
  await expect(page.locator('.contents')).toHaveCount(0)
  await expect(page.locator('.progress')).toBeHidden()
})

test('contents lead to parts in any script, by a tap, a key and an address', async ({
  page,
  host,
}) => {
  await page.goto(`${host.address}article/persian/`)
  await untilFollowed(page)
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
  // Starts from another page: an address that differs only in its hash would not reload the article.
  await page.goto('about:blank')
  await page.goto(address)
  await isAt(PERSIAN_PARTS[0]!)
  // With a hash that names no part, the article opens at its beginning.
  await page.goto('about:blank')
  await page.goto(`${host.address}article/persian/#50%`)
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
})
