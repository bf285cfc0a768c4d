import type { PublicationKey } from '#site/publicationKey.ts'
import { is } from '../support/memoryHost.ts'
import { expect, runs, test, the } from './device.ts'

test('images come last, on request, or not at all, as the reader chooses', async ({
  device,
  publish,
}) => {
  const one = await publish('one', runs(2))
  const two = await publish('two', runs(2))
  const choose = (choices: object) =>
    device.page.evaluate(async (it) => {
      await (await window.longwave.openLibrary()).put('settings', it, 'delivery')
    }, choices)
  const images = async () => (await device.contents()).images.length
  await choose({ pictures: 'none' })
  for (const { host } of [one, two]) {
    expect(the(await device.subscribe(host.address), 'synced').waiting).toBeUndefined()
  }
  expect(await images()).toBe(0)
  expect([...one.host.takeAsked(), ...two.host.takeAsked()].filter(is('images'))).toEqual([])

  // The text of both publications comes before the images of either.
  await choose({ pictures: 'last' })
  for (const { publisher } of [one, two]) await publisher.press({ articles: [{}] })
  const order = (await device.sync()).flatMap((it) => {
    if (it.type !== 'progress') return []
    return it.images.done > 0 ? ['image'] : ['text']
  })
  expect(order.slice(0, 2)).toEqual(['text', 'text'])
  expect(order.slice(2)).toEqual(Array.from({ length: 10 }, () => 'image'))
  expect(await images()).toBe(10)

  // On a metered connection images wait, and the reader is told their size.
  await choose({ pictures: 'all' })
  await device.page.evaluate(() => {
    Object.defineProperty(navigator, 'connection', { value: { type: 'cellular' } })
  })
  await one.publisher.press({ articles: [{}, {}] })
  const synced = (await device.sync()).filter((it) => it.type === 'synced')
  expect(synced.find(({ waiting }) => waiting)).toMatchObject({ publication: 'one', waiting: 4000 })
  expect(await images()).toBe(10)
  the(
    await device.deliver({
      type: 'sync',
      publication: 'one' as PublicationKey,
      pictures: true,
    }),
    'synced',
  )
  expect(await images()).toBe(12)
  // A reader who has turned the question off is not asked.
  await choose({ pictures: 'all', ask: false })
  await one.publisher.press({ articles: [{}] })
  await device.sync()
  expect(await images()).toBe(13)
})
