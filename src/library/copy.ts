import { defined } from '#bundle/defined.ts'
import { parseJson } from '#bundle/parseJson.ts'
import { checkRoot } from '#bundle/validate.ts'
import { isPublicationKey, type PublicationKey } from '#site/publicationKey.ts'
import { scoped } from '#site/scope.ts'
import { openCache } from './closing.ts'
import { isOfThisSite } from './formerSite.ts'
import { retryWhenFull } from './retryWhenFull.ts'
import type { ArticleKey, Library, PublicationRow, ReadingRow } from './schema.ts'

/*
 * The backup: a copy, outside of the database, of what the reader made and no delivery can bring again. Browsers lose whole
 * databases (docs/decisions/0017).
 */

/** The name of the backup's cache (each entry of a cache is a file of its own), and of the lock that a tab holds to write. */
export const COPY = scoped('copy')

/** The cache of the version before, which all sites of an origin had in common. */
const FORMER_COPY = 'longwave-copy'
/** The two entries, written in turns: the older one is whole while the other is being written. */
const ENTRIES = ['/longwave-copy/0', '/longwave-copy/1'] as const
/** The key in the store of settings under which the number of this database's last backup stands. */
const GENERATION = 'copy'

type Subscription = Pick<
  PublicationRow,
  | 'id'
  | 'successor'
  | 'address'
  | 'addedMirrors'
  | 'mirrors'
  | 'trust'
  | 'fingerprint'
  | 'root'
  | 'floor'
  | 'added'
>

interface Copy {
  /** Grows with every backup. A database with a lower number is another one, or has lost something. */
  generation: number
  subscriptions: Subscription[]
  reading: [key: ArticleKey, row: ReadingRow][]
  settings: [key: string, value: unknown][]
}

/**
 * Writes the backup again; does nothing where the browser has no caches. A database without a generation number never
 * overwrites a backup: it was created again after a loss, so the new backup would be empty.
 * @returns whether that is so: the database was lost under an open tab, and the backup was left as it is
 */
export async function writeCopy(library: Library): Promise<boolean> {
  if (!('caches' in globalThis)) return false
  const write = async () => {
    if ((await library.getKey('settings', GENERATION)) === undefined && (await readCopy())) {
      return true
    }
    const stores = ['publications', 'reading', 'settings'] as const
    const transaction = library.transaction(stores, 'readwrite', { durability: 'relaxed' })
    const settings = transaction.objectStore('settings')
    const reading = transaction.objectStore('reading')
    const [rows, marked, marks, keys, values] = await Promise.all([
      transaction.objectStore('publications').getAll(),
      reading.getAllKeys(),
      reading.getAll(),
      settings.getAllKeys(),
      settings.getAll(),
    ])
    const own = keys.indexOf(GENERATION)
    const generation = Number(values[own] ?? 0) + 1
    await Promise.all([settings.put(generation, GENERATION), transaction.done])
    const copy: Copy = {
      generation,
      subscriptions: rows.map(subscriptionOf),
      reading: marked.map((key, index) => [key, marks[index]!]),
      settings: keys.flatMap((key, index) => (index === own ? [] : [[key, values[index]]])),
    }
    const cache = await openCache(COPY)
    await cache.put(ENTRIES[generation % 2]!, Response.json(copy))
    if (await readCopyIn(FORMER_COPY)) await caches.delete(FORMER_COPY)
    return false
  }
  return inTurn(() => retryWhenFull(library, write))
}

function subscriptionOf(row: PublicationRow): Subscription {
  const { id, successor, address, addedMirrors, trust, fingerprint, root, floor, added } = row
  const mirrors = row.release?.mirrors ?? row.mirrors
  return defined<Subscription>({
    id,
    successor,
    address,
    trust,
    fingerprint,
    root,
    floor,
    added,
    addedMirrors,
    mirrors,
  })
}

/**
 * Puts back what the database has lost; does nothing where the backup was made from this database. Deliveries then bring
 * the publications again, no older than they were.
 * @returns whether anything was put back
 */
