import type { IDBPDatabase, IDBPObjectStore, IDBPTransaction } from 'idb'
import { defined } from '#bundle/defined.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { SCOPE } from '#site/scope.ts'
import { findFormer, moveBeside, OWNER } from './former.ts'
import {
  DATABASES,
  type FrontRow,
  type HostRow,
  type ImageReferenceKey,
  type ImageRow,
  type Library,
  type PublicationRow,
} from './schema.ts'

/*
 * Creates the stores of a database, or brings those of an older version to the present one. All of it is one transaction, so
 * a browser that is killed leaves the old database or the new one, whole. It is a module of its own, because few starts need
 * it.
 */

type Transaction = IDBPTransaction<unknown, string[], 'versionchange'>
type Store = IDBPObjectStore<unknown, string[], string, 'versionchange'>

export type Upgrade = typeof upgrade

/**
 * Opens a database that is not there yet, or is older. Where the version before left one of this site, that is opened in its
 * place: it keeps its name, because a database cannot be renamed.
 */
export async function openUpgraded(
  name: string,
  oldVersion: number,
  open: (name: string, upgrade?: Upgrade) => Promise<Library>,
): Promise<Library> {
  // A database of the present name is this site's, whatever the version before has left.
  const former = name === DATABASES[0] && oldVersion === 0 ? await findFormer() : undefined
  const library = await open(former ?? name, upgrade)
  if (former && 'document' in globalThis) {
    // Not awaited: there may be hours of audio. Where it is cut short, the next start goes on.
    moveBeside(library).catch(() => undefined)
  }
  return library
}

/** Called in the transaction of a change of version; must call IndexedDB before it awaits anything else. */
function upgrade(database: IDBPDatabase, oldVersion: number, transaction: Transaction): void {
  // A database without stores was made by other code; it is as good as new.
  if (oldVersion < 1 || database.objectStoreNames.length === 0) createStores(database)
  else {
    if (oldVersion < 3) database.createObjectStore('proofs')
    // An error in asynchronous code does not end the transaction, which would commit what was done until then.
    if (oldVersion < 2) nameByFingerprint(database, transaction).catch(() => end(transaction))
  }
}

function end(transaction: Transaction): void {
  try {
    transaction.abort()
  } catch {
    // The browser has ended it already.
  }
}

function createStores(database: IDBPDatabase): void {
  database.createObjectStore('publications', { keyPath: 'fingerprint' })
  database.createObjectStore('fronts', { keyPath: 'publication' })
  const articles = database.createObjectStore('articles', { keyPath: ['publication', 'id'] })
  articles.createIndex('newest', ['publication', 'order', 'id'])
  articles.createIndex('section', ['publication', 'section', 'order', 'id'])
  database.createObjectStore('bodies')
  database.createObjectStore('images')
  database.createObjectStore('imageReferences').createIndex('article', ['publication', 'article'])
  database.createObjectStore('proofs')
  database.createObjectStore('reading')
  database.createObjectStore('settings')
}

interface OldHostRow {
  ok: number
  failed: number
  good?: string
  why?: string
  until?: number
}

/** A row of version 1, where a publication was named by the id that it had chosen. */
type OldRow = Omit<PublicationRow, 'hosts'> & {
  hosts?: Record<string, OldHostRow>
  own?: string[]
  told?: string
  plain?: number
  unreachable?: string
  syncs?: number
}

interface OldReference {
  publication: string
  article: string
  source: { digest: string }
}

