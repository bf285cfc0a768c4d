import type { Page } from '@playwright/test'
import { fault, recordShown } from '../support/faultRecords.ts'
import type { Newsroom } from '../support/newsroom.ts'
import {
  deliveryState,
  heading,
  latest,
  untilOffline,
  untilSynced,
  withoutWorker,
} from '../support/page.ts'
import { expect, test } from '../support/test.ts'

test.use({ timezoneId: 'UTC' })

/** Publishes an edition, and expects that it arrives and can be read whatever the clock of the page says. */
async function readNextEdition(page: Page, newsroom: Newsroom, version: number): Promise<void> {
  const headline = await newsroom.publish()
  await page.goto(newsroom.address)
  await untilSynced(page, version)
  // A list that is being read keeps its edition until the next visit.
  await page.reload()
  await latest(page).click()
  await expect(heading(page)).toHaveText(headline)
  // The footer shows no age rather than a wrong one.
  const edition = await page.locator('.footer .edition').innerText()
  expect(edition).toContain('signed')
  expect(edition).not.toMatch(/[-−]\d|\bin \d|ago|NaN|Invalid/)
}

/** The footer's words about the clock, or an empty string. */
const clockWords = async (page: Page) =>
  /The clock of .*$/.exec(await deliveryState(page).innerText())?.[0] ?? ''

test(
  'with a clock ten years ahead news comes and is read, and is said to be out of date',
  fault(44, 12),
  async ({ page, newsroom }) => {
    // The page delivers by itself, so that delivery uses the same wrong clock.
    await withoutWorker(page)
    await page.clock.setFixedTime('2036-11-24T00:00:00Z')
    await readNextEdition(page, newsroom, 1)
    await page.clock.setFixedTime('2037-11-24T00:00:00Z')
    await readNextEdition(page, newsroom, 2)
    const foot = page.locator('.footer')
    await expect(foot).toContainText('may be out of date')
    await expect(foot).toContainText('The clock of this device may be wrong: it says Nov 24, 2037.')
    recordShown(await foot.getByText('out of date').first().textContent())
    recordShown(await clockWords(page))
  },
)

test(
  'with a clock of 1970 that jumps news comes and is read, and the page reports the clock until it is right',
  fault(45),
  async ({ page, newsroom }) => {
    const words = 'The clock of this device may be wrong: it says Jan 1, 1970.'
    await withoutWorker(page)
    await page.clock.setFixedTime('1970-01-01T00:00:10Z')
    await newsroom.publish()
    await page.goto(newsroom.address)
    await untilSynced(page, 1)
    await expect(deliveryState(page)).toContainText(words)
    await expect(page.locator('#live')).toHaveText(words)
    recordShown(words)
    await readNextEdition(page, newsroom, 2)

    // A certificate that is not valid yet makes a connection fail.
    await page.route('**/head.json', (route) => route.abort('connectionfailed'))
    await page.goto(newsroom.address)
    await expect(page.locator('html')).toHaveAttribute('data-failed', 'unreachable')
    await expect(deliveryState(page)).toContainText(words)
    await page.unroute('**/head.json')

    await page.clock.setFixedTime('2036-01-01T00:00:00Z')
    await readNextEdition(page, newsroom, 3)
    await page.clock.setFixedTime(Date.now())
    await page.reload()
    await untilSynced(page, 3)
    expect(await clockWords(page)).toBe('')
  },
)

test('a tab that stays open says how old its edition has become', async ({ page, newsroom }) => {
  const returnAfter = async (days: number) => {
    await page.clock.setFixedTime(Date.now() + days * 86_400_000)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  }
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await newsroom.host.stop()
  const edition = page.locator('.footer .edition')
  await expect(edition).toContainText(/minute/)
  await returnAfter(3.5)
  await expect(edition).toContainText('3 days ago')
  await expect(edition).not.toContainText(/minute|out of date/)
  await returnAfter(400)
  await expect(edition).toContainText('This edition may be out of date.')
  await expect(edition).not.toContainText('ago')
  await page.goto(`${newsroom.address}publications/`)
  await expect(page.locator('.publication-list')).toContainText('This edition may be out of date.')
})
