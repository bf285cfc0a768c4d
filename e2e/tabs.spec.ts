import { cpSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { freshFolder } from './longwave.ts'
import { untilOffline } from './reader.ts'
import { fault, told } from './reliability.ts'
import { Wire } from './wire.ts'

const latest = (page: Page) => page.locator('#latest h3 a').first()
const synced = (page: Page, version: number) =>
  expect(page.locator('html')).toHaveAttribute('data-synced', String(version))

/** Bundles on the shelf of a delivery that is not over. */
function shelved(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('longwave')
        opening.onsuccess = () => {
          const store = opening.result.transaction('publications').objectStore('publications')
          const reading = store.get('newsroom')
          reading.onsuccess = () => {
            opening.result.close()
            resolve(reading.result.shelved.length)
          }
        }
      }),
  )
}

test(
  'two tabs and the worker bring the news together: each file is fetched once',
  fault(62),
  async ({ browser }) => {
    const newsroom = new Newsroom()
    newsroom.press()
    const host = await Host.of(newsroom.site)
    const wire = await Wire.open()
    const context = await browser.newContext({ proxy: wire.proxy })
    try {
      const first = await context.newPage()
      await first.goto(host.address)
      await untilOffline(first)
      for (let run = 0; run < 3; run++) newsroom.press()
      const pages = [first, await context.newPage(), await context.newPage()]
      // One that does the work itself, as where the browser has lost its worker.
      await pages[2]!.addInitScript(() =>
        Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'),
      )
      wire.take()
      await Promise.all(pages.map((page) => page.goto(host.address)))
      for (const page of pages) await synced(page, 4)
      const files = wire
        .take()
        .map(({ url }) => url)
        .filter((url) => /\/(?:bundles|catalog|images|root)\//.test(url))
      expect(files.length).toBeGreaterThan(2)
      expect(files.length).toBe(new Set(files).size)
      for (const page of pages) {
        await page.reload()
        await expect(latest(page)).toHaveText('Number 4 is out')
      }
    } finally {
      await context.close()
      await wire.cut()
      await host.stop()
    }
  },
)

test(
  'a worker that is stopped in the middle goes on where it was',
  fault(54),
  async ({ browser }) => {
    const newsroom = new Newsroom()
    newsroom.press()
    const host = await Host.of(newsroom.site)
    const wire = await Wire.open()
    const context = await browser.newContext({ proxy: wire.proxy })
    try {
      const page = await context.newPage()
      await page.goto(host.address)
      await untilOffline(page)
      for (let run = 0; run < 3; run++) newsroom.press()
      const bundles = () =>
        wire.asked.map(({ url }) => url).filter((url) => url.includes('/bundles/'))
      wire.take()
      // The first comes, the others hang.
      wire.holds = (url) => url.includes('/bundles/') && bundles()[0] !== url
      await page.goto(host.address)
      await expect.poll(() => bundles().length, { timeout: 20_000 }).toBeGreaterThan(1)
      const [first] = bundles()
      await expect.poll(() => shelved(page)).toBe(1)
      const session = await context.newCDPSession(page)
      await session.send('ServiceWorker.enable')
      await session.send('ServiceWorker.stopAllWorkers')
      wire.holds = () => false
      wire.take()
      await page.goto(host.address)
      await synced(page, 4)
      expect(bundles().length).toBeGreaterThan(0)
      expect(bundles()).not.toContain(first)
      await page.locator('#latest h3 a', { hasText: 'Number 2 is out' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Number 2 is out')
    } finally {
      await context.close()
      await wire.cut()
      await host.stop()
    }
  },
)

test(
  'a worker that dies in the middle and is not missed by the browser is missed by the open page',
  fault(54),
  async ({ browser }) => {
    const newsroom = new Newsroom()
    newsroom.press()
    const host = await Host.of(newsroom.site)
    const wire = await Wire.open()
    const context = await browser.newContext({ proxy: wire.proxy })
    try {
      const page = await context.newPage()
      await page.clock.install()
      await page.goto(host.address)
      await untilOffline(page)
      for (let run = 0; run < 3; run++) newsroom.press()
      const bundles = () =>
        wire.asked.map(({ url }) => url).filter((url) => url.includes('/bundles/'))
      wire.take()
      wire.holds = (url) => url.includes('/bundles/') && bundles()[0] !== url
      await page.goto(host.address)
      await expect(page.locator('.footer .delivery')).toContainText('Saving for offline')
      const session = await context.newCDPSession(page)
      await session.send('ServiceWorker.enable')
      await session.send('ServiceWorker.stopAllWorkers')
      wire.holds = () => false
      await expect
        .poll(async () => {
          // Its lock is free a moment after it has gone.
          await page.clock.fastForward('00:30')
          return page.locator('html').getAttribute('data-synced')
        })
        .toBe('4')
      await expect(page.locator('.footer .delivery')).toContainText('Saved')
    } finally {
      await context.close()
      await wire.cut()
      await host.stop()
    }
  },
)

for (const [who, by] of [
  ['the worker', 'a page whose worker delivers'],
  ['page', 'a page that delivers itself'],
] as const) {
  test(
    `${by} is frozen in the middle: another goes on, and the one that comes back shows all of it`,
    fault(55, 71),
    async ({ browser }) => {
      const newsroom = new Newsroom()
      newsroom.press()
      const host = await Host.of(newsroom.site)
      const wire = await Wire.open()
      const context = await browser.newContext({ proxy: wire.proxy })
      try {
        if (who === 'page') {
          await context.addInitScript(() =>
            Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'),
          )
        }
        const page = await context.newPage()
        await page.goto(host.address)
        await synced(page, 1)
        for (let run = 0; run < 3; run++) newsroom.press()
        const bundles = () =>
          wire.asked.map(({ url }) => url).filter((url) => url.includes('/bundles/'))
        wire.take()
        wire.holds = (url) => url.includes('/bundles/') && bundles()[0] !== url
        await page.goto(host.address)
        await expect.poll(() => bundles().length, { timeout: 20_000 }).toBeGreaterThan(1)
        await expect.poll(() => shelved(page)).toBe(1)
        const session = await context.newCDPSession(page)
        const freeze = (state: 'frozen' | 'active') =>
          session.send('Page.setWebLifecycleState', { state })
        await freeze('frozen')
        const other = await context.newPage()
        await other.goto(host.address)
        await expect(latest(other)).toBeVisible()
        wire.holds = () => false
        wire.drop()
        await synced(other, 4)
        await freeze('active')
        await synced(page, 4)
        await expect(latest(page)).toHaveText('Number 4 is out')
      } finally {
        await context.close()
        await wire.cut()
        await host.stop()
      }
    },
  )
}

test(
  'messages of another version, and made up ones, are passed over',
  fault(78),
  async ({ page, context }) => {
    const newsroom = new Newsroom()
    const headline = newsroom.press()
    const host = await Host.of(newsroom.site)
    try {
      const broken: string[] = []
      page.on('pageerror', (error) => broken.push(String(error)))
      await page.goto(host.address)
      await untilOffline(page)
      const stranger = await context.newPage()
      await stranger.goto(`${host.address}about/`)
      await stranger.evaluate(() => {
        const channel = new BroadcastChannel('longwave')
        const worker = navigator.serviceWorker.controller!
        const made: unknown[] = [
          null,
          undefined,
          7,
          'synced',
          [],
          {},
          { type: null },
          { type: 'of-a-later-version', publication: 'newsroom' },
          { type: 'progress' },
          { type: 'progress', publication: 'newsroom', bundles: 3, images: null },
          { type: 'shelved' },
          { type: 'shelved', publication: { id: 'newsroom' } },
          { type: 'removed', publication: 'nobody' },
          { type: 'failed', publication: 'newsroom', code: 'constructor', news: true },
          { type: 'failed', publication: 'newsroom', code: '__proto__', news: true },
        ]
        for (const message of made) {
          channel.postMessage(message)
          worker.postMessage(message)
        }
        for (const type of ['sync', 'subscribe', 'unsubscribe', 'SKIP', 'install', 'toString']) {
          worker.postMessage({ type, publication: 'nobody', address: 'nowhere', root: 1 })
        }
      })
      await expect(latest(page)).toHaveText(headline)
      await latest(page).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
      // The worker goes on working, and the page on hearing of it.
      const second = newsroom.press()
      await page.goto(host.address)
      await synced(page, 2)
      await page.reload()
      await expect(latest(page)).toHaveText(second)
      expect(broken).toEqual([])
    } finally {
      await host.stop()
    }
  },
)

test(
  'the site of the app is gone: the app opens, and its news comes from a mirror',
  fault(49),
  async ({ page }) => {
    const newsroom = new Newsroom()
    const folder = freshFolder('mirror')
    const mirror = await Host.of(folder)
    newsroom.mirrors = [mirror.address]
    newsroom.press()
    const site = await Host.of(newsroom.site)
    try {
      await page.goto(site.address)
      await untilOffline(page)
      await site.stop()
      const second = newsroom.press()
      cpSync(newsroom.site, folder, { recursive: true })
      await page.goto(site.address)
      await synced(page, 2)
      await page.reload()
      await expect(latest(page)).toHaveText(second)
      await expect(page.locator('.footer .delivery')).toContainText('mirror')
      told(await page.locator('.footer .delivery').textContent())
    } finally {
      await site.stop()
      await mirror.stop()
    }
  },
)
