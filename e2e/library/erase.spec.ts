import type { Page } from '@playwright/test'
import { COPY } from '#library/copy.ts'
import { DELIVERY_LOCK } from '#messages/toWorker.ts'
import { heading, latest, untilOffline, untilReady } from '../support/page.ts'
import { expect, wiredTest as test } from '../support/test.ts'
import { untilPlaceKept } from './journeys.ts'

const NOTHING = { databases: [], caches: [], local: [], session: [], workers: 0 }

/** Everything the site stores on the device. */
const stored = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))

/**
 * Waits until the worker of a tab has handled all messages sent to it: it handles them in order and answers the last
 * one.
 */
const untilMessagesTaken = (tab: Page) =>
  tab.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const channel = new BroadcastChannel('longwave:/#cancel')
        channel.onmessage = () => resolve()
        navigator.serviceWorker.controller!.postMessage({ type: 'cancel' })
      }),
  )

/** Waits until all pending deliveries and backups have ended: each holds one of these locks. */
const untilNothingIsWritten = (page: Page) =>
  page.evaluate(
    async (locks) => {
      for (const lock of locks) await navigator.locks.request(lock, () => {})
    },
    [DELIVERY_LOCK, COPY],
  )

test('removing everything leaves nothing on the device, and no other tab and no delivery brings any of it back', async ({
  context,
  page,
  newsroom,
  wire,
}) => {
  const removed = 'Everything has been removed from this device. Nothing is left here.'
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await context.clock.install()
  const other = await context.newPage()
  await other.goto(newsroom.address)
  await latest(other).click()
  await untilPlaceKept(other)
  await other.mouse.wheel(0, 400)
  // Watches the storage from a page of the site that is not the app.
  const observer = await context.newPage()
  await observer.goto(`${newsroom.address}icons/icon.svg`)

  // The words of another language are separate files on the device.
  await page.goto(`${newsroom.address}settings/`)
  await untilReady(page)
  await page.locator('#language').selectOption('es')
  await expect(heading(page)).toHaveText('Ajustes')
  await page.locator('#language').selectOption('en')
  await expect(heading(page)).toHaveText('Settings')
  const remove = page.getByRole('button', { name: 'Remove everything from this device' })
  page.once('dialog', (dialog) => dialog.dismiss())
  await remove.click()
  expect((await stored(observer)).databases).toEqual(['longwave:/'])

  for (let edition = 0; edition < 2; edition++) await newsroom.publish()
  const isBundle = (url: string) => url.includes('/bundles/')
  wire.take()
  wire.holds = isBundle
  await page.reload()
  await expect.poll(() => wire.asked.some(({ url }) => isBundle(url))).toBe(true)
  await untilReady(page)
  page.once('dialog', (dialog) => dialog.accept())
  await remove.click()
  await expect(page.getByRole('status')).toHaveText(removed)
  await expect(page.locator('main')).toContainText('Nothing is left here.')
  expect(await stored(observer)).toEqual(NOTHING)
  await expect(other.locator('main')).toContainText('Nothing is left here.')

  wire.holds = () => false
  wire.drop()
  for (const tab of [other, page]) {
    // The events make a tab do all that it has postponed, as when its reader comes back to it.
    await tab.evaluate(() => {
      for (const type of ['scroll', 'pagehide', 'online']) dispatchEvent(new Event(type))
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await tab.clock.fastForward('11:00')
    await tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await untilMessagesTaken(tab)
  }
  await untilNothingIsWritten(observer)
  expect(await stored(observer)).toEqual(NOTHING)

  await Promise.all([other.close(), observer.close()])
  await page.getByRole('link', { name: 'Go to the front page' }).click()
  await untilOffline(page)
  await expect(page.locator('#latest h3 a')).toHaveCount(3)
})
