import { fault } from '../support/faultRecords.ts'
import { heading, latest, untilOffline, untilSynced, withoutWorker } from '../support/page.ts'
import { expect, test, wiredTest } from '../support/test.ts'

wiredTest(
  'two tabs with a worker and one without fetch each file of an edition once together',
  fault(62),
  async ({ page, context, newsroom, wire }) => {
    await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    for (let edition = 0; edition < 3; edition++) await newsroom.publish()
    const pages = [page, await context.newPage(), await context.newPage()]
    await withoutWorker(pages[2]!)
    wire.take()
    await Promise.all(pages.map((page) => page.goto(newsroom.address)))
    for (const page of pages) await untilSynced(page, 4)
    const files = wire
      .take()
      .map(({ url }) => url)
      .filter((url) => /\/(?:bundles|catalog|images|root)\//.test(url))
    expect(files.length).toBeGreaterThan(2)
    expect(files).toEqual([...new Set(files)])
    for (const page of pages) {
      await page.reload()
      await expect(latest(page)).toHaveText('Number 4 is out')
    }
  },
)

test(
  'page and worker pass over messages of another version and made-up ones',
  fault(78),
  async ({ page, context, newsroom }) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    const first = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    const sender = await context.newPage()
    await sender.goto(`${newsroom.address}about/`)
    await sender.evaluate(() => {
      const channel = new BroadcastChannel('longwave:/#messages')
      const worker = navigator.serviceWorker.controller!
      const messages: unknown[] = [
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
        { type: 'removed', publication: 'unknown' },
        { type: 'failed', publication: 'newsroom', code: 'constructor', news: true },
        { type: 'failed', publication: 'newsroom', code: '__proto__', news: true },
      ]
      for (const message of messages) {
        channel.postMessage(message)
        worker.postMessage(message)
      }
      for (const type of ['sync', 'subscribe', 'unsubscribe', 'SKIP', 'install', 'toString']) {
        worker.postMessage({ type, publication: 'unknown', address: 'nowhere', root: 1 })
      }
    })
    await expect(latest(page)).toHaveText(first)
    await latest(page).click()
    await expect(heading(page)).toHaveText(first)

    const second = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilSynced(page, 2)
    await page.reload()
    await expect(latest(page)).toHaveText(second)
    expect(errors).toEqual([])
  },
)
