import type { PublicationKey } from '#site/publicationKey.ts'
import { expect, runs, test, the } from './device.ts'

/*
 * The site's own publication when its newsroom has lost its keys: the host then serves another root under the same id.
 */

const builtIn = (fingerprint: string) => ({ builtIn: true, root: fingerprint }) as const

test('another root at the address of the site is told, and asked for only when a head is not signed', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', runs(2))
  await device.subscribe(host.address, builtIn(publisher.fingerprint))
  const before = await device.contents()
  host.takeAsked()
  await device.sync()
  expect(host.takeAsked()).toEqual(['head.json'])

  const thief = await publish('paper')
  const { files } = host
  host.files = new Map([...files, ['head.json', thief.publisher.files.get('head.json')!]])
  expect(the(await device.sync(), 'failed').code).toBe('bad-signature')
  expect(host.takeAsked()).toEqual(['head.json', 'root/1.json'])

  host.files = thief.publisher.files
  expect(the(await device.sync(), 'failed').code).toBe('root-mismatch')
  expect(host.takeAsked()).toEqual(['head.json', 'root/1.json'])
  expect((await device.contents()).articles).toEqual(before.articles)
})

test('a site that was built with another key brings a new publication, and the old one stays as its earlier edition', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', runs(2))
  const { publisher: stranger, host: strange } = await publish('other')
  await device.subscribe(host.address, builtIn(publisher.fingerprint))
  await device.subscribe(strange.address)
  const saved = { saved: '2026-11-23T12:00:00Z' }
  await device.page.evaluate(
    async ([key, saved]) => {
      const { openLibrary, saveReading } = window.longwave
      await saveReading(await openLibrary(), key, 'run-1-0', saved)
    },
    [publisher.fingerprint as PublicationKey, saved] as const,
  )
  const { publisher: next, host: nextHost } = await publish('paper', runs(1))
  host.files = next.files
  const told = await device.subscribe(host.address, builtIn(next.fingerprint))
  the(told, 'synced')
  expect(the(told, 'succeeded').earlier).toEqual([publisher.fingerprint])

  const rows = (await device.contents()).publications
  const row = (fingerprint: string) => rows.find((it) => it.fingerprint === fingerprint)
  expect(rows).toHaveLength(3)
  expect(row(publisher.fingerprint)).toMatchObject({ successor: next.fingerprint, floor: 2 })
  expect(row(next.fingerprint)).toMatchObject({ trust: 'built-in', floor: 1 })
  for (const fingerprint of [next.fingerprint, stranger.fingerprint]) {
    expect(row(fingerprint)).not.toHaveProperty('successor')
  }
  const { articles, reading } = await device.contents()
  expect(articles).toHaveLength(4 + 2 + 1)
  expect(reading).toBe(1)

  // Nothing is asked for the earlier edition any more.
  host.takeAsked()
  await device.sync()
  expect(host.takeAsked()).toEqual(['head.json'])
  expect(nextHost.takeAsked()).toEqual([])
})
