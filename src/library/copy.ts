import { parseJson } from '#bundle/parseJson.ts'
import { checkRoot } from '#bundle/validate.ts'
import { retryWhenFull } from './retryWhenFull.ts'
import type { Library, PublicationRow, ReadingRow } from './schema.ts'

/*
 * What a reader made and nobody can deliver again, kept a second time outside of the database: browsers lose databases
 * whole (docs/decisions/0017).
 */

/** Of a cache, because each entry of one is a file of its own; and of the lock of whoever writes there. */
export const COPY = 'longwave-copy'
/** Written in turns: the older one is there while the other is being written. */
const ENTRIES = ['/longwave-copy/0', '/longwave-copy/1'] as const
/** In the store of settings: the copy that was made last from this database. */
const GENERATION = 'copy'

type Subscription = Pick<
  PublicationRow,
  'id' | 'address' | 'own' | 'mirrors' | 'trust' | 'fingerprint' | 'root' | 'floor' | 'added'
>

interface Copy {
  /** Grows with every copy. A database that is behind it is not the one it was made from, or not all of it. */
  generation: number
  subscriptions: Subscription[]
  reading: [key: [publication: string, article: string], row: ReadingRow][]
  settings: [key: string, value: unknown][]
}

/**
 * Makes the copy anew; nothing where the browser has no caches.
 * @returns whether the database is behind the copy, as one is that was lost under an open tab: then nothing is written,
 *   or nothing would be left to put back
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
    const cache = await caches.open(COPY)
    await cache.put(ENTRIES[generation % 2]!, Response.json(copy))
    return false
  }
  return inTurn(() => retryWhenFull(library, write))
}

function subscriptionOf(row: PublicationRow): Subscription {
  const { id, address, own, trust, fingerprint, root, floor, added } = row
  const mirrors = row.release?.mirrors ?? row.mirrors
  return {
    id,
    address,
    trust,
    fingerprint,
    root,
    floor,
    added,
    ...(own ? { own } : {}),
    ...(mirrors ? { mirrors } : {}),
  }
}

/**
 * Puts back what a database has lost: nothing where it is the one the copy was made from. Deliveries then bring the
 * publications again, no older than they were.
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
    const row = await publications.get(subscription.id)
    if (!row) {
      const nothing = { shelved: [], skipped: 0, bytes: { text: 0, images: 0 } }
      puts.push(publications.put({ ...subscription, ...nothing }))
    } else if (
      row.fingerprint === subscription.fingerprint &&
      // A newer root may have taken a floor away, with the key that had raised it.
      row.root.version <= subscription.root.version
    ) {
      const { root } = subscription
      puts.push(publications.put({ ...row, root, floor: Math.max(row.floor, subscription.floor) }))
    }
  }
  for (const [key, kept] of copy.reading) {
    const row = await reading.get(key)
    // In a new database every mark is newer than the copy.
    puts.push(reading.put(behind > 0 ? { ...row, ...kept } : { ...kept, ...row }, key))
  }
  for (const [key, value] of copy.settings) {
    if (behind > 0 || (await settings.getKey(key)) === undefined)
      puts.push(settings.put(value, key))
  }
  await Promise.all([...puts, transaction.done])
  return copy.subscriptions.length + copy.reading.length > 0
}

/** The newer of the two entries that are whole. */
async function readCopy(): Promise<Copy | undefined> {
  if (!('caches' in globalThis) || !(await caches.has(COPY))) return undefined
  const cache = await caches.open(COPY)
  const copies = await Promise.all(
    ENTRIES.map(async (entry) => {
      const bytes = await cache.match(entry).then((found) => found?.arrayBuffer())
      return bytes && copyOf(new Uint8Array(bytes))
    }),
  )
  return copies
    .filter((copy) => copy !== undefined)
    .sort((one, other) => other.generation - one.generation)[0]
}

/** Whatever else has written there: only what has its shape comes into the library. */
function copyOf(bytes: Uint8Array<ArrayBuffer>): Copy | undefined {
  try {
    const { generation, subscriptions, reading, settings } = parseJson(bytes, COPY) as Copy
    if (!Number.isSafeInteger(generation)) return undefined
    return {
      generation,
      subscriptions: subscriptions.flatMap(subscriptionIn),
      reading: reading.filter(([[publication, article], row]) => {
        const { read = '', saved = '', progression = 0, locator, audio = {} } = row
        const { block = '', index = 0, offset = 0, quote = '' } = locator ?? {}
        return (
          [publication, article, read, saved, block, quote].every(isText) &&
          [progression, index, offset, ...Object.values(audio)].every(Number.isFinite)
        )
      }),
      settings: settings.filter(([key]) => isText(key)),
    }
  } catch {
    return undefined
  }
}

/** None where it has another shape; the others are whole. */
function subscriptionIn(each: Subscription): Subscription[] {
  try {
    const { id, address, fingerprint, floor, added, own = [], mirrors = [], trust } = each
    const isRight =
      [id, address, fingerprint, added, ...own, ...mirrors].every(isText) &&
      Number.isSafeInteger(floor) &&
      /^(?:built-in|pinned|first-use)$/.test(trust) &&
      [address, ...own, ...mirrors].every((url) => /^https?:/i.test(url))
    const root = checkRoot(each.root, COPY)
    return isRight && root.id === id ? [{ ...each, root }] : []
  } catch {
    return []
  }
}

const isText = (value: unknown) => typeof value === 'string'

/** Two tabs that write at once could leave the older one's words in both entries. */
function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager }
  return locks ? (locks.request(COPY, work) as Promise<boolean>) : work()
}
