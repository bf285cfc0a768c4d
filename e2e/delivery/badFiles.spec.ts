import { createHash } from 'node:crypto'
import type { FailureCode } from '#messages/toPage.ts'
import { fault, recordShownAs } from '../support/faultRecords.ts'
import { type Fault, flip, is } from '../support/memoryHost.ts'
import { expect, RETRY_PAUSES, runs, test, the } from './device.ts'
import { type Files, login, spoiledBundles, stored } from './hosts.ts'

const badBundles: { name: string; code: FailureCode; faultOf: (files: Files) => Fault }[] = [
  {
    name: 'one bit changed',
    code: 'wrong-digest',
    faultOf: spoiledBundles((files, name, response) =>
      response.writeHead(200).end(flip(files, name)),
    ),
  },
  {
    name: 'cut short',
    code: 'wrong-length',
    faultOf: spoiledBundles((files, name, response) =>
      response.writeHead(200).end(files.get(name)!.slice(0, -1)),
    ),
  },
  {
    name: 'a login page in its place',
    code: 'login-page',
    faultOf: spoiledBundles((_files, _name, response) => login(response)),
  },
]

test('a bad bundle changes nothing, and the reader is told once', async ({ device, publish }) => {
  const { publisher, host } = await publish('paper')
  await device.subscribe(host.address)
  for (const { name, faultOf, code } of badBundles) {
    await test.step(name, async () => {
      const before = await stored(device)
      await publisher.press({ articles: [{}] })
      host.fault = faultOf(publisher.files)
      expect(the(await device.sync(), 'failed')).toMatchObject({ code, news: true })
      expect(the(await device.sync(), 'failed')).toMatchObject({ code, news: false })
      expect(await stored(device)).toEqual(before)
      host.fault = undefined
      the(await device.sync(), 'synced')
      expect((await stored(device)).articles).toHaveLength(before.articles.length + 1)
    })
  }
})

test(
  'an image with one bit changed is not stored; the text and the other images are',
  fault(31),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper', runs(2))
    const bad = [...publisher.files.keys()].find(is('images'))!
    host.fault = (name, response) =>
      name === bad && !!response.writeHead(200).end(flip(publisher.files, name))
    const failed = the(await device.subscribe(host.address), 'failed')
    expect(failed).toMatchObject({ publication: 'paper', code: 'wrong-digest', news: true })
    recordShownAs(failed.code)
    const { articles, images, publications } = await device.contents()
    expect(articles).toHaveLength(4)
    expect(images).toHaveLength(3)
    expect(publications[0]?.release?.version).toBe(2)
    expect(the(await device.sync(), 'failed').news).toBe(false)
    host.fault = undefined
    host.takeAsked()
    the(await device.sync(), 'synced')
    expect(host.takeAsked()).toEqual(['head.json', bad])
  },
)

test('images that no host has do not stop the other images', async ({ device, publish }) => {
  const { publisher, host } = await publish('paper', runs(12))
  // Delivery requests the newest images first.
  const newest = Array.from({ length: 6 }, (_, run) => [
    publisher.picture(`paper run-${12 - run}-0`),
    publisher.picture(`paper run-${12 - run}-1`),
  ])
  const missing = new Set(
    newest.flat().map(({ sources: [source] }) => `images/${source!.digest}.webp`),
  )
  host.fault = (name, response) => missing.has(name) && !!response.writeHead(404).end()
  expect(the(await device.subscribe(host.address), 'failed').code).toBe('not-found')
  expect((await device.contents()).images).toHaveLength(24 - 12)
  // When a host hangs up, delivery does not ask it for each of the images.
  host.takeAsked()
  host.fault = (name, response) => is('images')(name) && !!response.destroy()
  await device.skipTimers(RETRY_PAUSES)
  expect(the(await device.sync(), 'failed').code).toBe('unreachable')
  expect(new Set(host.takeAsked().filter(is('images'))).size).toBe(8)
  host.fault = undefined
  the(await device.sync(), 'synced')
  expect((await device.contents()).images).toHaveLength(24)
})

test(
  'a file of another type under the name of an image is not stored',
  fault(27),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper', [])
    const image = publisher.picture('animation')
    const [source] = image.sources
    const gif = Buffer.from('GIF89a and more')
    const digest = createHash('sha256').update(gif).digest('hex')
    publisher.files.set(`images/${digest}.webp`, Uint8Array.from(gif))
    await publisher.press({
      articles: [
        { image: { image: { ...image, sources: [{ ...source!, digest, length: gif.length }] } } },
      ],
    })
    expect(the(await device.subscribe(host.address), 'failed').code).toBe('wrong-shape')
    const { articles, images } = await device.contents()
    expect(articles).toHaveLength(1)
    expect(images).toEqual([])
  },
)
