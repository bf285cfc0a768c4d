import { expect, type Page, test } from '@playwright/test'
import { Archive } from './archive.ts'
import { Host } from './host.ts'
import { Reader, untilOffline } from './reader.ts'
import { takeShifts, watchShifts } from './shifts.ts'

/** The card of an article, and where it stands in the window. */
function cardTop(page: Page, headline: string): Promise<number> {
  return page
    .locator('main article', { has: page.getByRole('link', { name: headline }) })
    .last()
    .evaluate((card) => Math.round(card.getBoundingClientRect().top))
}

let host: Host
const archive = new Archive()
test.beforeAll(async () => {
  archive.press(64)
  host = await Host.of(archive.site)
})
test.afterAll(() => host.stop())

test('Back puts the very card where it was, with the focus, and so does a reload', async ({
  page,
}) => {
  await page.goto(`${host.address}section/news/`)
  await untilOffline(page)
  await page.getByRole('button', { name: 'Older posts' }).click()
  await expect(page.locator('.posts .card')).toHaveCount(32)
  const link = page.locator('.posts h3 a').nth(27)
  const headline = (await link.textContent())!.trim()
  await link.scrollIntoViewIfNeeded()
  await page.mouse.wheel(0, 130)
  await page.waitForTimeout(300)
  const top = await cardTop(page, headline)
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
  await page.goBack()
  await expect(link).toBeFocused()
  expect(Math.abs((await cardTop(page, headline)) - top)).toBeLessThanOrEqual(1)

  await page.reload()
  await expect(page.locator('.posts .card')).toHaveCount(32)
  expect(Math.abs((await cardTop(page, headline)) - top)).toBeLessThanOrEqual(1)
})

test('a restart begins where the reader left the list; a newer edition begins at its top', async () => {
  const own = new Archive()
  own.press(40)
  const away = await Host.of(own.site)
  const reader = new Reader()
  try {
    const first = await reader.open()
    await first.goto(away.address)
    await untilOffline(first)
    const headline = (await first.locator('#latest h3 a').nth(5).textContent())!.trim()
    await first.locator('#latest h3 a').nth(5).focus()
    await first.keyboard.press('Tab')
    await first.keyboard.press('Shift+Tab')
    await first.waitForTimeout(400)
    const top = await cardTop(first, headline)
    expect(top).toBeGreaterThan(-44)
    await reader.close()
    await away.stop()

    const second = await reader.open()
    await watchShifts(second)
    await second.goto(away.address)
    await expect(second.locator('#latest h3 a').nth(5)).toBeFocused()
    expect(await second.evaluate(() => scrollY)).toBeGreaterThan(500)
    expect(Math.abs((await cardTop(second, headline)) - top)).toBeLessThanOrEqual(1)
    expect(await takeShifts(second)).toEqual([])

    // In another window, and in larger type, the same card is still in it.
    await second.waitForTimeout(400)
    await second.setViewportSize({ width: 800, height: 360 })
    await expect(second.locator('#latest h3 a').nth(5)).toBeInViewport()
    await second.evaluate(() => localStorage.setItem('longwave:size', 'lg'))
    await second.reload()
    await expect(second.locator('#latest h3 a').nth(5)).toBeFocused()
    await expect(second.locator('#latest h3 a').nth(5)).toBeInViewport()

    own.press(41)
    await away.start()
    await second.goto(away.address)
    await second.waitForFunction(() => document.documentElement.dataset.synced === '2')
    await reader.close()
    const third = await reader.open()
    await third.goto(away.address)
    await expect(third.locator('#latest h3 a').first()).toContainText('Post 41')
    expect(await third.evaluate(() => scrollY)).toBe(0)
  } finally {
    await reader.close()
    await away.stop()
  }
})

test('Forward goes back to where the reader was as well', async ({ page }) => {
  await page.goto(`${host.address}section/news/`)
  await untilOffline(page)
  await page.locator('nav#navigation').getByRole('link', { name: 'Notes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notes')
  await page.locator('.posts h3 a').nth(12).scrollIntoViewIfNeeded()
  const headline = (await page.locator('.posts h3 a').nth(12).textContent())!.trim()
  const top = await cardTop(page, headline)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('News')
  await page.goForward()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notes')
  expect(Math.abs((await cardTop(page, headline)) - top)).toBeLessThanOrEqual(1)
})

test('an address that names a part of a page opens there, wherever the list was left', async ({
  page,
  context,
}) => {
  await page.goto(`${host.address}section/news/`)
  await untilOffline(page)
  await page.locator('.posts h3 a').nth(12).scrollIntoViewIfNeeded()
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300)
  await page.locator('.posts h3 a').nth(12).click()
  await expect(page.locator('main article h1')).toBeVisible()

  const other = await context.newPage()
  await other.goto(`${host.address}section/news/#content`)
  await expect(other.locator('.posts h3 a').first()).toBeInViewport()
  await expect(other.locator('#content')).toBeFocused()
})

test('whoever goes back before the article is painted is on the list again', async ({ page }) => {
  await page.goto(host.address)
  await untilOffline(page)
  const link = page.locator('#latest h3 a').first()
  await expect
    .poll(() =>
      link.evaluate((each: HTMLElement) => {
        if (document.querySelector('main article h1')) return 'article'
        each.click()
        const isDrawn = document.querySelector('main article h1') !== null
        if (isDrawn) history.back()
        return isDrawn ? 'drawn at once' : 'not yet'
      }),
    )
    .toBe('drawn at once')
  await expect(link).toBeFocused()
  await expect(page).toHaveURL(host.address)
})
