import { fault } from '../support/faultRecords.ts'
import { is } from '../support/memoryHost.ts'
import { expect, runs, test, the } from './device.ts'

test(
  'pages that sync at once fetch each file once, and requests of one page are joined',
  fault(62),
  async ({ device, publish }) => {
    const { host } = await publish('paper', runs(4))
    const tab = await device.openTab()
    await Promise.all([device.subscribe(host.address), tab.subscribe(host.address)])
    const files = host.takeAsked().filter((name) => !/^(?:head|root)/.test(name))
    expect(files.length).toBe(new Set(files).size)
    // The face, bundles and images.
    expect(files).toHaveLength(1 + 4 + 8)
    expect((await device.contents()).articles).toHaveLength(8)

    await device.page.evaluate(() =>
      Promise.all(Array.from({ length: 8 }, () => window.longwave.deliver({ type: 'sync' }))),
    )
    // The first delivery has begun when the others are asked for.
    expect(host.asked.length).toBeLessThanOrEqual(2)
  },
)

test('a delivery that is cancelled, in its page or another, stops and is not reported as a failure', async ({
  device,
  publish,
}) => {
  const { host } = await publish('paper', runs(3))
  const tab = await device.openTab()
  for (const page of [device, tab]) {
    const held = host.hold(is('bundles'))
    const told = device.subscribe(host.address)
    await held
    await page.deliver({ type: 'cancel' })
    expect(the(await told, 'failed')).toMatchObject({ code: 'cancelled', news: false })
  }
  host.fault = undefined
  the(await device.sync(), 'synced')
})

test('unsubscribing does not wait for a running delivery, whose failure is not reported', async ({
  device,
  publish,
}) => {
  const { host } = await publish('paper', runs(3))
  const held = host.hold(is('bundles'))
  const told = device.subscribe(host.address)
  const response = await held
  host.fault = undefined
  the(await device.unsubscribe('paper'), 'removed')
  response.writeHead(404).end()
  expect((await told).map(({ type }) => type)).not.toContain('failed')
  const { publications, articles, bodies, fronts, images, references } = await device.contents()
  expect([publications, articles, bodies, fronts, images, references].flat()).toEqual([])
})

test(
  'a page that is killed during a delivery leaves whole bundles, and the next page goes on',
  fault(55),
  async ({ ownDevice: device, publish }) => {
    const { host } = await publish('paper', runs(5))
    let bundles = 0
    const held = host.hold((name) => is('bundles')(name) && ++bundles > 2)
    await device.page.evaluate((address) => {
      void window.longwave.deliver({ type: 'subscribe', address })
    }, host.address)
    await held
    await expect.poll(async () => (await device.contents()).articles).toHaveLength(4)
    await device.crash()
    host.fault = undefined
    host.takeAsked()

    const next = await device.openTab()
    const { articles, bodies, publications } = await next.contents()
    expect(articles).toHaveLength(4)
    expect(bodies).toHaveLength(4)
    expect(publications[0]?.shelved).toHaveLength(2)
    the(await next.sync(), 'synced')
    expect(host.takeAsked().filter(is('bundles'))).toHaveLength(3)
    expect((await next.contents()).articles).toHaveLength(10)
  },
)

test(
  'a page that waits for its turn goes on when the page that syncs is killed',
  fault(71),
  async ({ ownDevice: device, publish }) => {
    const { host } = await publish(
      'paper',
      Array.from({ length: 3 }, () => ({ articles: [{}] })),
    )
    let bundles = 0
    const held = host.hold((name) => is('bundles')(name) && ++bundles > 1)
    const waiting = await device.openTab()
    await device.page.evaluate((address) => {
      void window.longwave.deliver({ type: 'subscribe', address })
    }, host.address)
    await held
    await expect.poll(() => waiting.counts()).toEqual([1, 1, 0, 0])
    const told = waiting.sync()
    host.fault = undefined
    host.takeAsked()
    await device.crash()
    the(await told, 'synced')
    // The page that died may have requested one more bundle; stored bundles are not fetched again.
    expect(new Set(host.takeAsked().filter(is('bundles'))).size).toBe(2)
    expect(await waiting.counts()).toEqual([3, 3, 3, 3])
  },
)
