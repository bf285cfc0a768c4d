import type { Page } from '@playwright/test'
import { Library } from '../support/library.ts'
import type { Publisher } from '../support/publisher.ts'
import { makeVersionOne } from '../support/versionOne.ts'
import { makeVersionTwo } from '../support/versionTwo.ts'
import { type Device, expect, test, the } from './device.ts'

/** The database of this version, and that of the version before, which was the same for all sites of an origin. */
const DATABASE = 'longwave:/'
const FORMER = 'longwave'

const PLACE = { block: 'b', index: 2, offset: 14, quote: 'a place that is kept' }
const NOW = '2026-11-23T12:00:00Z'

/** Everything in the database, as it is stored. */
async function everything(page: Page, database: string) {
  const library = new Library(page, database)
  const stores = ['publications', 'fronts', 'articles', 'bodies', 'imageReferences', 'reading']
  const images = await library.entries('images')
  return {
    ...Object.fromEntries(
      await Promise.all(stores.map(async (name) => [name, await library.entries(name)] as const)),
    ),
    settings: await library.entries('settings'),
    images: images.map(([key]) => key),
  }
}

/** Makes the page one of the site of this publication, as the press does. */
async function name(page: Page, { id, fingerprint }: Publisher): Promise<void> {
  await page.evaluate(
    (metas) => {
      for (const [name, content] of metas) {
        document.head.append(Object.assign(document.createElement('meta'), { name, content }))
      }
    },
    [
      ['longwave-id', id],
      ['longwave-root', fingerprint],
    ] as const,
  )
}

/** What a database has when a site has taken it over from the version before. */
const owned = (before: Awaited<ReturnType<typeof everything>>) => ({
  ...before,
  settings: [...before.settings, ['scope', '/']],
})

/** Fills the device with two publications, one of which shows an image of the other, and with marks of the reader. */
async function fill(device: Device, addresses: string[]): Promise<void> {
  for (const address of addresses) the(await device.subscribe(address), 'synced')
  await device.page.evaluate(
    async ([place, now]) => {
      const { keyOf, openLibrary, saveReading, keepDeliveryChoices } = window.longwave
      const library = await openLibrary()
      await saveReading(library, await keyOf('paper'), 'run-1-0', { saved: now, locator: place })
      await saveReading(library, await keyOf('other'), 'run-1-0', { read: now, progression: 0.5 })
      // Marks of a publication that is not subscribed to any more.
      await saveReading(library, 'gone' as never, 'run-1-0', { saved: now })
      await keepDeliveryChoices(library, { pictures: 'last', ask: false })
    },
    [PLACE, NOW] as const,
  )
}

test('a database of the version before becomes one of this version, with everything in it', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [{ articles: [{}, {}] }])
  const { publisher: otherPublisher, host: other } = await publish('other', [])
  const shared = { image: publisher.picture('shown by both') }
  otherPublisher.picture('shown by both')
  await publisher.press({ articles: [{ image: shared }] })
  await otherPublisher.press({ articles: [{ image: shared }] })
  await fill(device, [host.address, other.address])
  await device.page.reload()
  await device.page.waitForFunction(() => window.longwave !== undefined)
  const before = await everything(device.page, DATABASE)
  await makeVersionOne(device.page, DATABASE)

  await name(device.page, publisher)
  const { publications } = await device.contents()
  expect(new Set(publications.map(({ fingerprint }) => fingerprint))).toEqual(
    new Set([publisher.fingerprint, otherPublisher.fingerprint]),
  )
  expect(await everything(device.page, FORMER)).toEqual(owned(before))
  host.takeAsked()
  await device.sync()
  expect(host.takeAsked()).toEqual(['head.json'])
})

test('a database of version 2 keeps everything in it, and proofs can be kept from then on', async ({
  device,
  publish,
}) => {
  const { host } = await publish('paper', [{ articles: [{}, {}] }])
  const { host: other } = await publish('other')
  await fill(device, [host.address, other.address])
  await device.page.reload()
  await device.page.waitForFunction(() => window.longwave !== undefined)
  const before = await everything(device.page, DATABASE)
  await makeVersionTwo(device.page, DATABASE)

  expect((await device.contents()).publications).toHaveLength(2)
  expect(await everything(device.page, DATABASE)).toEqual(before)
  host.takeAsked()
  await device.sync()
  expect(host.takeAsked()).toEqual(['head.json'])
  expect(await device.page.evaluate(() => window.longwave.keep('run-1-0'))).toBeUndefined()
  expect(await new Library(device.page, DATABASE).entries('proofs')).toHaveLength(1)
})

test('marks of a publication that was removed before count again when it is added again', async ({
  device,
  publish,
}) => {
  const { publisher: paper, host } = await publish('paper')
  const { host: other } = await publish('other')
  await fill(device, [host.address, other.address])
  await device.page.reload()
  await makeVersionOne(device.page, DATABASE)
  await name(device.page, paper)
  const { publisher, host: gone } = await publish('gone')
  the(await device.subscribe(gone.address), 'synced')
  const library = new Library(device.page, FORMER)
  expect(await library.row('reading', [publisher.fingerprint, 'run-1-0'])).toEqual({ saved: NOW })
})

test('an upgrade that fails half-way leaves the old database whole, and the next one succeeds', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [{ articles: [{}, {}, {}] }])
  const { host: other } = await publish('other')
  await fill(device, [host.address, other.address])
  await device.page.reload()
  await device.page.waitForFunction(() => window.longwave !== undefined)
  const before = await everything(device.page, DATABASE)
  await makeVersionOne(device.page, DATABASE)
  const old = await everything(device.page, FORMER)
  await name(device.page, publisher)

  const failure = await device.page.evaluate(async () => {
    const { put } = IDBObjectStore.prototype
    let left = 6
    IDBObjectStore.prototype.put = function (...put_) {
      if (this.name === 'bodies' || this.name === 'articles') left--
      if (left < 0) throw new DOMException('There is no room.', 'QuotaExceededError')
      return put.apply(this, put_)
    }
    try {
      await window.longwave.openLibrary()
      return 'opened'
    } catch (error) {
      return String(error)
    } finally {
      IDBObjectStore.prototype.put = put
    }
  })
  expect(failure).toContain('library: unavailable')
  expect(await everything(device.page, FORMER)).toEqual(old)

  await device.page.reload()
  await device.page.waitForFunction(() => window.longwave !== undefined)
  await name(device.page, publisher)
  await device.contents()
  expect(await everything(device.page, FORMER)).toEqual(owned(before))
})

test('a database of the version before that holds another site is left alone', async ({
  device,
  publish,
}) => {
  const { host } = await publish('paper')
  const { host: other } = await publish('other')
  await fill(device, [host.address, other.address])
  await device.page.reload()
  await makeVersionOne(device.page, DATABASE)
  const old = await everything(device.page, FORMER)
  // Another publication, with the same id.
  const { publisher: impostor } = await publish('paper')
  await name(device.page, impostor)
  expect((await device.contents()).publications).toEqual([])
  expect(await everything(device.page, FORMER)).toEqual(old)
  const names = await device.page.evaluate(() => indexedDB.databases())
  expect(names.map((it) => it.name).sort()).toEqual([FORMER, DATABASE])
})
