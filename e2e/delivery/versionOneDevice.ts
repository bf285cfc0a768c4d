import { defined } from '#bundle/defined.ts'
import type { PublicationRow } from '#library/schema.ts'
import { type Evaluating, Library } from '../support/library.ts'
import type { MemoryHost } from '../support/memoryHost.ts'
import type { Publisher } from '../support/publisher.ts'
import type { Fixtures } from '../support/test.ts'
import { DATABASE } from '../support/versionOne.ts'
import { the } from './device.ts'

/* Fills a device as a reader does, before its database is upgraded or its backup restored. */

const PLACE = { block: 'b', index: 2, offset: 14, quote: 'a place that is kept' }
export const NOW = '2026-11-23T12:00:00Z'

/** Makes two publications, `paper` and `other`, one of which shows an image of the other; `other` is on two hosts. */
export async function publishTwo(
  publish: (id: string, runs: []) => Promise<{ publisher: Publisher; host: MemoryHost }>,
  serveMemory: Fixtures['serveMemory'],
) {
  const { publisher, host } = await publish('paper', [])
  const { publisher: other, host: otherHost } = await publish('other', [])
  const shared = { image: publisher.picture('shown by both') }
  other.picture('shown by both')
  await publisher.press({ articles: [{}, {}] })
  await publisher.press({ articles: [{ image: shared }] })
  await other.press({ articles: [{ image: shared }] })
  const mirror = await serveMemory(other.files)
  const addresses = [host.address, otherHost.address, mirror.address]
  return { publisher, other, host, addresses }
}

/** Adds the publications at these addresses to a device, and marks and choices of the reader. */
export async function fill(page: Evaluating, addresses: string[]): Promise<void> {
  for (const address of addresses) {
    const told = await page.evaluate(
      (address) => window.longwave.deliver({ type: 'subscribe', address }),
      address,
    )
    the(told, 'synced')
  }
  await page.evaluate(
    async ([place, now]) => {
      const { keyOf, openLibrary, saveReading, keepDeliveryChoices } = window.longwave
      const library = await openLibrary()
      const audio = { ['a'.repeat(64)]: 61.5 }
      await saveReading(library, await keyOf('paper'), 'run-1-0', { saved: now, locator: place })
      await saveReading(library, await keyOf('paper'), 'run-1-1', { read: now, audio })
      await saveReading(library, await keyOf('other'), 'run-1-0', { read: now, progression: 0.5 })
      // Marks of a publication that is not subscribed to any more.
      await saveReading(library, 'gone' as never, 'run-1-0', { saved: now })
      await keepDeliveryChoices(library, { pictures: 'last', ask: false })
    },
    [PLACE, NOW] as const,
  )
}

/** Opens the library on a disk that becomes full in the middle of the upgrade. @returns what came of it */
export const openWhileFull = (page: Evaluating): Promise<string> =>
  page.evaluate(async () => {
    const { put } = IDBObjectStore.prototype
    let left = 6
    IDBObjectStore.prototype.put = function (...row) {
      if (this.name === 'bodies' || this.name === 'articles') left--
      if (left < 0) throw new DOMException('There is no room.', 'QuotaExceededError')
      return put.apply(this, row)
    }
    try {
      await window.longwave.openLibrary()
      return 'opened'
    } catch (error) {
      return String(error)
    } finally {
      IDBObjectStore.prototype.put = put
    }
  }, undefined)

/** Leaves beside the database what the version before had there: a choice, and audio of `paper` and of another site. */
export const leaveBeside = (page: Evaluating): Promise<void> =>
  page.evaluate(async () => {
    localStorage.setItem('longwave:theme', 'dark')
    const audio = await caches.open('longwave-audio')
    const headers = { 'Content-Length': '5' }
    for (const id of ['paper', 'elsewhere']) {
      await audio.put(`/longwave-audio/${id}/run-1-0/abc`, new Response('sound', { headers }))
    }
  }, undefined)

/** Choices and audio beside the database, under the names of both versions. */
export const beside = (page: Evaluating) =>
  page.evaluate(async () => {
    const audio: string[] = []
    for (const name of (await caches.keys()).filter((name) => name.includes('audio'))) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const response = (await cache.match(request))!
        audio.push(`${name} ${new URL(request.url).pathname} ${await response.text()}`)
      }
    }
    return { choices: { ...localStorage }, audio: audio.sort() }
  }, undefined)

/** The same once it has been moved. Audio of a publication that this site does not have may be another site's. */
export const movedBeside = ({ fingerprint }: Publisher) => ({
  choices: { 'longwave:/#theme': 'dark' },
  audio: [
    'longwave-audio /longwave-audio/elsewhere/run-1-0/abc sound',
    `longwave:/#audio /longwave-audio/${fingerprint}/run-1-0/abc sound`,
  ],
})

/**
 * Deletes the database and the backup.
 * @returns the entries of a backup as the version before wrote it: publications named by their ids, and other fields
 */
export const takeOldBackup = (page: Evaluating): Promise<[path: string, text: string][]> =>
  page.evaluate(async () => {
    const library = await window.longwave.openLibrary()
    await window.longwave.writeCopy(library)
    const ids = new Map<string, string>()
    for (const { fingerprint, id } of await library.getAll('publications')) ids.set(fingerprint, id)
    const cache = await caches.open('longwave:/#copy')
    const entries: [string, string][] = []
    for (const request of await cache.keys()) {
      const copy = await (await cache.match(request))!.json()
      for (const row of copy.subscriptions) {
        row.own = row.addedMirrors
        row.addedMirrors = undefined
      }
      for (const [key] of copy.reading) key[0] = ids.get(key[0]) ?? key[0]
      entries.push([new URL(request.url).pathname, JSON.stringify(copy)])
    }
    await caches.delete('longwave:/#copy')
    library.close()
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('longwave:/')
      request.onsuccess = resolve
      request.onerror = () => reject(request.error)
    })
    return entries
  }, undefined)

/** Puts these entries where the version before had its backup. */
export const putOldBackup = (page: Evaluating, entries: [path: string, text: string][]) =>
  page.evaluate(async (entries) => {
    const cache = await caches.open('longwave-copy')
    for (const [path, text] of entries) await cache.put(path, new Response(text))
  }, entries)

/** Restores the library from the backup. @returns whether there was anything to restore */
export const restore = (page: Evaluating): Promise<boolean> =>
  page.evaluate(
    async () => window.longwave.restoreCopy(await window.longwave.openLibrary()),
    undefined,
  )

/** Publications, marks and settings of the reader, as they are stored. */
export async function readersOwn(page: Evaluating) {
  const library = new Library(page, DATABASE)
  const rows = await library.rows<PublicationRow>('publications')
  return {
    publications: rows.map(({ fingerprint, address, addedMirrors, trust, added }) =>
      defined({ fingerprint, address, addedMirrors, trust, added }),
    ),
    reading: await library.entries('reading'),
    settings: (await library.entries('settings')).filter(([key]) => key !== 'copy'),
  }
}
