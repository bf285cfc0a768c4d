import type { IDBPTransaction } from 'idb'
import type { PublicationKey } from '#site/publicationKey.ts'
import { loadLockedArticles } from './articleLocks.ts'
import { rangeOf } from './deliveryReads.ts'
import type {
  ArticleKey,
  ArticleRow,
  Library,
  LibrarySchema,
  PublicationRow,
  ReadingRow,
} from './schema.ts'

/** Newest articles of each publication whose text is not evicted before it has been read. */
const PROTECTED_ARTICLES = 300

/** Few, so that a page that reads meanwhile does not wait, and no more is evicted than is wanted. */
const ARTICLES_PER_TRANSACTION = 10

/** The order of eviction, oldest articles first in each step. Images are the largest and are missed least. */
const ORDER: ['images' | 'bodies', 'read' | 'all' | 'old'][] = [
  ['images', 'read'],
  ['images', 'all'],
  ['bodies', 'read'],
  ['bodies', 'old'],
]

/**
 * Frees space by removing images and bodies. Cards stay, so that lists stay whole, and the reader's marks stay. An article
 * that is saved or open stays whole.
 * @param wanted bytes
 * @returns bytes that have been freed; fewer than wanted where there is no more to remove
 */
export async function evict(library: Library, wanted: number): Promise<number> {
  const eviction: Eviction = { library, owed: [] }
  const freed = await remove(eviction, wanted)
  await attempt(eviction, [])
  return freed
}

async function remove(eviction: Eviction, wanted: number): Promise<number> {
  const { library } = eviction
  const [marks, open] = await Promise.all([loadMarks(library), loadLockedArticles()])
  const publications = await library.getAll('publications')
  publications.sort((one, other) => sizeOf(other) - sizeOf(one))
  let freed = 0
  for (const [what, which] of ORDER) {
    const lists = publications.flatMap(({ fingerprint }) => [
      { publication: fingerprint, of: 'lists' as const },
      { publication: fingerprint, of: 'posts' as const },
    ])
    for (const { publication, of } of lists) {
      const keys = await library.getAllKeysFromIndex('articles', 'newest', rangeOf(publication, of))
      const least = which === 'old' ? PROTECTED_ARTICLES : 0
      for (let end = keys.length; end > least; end -= ARTICLES_PER_TRANSACTION) {
        if (freed >= wanted) return freed
        const mayGo = (key: ArticleKey) => {
          const name = key.join(' ')
          const { saved, read } = marks.get(name) ?? {}
          return !saved && !open.has(name) && (which !== 'read' || read !== undefined)
        }
        const batch = keys.slice(Math.max(least, end - ARTICLES_PER_TRANSACTION), end).filter(mayGo)
        if (batch.length === 0) continue
        freed += await (what === 'images'
          ? dropImages(eviction, publication, batch, mayGo)
          : dropBodies(eviction, publication, batch))
      }
    }
  }
  return freed
}

const sizeOf = ({ bytes }: PublicationRow) => bytes.text + bytes.images

async function loadMarks(library: Library): Promise<Map<string, ReadingRow>> {
  const { store } = library.transaction('reading')
  const [keys, rows] = await Promise.all([store.getAllKeys(), store.getAll()])
  return new Map(keys.map((key, index) => [key.join(' '), rows[index]!]))
}