export async function restoreCopy(library: Library): Promise<boolean> {
  const behind = Number((await library.get('settings', GENERATION)) ?? 0)
  const copy = await readCopy()
  if (!copy || copy.generation <= behind) return false
  const stores = ['publications', 'reading', 'settings'] as const
  const transaction = library.transaction(stores, 'readwrite', { durability: 'strict' })
  const publications = transaction.objectStore('publications')
  const reading = transaction.objectStore('reading')
  const settings = transaction.objectStore('settings')
  const puts: Promise<unknown>[] = [settings.put(copy.generation, GENERATION)]
  for (const subscription of copy.subscriptions) {
    const row = await publications.get(subscription.fingerprint)
    if (!row) {
      const nothing = { shelved: [], skipped: 0, bytes: { text: 0, images: 0 } }
      puts.push(publications.put({ ...subscription, ...nothing }))
    } else if (row.root.version <= subscription.root.version) {
      // A newer root may have lowered the floor, because it removed the key that had signed the high version.
      const { root } = subscription
      puts.push(publications.put({ ...row, root, floor: Math.max(row.floor, subscription.floor) }))
    }
  }
  for (const [key, kept] of copy.reading) {
    const row = await reading.get(key)
    // In a new database every mark is newer than the backup.
    puts.push(reading.put(behind > 0 ? { ...row, ...kept } : { ...kept, ...row }, key))
  }
  for (const [key, value] of copy.settings) {
    if (behind > 0 || (await settings.getKey(key)) === undefined)
      puts.push(settings.put(value, key))
  }
  await Promise.all([...puts, transaction.done])
  return copy.subscriptions.length + copy.reading.length > 0
}

async function readCopy(): Promise<Copy | undefined> {
  return (await readCopyIn(COPY)) ?? (await readCopyIn(FORMER_COPY))
}

/** @returns the newer one of the entries that are whole; undefined for a backup of another site */
async function readCopyIn(name: string): Promise<Copy | undefined> {
  if (!('caches' in globalThis) || !(await caches.has(name))) return undefined
  const cache = await openCache(name)
  const copies = await Promise.all(
    ENTRIES.map(async (entry) => {
      const bytes = await cache.match(entry).then((found) => found?.arrayBuffer())
      return bytes && copyOf(new Uint8Array(bytes))
    }),
  )
  return copies
    .filter((copy) => copy !== undefined)
    .filter(({ subscriptions }) => name === COPY || isOfThisSite(subscriptions))
    .sort((one, other) => other.generation - one.generation)[0]
}

/** Checks an entry, which other code could have written: only data of the right shape comes into the library. */
function copyOf(bytes: Uint8Array<ArrayBuffer>): Copy | undefined {
  try {
    const { generation, subscriptions, reading, settings } = parseJson(bytes, COPY) as Copy
    if (!Number.isSafeInteger(generation)) return undefined
    const checked = subscriptions.flatMap(subscriptionIn)
    // The version before named publications by their ids.
    const keys = new Map<string, PublicationKey>(checked.map((it) => [it.id, it.fingerprint]))
    return {
      generation,
      subscriptions: checked,
      reading: reading.flatMap(([[publication, article], row]): Copy['reading'] => {
        const { read = '', saved = '', progression = 0, locator, audio = {} } = row
        const { block = '', index = 0, offset = 0, quote = '' } = locator ?? {}
        const isRight =
          [publication, article, read, saved, block, quote].every(isText) &&
          [progression, index, offset, ...Object.values(audio)].every(Number.isFinite)
        const key = isPublicationKey(publication) ? publication : keys.get(publication)
        return isRight ? [[[key ?? publication, article], row]] : []
      }),
      settings: settings.filter(([key]) => isText(key)),
    }
  } catch {
    return undefined
  }
}

/** @returns an empty array for a subscription of another shape, so that the others are still restored */
function subscriptionIn(stored: Subscription & { own?: string[] }): Subscription[] {
  try {
    const { own, ...each } = stored
    const { id, address, fingerprint, floor, added, mirrors = [], trust } = each
    // Backups of the version before have the added mirrors under a shorter name.
    const addedMirrors = each.addedMirrors ?? own
    const addresses = [address, ...(addedMirrors ?? []), ...mirrors]
    const isRight =
      [id, added, ...addresses].every(isText) &&
      [fingerprint, each.successor ?? fingerprint].every(isPublicationKey) &&
      Number.isSafeInteger(floor) &&
      /^(?:built-in|pinned|first-use)$/.test(trust) &&
      addresses.every((url) => /^https?:/i.test(url))
    const root = checkRoot(each.root, COPY)
    return isRight && root.id === id
      ? [{ ...each, root, ...(addedMirrors ? { addedMirrors } : {}) }]
      : []
  } catch {
    return []
  }
}

const isText = (value: unknown) => typeof value === 'string'

/** Runs one write at a time over all tabs: two at once could leave the older data in both entries. */
function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager }
  return locks ? (locks.request(COPY, work) as Promise<boolean>) : work()
}
