import { type Device, expect, test, the } from './device.ts'
import { longArticles, markAll, NOW } from './longArticles.ts'

/** Sets how many bytes the app may store. */
const limitBudget = (device: Device, bytes: number) =>
  device.page.evaluate(async (bytes) => {
    const library = await window.longwave.openLibrary()
    await library.put('settings', bytes, 'budget')
  }, bytes)

test('delivery keeps to a small storage budget: the newest texts stay, and images that would be evicted again are not fetched', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper')
  await publisher.press({ articles: longArticles(12) })
  the(await device.subscribe(host.address), 'synced')
  await markAll(device, { read: NOW })
  await limitBudget(device, 400_000)
  await publisher.press({ articles: longArticles(5) })
  the(await device.sync(), 'synced')
  const { publications, bodies, articles } = await device.contents()
  const { text, images } = publications[0]!.bytes
  expect(text + images).toBeLessThanOrEqual(400_000)
  expect(articles).toHaveLength(18)
  expect(bodies.length).toBeLessThan(12)
  host.takeAsked()
  the(await device.sync(), 'synced')
  expect(host.takeAsked()).toEqual(['head.json'])
})

test('a library that is nearly full evicts its oldest images for new ones', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper')
  await publisher.press({ articles: Array.from({ length: 30 }, () => ({})) })
  the(await device.subscribe(host.address), 'synced')
  const before = await device.contents()
  const held = before.publications[0]!.bytes
  // The budget has room for the text of another article, but not for its image.
  const budget = held.text + held.images + 1500
  await limitBudget(device, budget)
  await publisher.press({ articles: [{}] })
  the(await device.sync(), 'synced')
  const after = await device.contents()
  expect(after.images.filter((image) => !before.images.includes(image))).toHaveLength(1)
  expect(after.images.length).toBeLessThan(before.images.length)
  expect(after.bodies).toHaveLength(32)
  const { text, images } = after.publications[0]!.bytes
  expect(text + images).toBeLessThanOrEqual(budget)
})
