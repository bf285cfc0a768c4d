import type { BrowserContext, Page } from '@playwright/test'
import { DELIVERY_LOCK } from '#messages/toWorker.ts'
import { fault } from '../support/faultRecords.ts'
import {
  askForNews,
  deliveryState,
  heading,
  latest,
  untilOffline,
  untilSynced,
  withoutWorker,
} from '../support/page.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { expect, wiredTest } from '../support/test.ts'

interface Fixtures {
  /**
   * Publishes three editions and opens the app. The app receives the first bundle, and no answer for the others.
   * @returns the address of that bundle
   */
  interrupt: () => Promise<string>
  /** Lets requests be answered again. */
  answer: () => void
  /** Addresses of the bundles requested since the interruption, or since requests are answered again. */
  bundles: () => string[]
}

const test = wiredTest.extend<Fixtures>({
  bundles: async ({ wire }, use) => {
    await use(() => wire.asked.map(({ url }) => url).filter((url) => url.includes('/bundles/')))
  },
  interrupt: async ({ page, newsroom, wire, bundles }, use) => {
    await use(async () => {
      for (let edition = 0; edition < 3; edition++) await newsroom.publish()
      wire.take()
      wire.holds = (url) => url.includes('/bundles/') && url !== bundles()[0]
      await page.goto(newsroom.address)
      // A bundle is counted once it is stored.
      await expect(deliveryState(page)).toContainText('Saving for offline: 1 of ')
      return bundles()[0]!
    })
  },
  answer: async ({ wire }, use) => {
    await use(() => {
      wire.holds = () => false
      wire.take()
    })
  },
})

/** Stops the service worker as browsers do, without notice to the page. */
async function stopWorker(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await session.detach()
  // The browser releases the worker's lock a moment later.
  await page.waitForFunction(async (lock) => {
    const { held = [] } = await navigator.locks.query()
    return held.every(({ name }) => name !== lock)
  }, DELIVERY_LOCK)
}

test('a delivery shows how many bytes have come, and a reader can stop it and go on later', async ({
  page,
  newsroom,
  interrupt,
  answer,
  bundles,
}) => {
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  const first = await interrupt()
  await expect(deliveryState(page)).toContainText(
    /Saving for offline: 1 of \d+ \(\S+ kB\S* \/ \S+ kB/,
  )
  const stop = page.locator('.footer').getByRole('button', { name: 'Stop' })
  await stop.focus()
  await page.keyboard.press('Enter')
  await expect(stop).toHaveCount(0)
  await expect(deliveryState(page)).toContainText('Stopped.')
  await expect(page.locator('#live')).toContainText('Stopped.')
  await expect(deliveryState(page)).toBeFocused()

  answer()
  await askForNews(page)
  await untilSynced(page, 4)
  await expect(deliveryState(page)).toHaveText('Saved: everything here opens without a network.')
  expect(bundles()).not.toContain(first)
})

test(
  'a delivery whose worker the browser has stopped goes on where it was, by the open page or at the next visit',
  fault(54),
  async ({ page, context, newsroom, interrupt, answer, bundles }) => {
    await page.clock.install()
    await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)

    let first = await interrupt()
    await stopWorker(context, page)
    answer()
    // After a time without messages the page checks whether the delivery is still running.
    await page.clock.fastForward('00:30')
    await untilSynced(page, 4)
    await expect(deliveryState(page)).toContainText('Saved')
    expect(bundles().length).toBeGreaterThan(0)
    expect(bundles()).not.toContain(first)

    first = await interrupt()
    await stopWorker(context, page)
    answer()
    await page.goto(newsroom.address)
    await untilSynced(page, 7)
    expect(bundles().length).toBeGreaterThan(0)
    expect(bundles()).not.toContain(first)
    await page.locator('#latest h3 a', { hasText: 'Number 5 is out' }).click()
    await expect(heading(page)).toHaveText('Number 5 is out')
  },
)

for (const [deliverer, title] of [
  ['worker', 'a page is frozen while its worker delivers'],
  ['page', 'a page that delivers by itself is frozen'],
] as const) {
  test(`${title}: another page goes on, and the frozen one shows the news when it is thawed`, {
    // A page without a worker holds the same lock and hears the same messages as a worker.
    ...fault(55, 71),
    ...(deliverer === 'page' ? ONLY_THOROUGH : {}),
  }, async ({ page, context, newsroom, wire, interrupt, answer }) => {
    if (deliverer === 'page') await withoutWorker(context)
    await newsroom.publish()
    await page.goto(newsroom.address)
    await untilSynced(page, 1)
    await interrupt()
    const session = await context.newCDPSession(page)
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    const other = await context.newPage()
    await other.goto(newsroom.address)
    await expect(latest(other)).toBeVisible()
    answer()
    wire.drop()
    await untilSynced(other, 4)
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    await untilSynced(page, 4)
    await expect(latest(page)).toHaveText('Number 4 is out')
  })
}
