import type { Page } from '@playwright/test'
import { COPY } from '#library/copy.ts'
import {
  clearHttpCache,
  heading,
  latest,
  notice,
  untilOffline,
  untilReady,
} from '../support/page.ts'
import { expect, test } from '../support/test.ts'

/**
 * Damages those stored files of the app whose address contains a name, as worn-out flash memory does.
 * @param bytes their new content; undefined deletes them
 */
const damage = (page: Page, name: string, bytes: string | undefined) =>
  page.evaluate(
    async ([name, bytes]) => {
      for (const cache of await caches.keys()) {
        const opened = await caches.open(cache)
        for (const request of await opened.keys()) {
          if (!request.url.includes(name)) continue
          const headers = { 'Content-Type': 'text/javascript' }
          if (bytes === undefined) await opened.delete(request)
          else await opened.put(request, new Response(bytes, { headers }))
        }
      }
    },
    [name, bytes] as const,
  )

const deviceCopy = (page: Page) =>
  page.evaluate(async (name) => {
    const cache = await caches.open(name)
    return (await cache.match('/kept'))?.text()
  }, COPY)

test('a damaged app repairs itself and keeps the articles; without a network it tells the reader what to do', async ({
  newsroom,
  page,
}) => {
  const { host } = newsroom
  const headline = await newsroom.publish()
  await page.goto(host.address)
  await untilOffline(page)
  // The backup of the reader's own data and saved audio are no part of the app, nor are the caches of others: of sites
  // in folders below, of other apps, and with names that only begin or end like its own.
  const kept = [
    COPY,
    'longwave:/#audio',
    'longwave:/two/#optional',
    'longwave:/twofold/#optional',
    'longwave',
    'my-longwave:/#optional',
    `workbox-precache-v2-${host.address}two/`,
    `notes-${host.address}`,
    'another app',
  ]
  await page.evaluate(async (names) => {
    for (const name of names) {
      const cache = await caches.open(name)
      await cache.put('/kept', new Response('kept'))
    }
  }, kept)
  for (const bytes of ['export const cut = {', undefined]) {
    await damage(page, '/assets/index-', bytes)
    await host.stop()
    await clearHttpCache(page)
    await page.reload()
    await expect(page.locator('#damaged')).toContainText('Connect to a network and reload')
    await expect(page.locator('#damaged')).toBeVisible()

    await host.start()
    await page.reload()
    await untilOffline(page)
    await expect(latest(page)).toHaveText(headline)
    expect(await deviceCopy(page)).toBe('kept')
    expect(await page.evaluate(() => caches.keys())).toEqual(expect.arrayContaining(kept))
    // The app repairs itself once per visit.
    await page.evaluate(() => sessionStorage.clear())
  }
  await host.stop()
  await page.reload()
  // Before, the browser follows links by itself, and Back does not restore the focus.
  await untilReady(page)
  await latest(page).click()
  await expect(heading(page)).toHaveText(headline)
  await page.goBack()
  await expect(latest(page)).toBeFocused()
})

test('a missing part of the app is fetched again when the reader reloads, and stays on the device', async ({
  newsroom,
  page,
}) => {
  const { host } = newsroom
  await newsroom.publish()
  await page.goto(host.address)
  await untilOffline(page)
  await damage(page, '/assets/panel-', undefined)
  await host.stop()
  await clearHttpCache(page)
  await page.reload()
  await latest(page).click()
  const button = page.getByRole('button', { name: 'Text and theme' })
  await button.click()
  await expect(notice(page)).toContainText('Part of the app is missing on this device.')
  await host.start()
  await notice(page).getByRole('button', { name: 'Reload' }).click()
  await button.click()
  await expect(page.getByRole('group', { name: 'Theme' })).toBeVisible()
  await host.stop()
  await page.reload()
  await button.click()
  await expect(page.getByRole('group', { name: 'Theme' })).toBeVisible()
})