/** @param keys newest first */
function dropImages(
  eviction: Eviction,
  publication: PublicationKey,
  keys: ArticleKey[],
  mayGo: (key: ArticleKey) => boolean,
): Promise<number> {
  let newest = 0
  const remove = async (transaction: Writing) => {
    const articles = transaction.objectStore('articles')
    const images = transaction.objectStore('images')
    const references = transaction.objectStore('imageReferences')
    const orderOf = async (key: ArticleKey) => {
      const row = await articles.get(key)
      return row && 'order' in row ? Number(row.order) : Number.NEGATIVE_INFINITY
    }
    newest = await orderOf(keys[0]!)
    // Keep an image that a newer article, a saved or open article, or a section also uses.
    const isLast = async (digest: string) => {
      const range = IDBKeyRange.bound([publication, digest], [publication, digest, []])
      const orders = await Promise.all(
        (await references.getAllKeys(range)).map(([, , article]) => {
          const key: ArticleKey = [publication, article]
          return mayGo(key) ? orderOf(key) : Number.NEGATIVE_INFINITY
        }),
      )
      return orders.every((order) => order >= newest)
    }
    const shown = await Promise.all(keys.map((key) => references.index('article').getAll(key)))
    const sources = new Map(shown.flat().map(({ source }) => [source.digest, source]))
    const lengths = await Promise.all(
      [...sources.values()].map(async ({ digest, length }) => {
        const held = (await images.getKey([publication, digest])) !== undefined
        if (!held || !(await isLast(digest))) return 0
        await images.delete([publication, digest])
        return length
      }),
    )
    return total(lengths)
  }
  return drop(eviction, remove, (transaction, freed) =>
    updateBooks(transaction, publication, (row) => ({
      ...row,
      bytes: { ...row.bytes, images: Math.max(0, row.bytes.images - freed) },
      imagesDroppedUpTo: Math.min(newest, row.imagesDroppedUpTo ?? newest),
    })),
  )
}

function dropBodies(
  eviction: Eviction,
  publication: PublicationKey,
  keys: ArticleKey[],
): Promise<number> {
  let going: ArticleRow[] = []
  const remove = async (transaction: Writing) => {
    const articles = transaction.objectStore('articles')
    const rows = await Promise.all(keys.map((key) => articles.get(key)))
    going = rows.filter((row): row is ArticleRow => !!row && 'length' in row && row.length > 0)
    const bodies = transaction.objectStore('bodies')
    await Promise.all(going.map(({ id }) => bodies.delete([publication, id])))
    return total(going.map(({ length }) => length))
  }
  return drop(eviction, remove, async (transaction, freed) => {
    const articles = transaction.objectStore('articles')
    for (const row of going) {
      // On a full disk this is a second transaction, and a delivery may have brought a correction in between.
      const now = await articles.get([publication, row.id])
      if (now?.seq === row.seq) await articles.put({ ...row, length: 0 })
    }
    await updateBooks(transaction, publication, (row) => ({
      ...row,
      bytes: { ...row.bytes, text: Math.max(0, row.bytes.text - freed) },
    }))
  })
}

type Stores = ('publications' | 'articles' | 'bodies' | 'images' | 'imageReferences')[]
type Writing = IDBPTransaction<LibrarySchema, Stores, 'readwrite'>
const STORES: Stores = ['publications', 'articles', 'bodies', 'images', 'imageReferences']

type Work = (transaction: Writing) => Promise<void>

interface Eviction {
  library: Library
  /** Writes that had no room yet. */
  owed: Work[]
}

/**
 * Removes data and updates the counts of bytes in one transaction, so that a killed browser leaves both or neither. On a
 * full disk Chromium commits a transaction that deletes, but not one that also writes. There they are two, and when enough
 * has been removed there is room for the second (version 156, e2e/delivery/room.spec.ts).
 * @returns bytes that have been freed
 */
async function drop(
  eviction: Eviction,
  remove: (transaction: Writing) => Promise<number>,
  write: (transaction: Writing, freed: number) => Promise<void>,
): Promise<number> {
  let freed = 0
  const removing = async (transaction: Writing) => {
    freed = await remove(transaction)
  }
  const writing = async (transaction: Writing) => {
    if (freed > 0) await write(transaction, freed)
  }
  try {
    await attempt(eviction, [removing, writing])
  } catch {
    await attempt({ ...eviction, owed: [] }, [removing])
    eviction.owed.push(writing)
    await attempt(eviction, []).catch(() => undefined)
  }
  return freed
}

/** Does some work and all owed writes in one transaction. */
async function attempt({ library, owed }: Eviction, works: Work[]): Promise<void> {
  if (owed.length + works.length === 0) return
  const transaction = library.transaction(STORES, 'readwrite')
  const work = async () => {
    for (const each of [...owed, ...works]) await each(transaction)
  }
  await Promise.all([work(), transaction.done])
  owed.length = 0
}

async function updateBooks(
  transaction: Writing,
  publication: PublicationKey,
  change: (row: PublicationRow) => PublicationRow,
): Promise<void> {
  const store = transaction.objectStore('publications')
  const row = await store.get(publication)
  if (row) await store.put(change(row))
}

const total = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0)