/** From version 1 to 2: the fingerprint takes the place of the id in every key, and some fields have fuller names. */
async function nameByFingerprint(database: IDBPDatabase, transaction: Transaction): Promise<void> {
  const rows = (await transaction.objectStore('publications').getAll()) as OldRow[]
  database.deleteObjectStore('publications')
  const publications = database.createObjectStore('publications', { keyPath: 'fingerprint' })
  const keys = new Map<string, PublicationKey>(rows.map(({ id, fingerprint }) => [id, fingerprint]))
  const images = await moveImages(transaction, keys)
  const fronts = transaction.objectStore('fronts')
  for (const row of rows) {
    const { id, fingerprint } = row
    const front = (await fronts.get(id)) as FrontRow | undefined
    if (front) {
      await Promise.all([fronts.delete(id), fronts.put({ ...front, publication: fingerprint })])
    }
    // Marks of a publication that was removed keep its id in their key, until it is added again (shelve.ts).
    for (const name of ['articles', 'bodies', 'reading']) {
      await moveRows(transaction.objectStore(name), id, fingerprint)
    }
    await publications.put(renameFields(row, images.get(fingerprint) ?? 0))
  }
  await transaction.objectStore('settings').put(SCOPE, OWNER)
}

/** Rows that are in memory at a time: whole articles may be large. */
const ROWS_AT_A_TIME = 25

async function moveRows(store: Store, id: string, publication: PublicationKey): Promise<void> {
  const range = IDBKeyRange.bound([id], [id, []])
  while (true) {
    const [keys, rows] = await Promise.all([
      store.getAllKeys(range, ROWS_AT_A_TIME) as Promise<[string, string][]>,
      store.getAll(range, ROWS_AT_A_TIME),
    ])
    if (keys.length === 0) return
    const moves = keys.flatMap((key, index) => {
      const row = rows[index] as object
      return [
        store.delete(key),
        store.keyPath ? store.put({ ...row, publication }) : store.put(row, [publication, key[1]]),
      ]
    })
    await Promise.all(moves)
  }
}

/**
 * Gives each publication an image of its own for each of its references; until now one image stood for all publications.
 * @returns the bytes of the images of each publication
 */
async function moveImages(
  transaction: Transaction,
  keys: Map<string, PublicationKey>,
): Promise<Map<PublicationKey, number>> {
  const references = transaction.objectStore('imageReferences')
  const images = transaction.objectStore('images')
  const old = (await references.getAll()) as OldReference[]
  await references.clear()
  const bytes = new Map<PublicationKey, number>()
  const moved = new Set<string>()
  for (const { publication: id, article, source } of old) {
    const publication = keys.get(id)
    if (!publication) continue
    const { digest } = source
    const key: ImageReferenceKey = [publication, digest, article]
    await references.put({ publication, article, source }, key)
    const image = moved.has(`${publication} ${digest}`)
      ? undefined
      : ((await images.get(digest)) as ImageRow | undefined)
    if (!image) continue
    moved.add(`${publication} ${digest}`)
    await images.put(image, [publication, digest])
    bytes.set(publication, (bytes.get(publication) ?? 0) + image.bytes.byteLength)
  }
  // The old keys were digests; every text sorts before every array.
  await images.delete(IDBKeyRange.bound('', [], false, true))
  return bytes
}

function renameFields(row: OldRow, images: number): PublicationRow {
  const { own, told, plain, unreachable, syncs, hosts, ...kept } = row
  return defined<PublicationRow>({
    ...kept,
    bytes: { ...kept.bytes, images },
    addedMirrors: own,
    lastShownFailure: told,
    imagesDroppedUpTo: plain,
    unreachableState: unreachable,
    syncCount: syncs,
    hosts:
      hosts &&
      Object.fromEntries(Object.entries(hosts).map(([base, host]) => [base, hostRow(host)])),
  })
}

function hostRow({ ok, failed, good, why, until }: OldHostRow): HostRow {
  return defined<HostRow>({
    ok,
    failed,
    lastSuccess: good,
    lastFailure: why,
    retryAfter: until,
  })
}

/** Finds the publication that an address of version 1 means: of several with this id, the one that was added first. */
export async function loadKeyOfId(
  library: Library,
  id: string,
): Promise<PublicationKey | undefined> {
  const named = (await library.getAll('publications')).filter((row) => row.id === id)
  return named.sort((one, other) => (one.added < other.added ? -1 : 1))[0]?.fingerprint
}
