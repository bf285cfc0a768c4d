import { expect, type Page, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { untilOffline } from './reader.ts'
import { fault, told } from './reliability.ts'

/** Delivery in the page, so that it lives by the same wrong clock. */
async function inTheYear(page: Page, instant: string): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  await page.clock.setFixedTime(instant)
}

const synced = (page: Page, version: number) =>
  expect(page.locator('html')).toHaveAttribute('data-synced', String(version))

/** None rather than a wrong one. */
async function agesAreTrue(page: Page): Promise<void> {
  const said = await page.locator('.footer .edition').innerText()
  expect(said).toContain('signed')
  expect(said).not.toMatch(/[-−]\d|\bin \d|ago|NaN|Invalid/)
}

/** Two editions come and are read, whatever the clock says; then the clock is put right or wrong in between. */
async function readThrough(page: Page, then: string): Promise<void> {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await page.goto(host.address)
    await synced(page, 1)
    const second = newsroom.press()
    await page.goto(host.address)
    await synced(page, 2)
    await page.reload()
    await expect(page.locator('#latest h3 a').first()).toHaveText(second)
    await agesAreTrue(page)
    await page.clock.setFixedTime(then)
    const third = newsroom.press()
    await page.goto(host.address)
    await synced(page, 3)
    await page.reload()
    await page.locator('#latest h3 a').first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(third)
    await agesAreTrue(page)
  } finally {
    await host.stop()
  }
}

test(
  'with a clock ten years ahead news comes and is read, and is said to be out of date',
  fault(44, 12),
  async ({ page }) => {
    await inTheYear(page, '2036-11-24T00:00:00Z')
    await readThrough(page, '2037-11-24T00:00:00Z')
    const foot = page.locator('.footer')
    await expect(foot).toContainText('may be out of date')
    await expect(foot).toContainText('The clock of this device may be wrong: it says Nov 24, 2037.')
    told(await foot.getByText('out of date').first().textContent())
    told(await clockWords(page))
  },
)

/** What is said of the clock at the foot, if anything. */
const clockWords = async (page: Page) =>
  /The clock of .*$/.exec(await page.locator('.footer .delivery').innerText())?.[0] ?? ''

test('with a clock of 1970 that jumps, news comes and is read', fault(45), async ({ page }) => {
  await inTheYear(page, '1970-01-01T00:00:10Z')
  await readThrough(page, '2036-01-01T00:00:00Z')
})

test(
  'a clock that is behind the news is told, also where nothing can be reached, until it is right',
  fault(45),
  async ({ page }) => {
    await inTheYear(page, '1970-01-01T12:00:00Z')
    const newsroom = new Newsroom()
    newsroom.press()
    const host = await Host.of(newsroom.site)
    const words = 'The clock of this device may be wrong: it says Jan 1, 1970.'
    try {
      await page.goto(host.address)
      await synced(page, 1)
      await expect(page.locator('.footer .delivery')).toContainText(words)
      await expect(page.locator('#live')).toHaveText(words)
      told(words)
      // As where a certificate is not valid yet.
      await page.route('**/head.json', (route) => route.abort('connectionfailed'))
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute('data-failed', 'unreachable')
      await expect(page.locator('.footer .delivery')).toContainText(words)
      await page.unroute('**/head.json')
      await page.clock.setFixedTime(new Date())
      await page.reload()
      await synced(page, 1)
      expect(await clockWords(page)).toBe('')
    } finally {
      await host.stop()
    }
  },
)

test('a tab that stays open says how old its edition has become', async ({ page }) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  const comeBack = async (days: number) => {
    await page.clock.setFixedTime(Date.now() + days * 86_400_000)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  }
  try {
    await page.goto(host.address)
    await untilOffline(page)
    await host.stop()
    const line = page.locator('.footer .edition')
    await expect(line).toContainText(/minute/)
    await comeBack(3.5)
    await expect(line).toContainText('3 days ago')
    await expect(line).not.toContainText(/minute|out of date/)
    await comeBack(400)
    await expect(line).toContainText('This edition may be out of date.')
    await expect(line).not.toContainText('ago')
    await page.goto(`${host.address}publications/`)
    await expect(page.locator('.publication-list')).toContainText(
      'This edition may be out of date.',
    )
  } finally {
    await host.stop()
  }
})
