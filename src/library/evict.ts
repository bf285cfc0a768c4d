import type { Library } from './open.ts'
import type { ArticleRow, PublicationRow, ReadingRow } from './schema.ts'

type Key = [publication: string, id: string]

/** Of each publication, the newest articles whose text nobody loses before it has been read. */
const NEWEST = 300

/** Articles per transaction: a reader may be reading meanwhile, and more than is wanted should not go. */
const BATCH = 10

/** In this order, each oldest first; pictures weigh most and are missed least. */
const ORDER: ['images' | 'bodies', 'read' | 'all' | 'old'][] = [
  ['images', 'read'],
  ['images', 'all'],
  ['bodies', 'read'],
  ['bodies', 'old'],
]

/**
 * Makes room. Cards stay, so lists stay whole, and so do the reader's marks; of a saved article everything stays.
 * @param wanted bytes
 * @returns bytes that have been freed, fewer where there is no more to remove
 */
export async function evict(library: Library, wanted: number): Promise<number> {
  const marks = await loadMarks(library)
  const publications = await library.getAll('publications')
  publications.sort((one, other) => sizeOf(other) - sizeOf(one))
  let freed = 0
  for (const [what, which] of ORDER) {
    for (const { id } of publications) {
      // The index has the newest first.
      const prefix = IDBKeyRange.bound([id], [id, []])
      const keys = await library.getAllKeysFromIndex('articles', 'newest', prefix)
      const least = which === 'old' ? NEWEST : 0
      for (let end = keys.length; end > least; end -= BATCH) {
        if (freed >= wanted) return freed
        const mayGo = (key: Key) => {
          const { saved, read } = marks.get(key.join(' ')) ?? {}
          return !saved && (which !== 'read' || read !== undefined)
        }
        const batch = keys.slice(Math.max(least, end - BATCH), end).filter(mayGo)
        if (batch.length === 0) continue
        freed += await (what === 'images'
          ? dropImages(library, id, batch, mayGo)
          : dropBodies(library, id, batch))
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

/**
 * On a full disk Chromium lets a transaction delete, but not one that also writes: the books are put right after the
 * deletion, when there is room again (version 156, e2e/delivery/room.spec.ts).
 * @param keys newest first
 */
async function dropImages(
  library: Library,
  publication: string,
  keys: Key[],
  mayGo: (key: Key) => boolean,
): Promise<number> {
  const reading = library.transaction(['articles', 'images', 'imageReferences'])
  const images = reading.objectStore('images')
  const references = reading.objectStore('imageReferences')
  const orderOf = async (key: Key) => {
    const row = await reading.objectStore('articles').get(key)
    return row && 'order' in row ? row.order : Number.NEGATIVE_INFINITY
  }
  const plain = await orderOf(keys[0]!)
  // What a newer article shows as well, or one that is kept, or a section, goes with that or never.
  const isLast = async (digest: string) => {
    const all = await references.getAllKeys(IDBKeyRange.bound([digest], [digest, []]))
    const orders = await Promise.all(
      all.map(([, ...key]) => (mayGo(key) ? orderOf(key) : Number.NEGATIVE_INFINITY)),
    )
    return orders.every((order) => order >= plain)
  }
  const shown = await Promise.all(keys.map((key) => references.index('article').getAll(key)))
  const sources = new Map(shown.flat().map(({ source }) => [source.digest, source]))
  const going = new Map<string, number>()
  for (const { digest, length } of sources.values()) {
    const held = (await images.getKey(digest)) !== undefined
    if (held && (await isLast(digest))) going.set(digest, length)
  }
  if (going.size === 0) return 0
  const deleting = library.transaction('images', 'readwrite')
  for (const digest of going.keys()) deleting.store.delete(digest)
  await deleting.done
  const freed = total([...going.values()])
  await updateBooks(library, publication, (row) => ({
    ...row,
    bytes: { ...row.bytes, images: Math.max(0, row.bytes.images - freed) },
    plain: Math.min(plain, row.plain ?? plain),
  }))
  return freed
}

async function dropBodies(library: Library, publication: string, keys: Key[]): Promise<number> {
  const { store } = library.transaction('articles')
  const rows = await Promise.all(keys.map((key) => store.get(key)))
  const going = rows.filter((row): row is ArticleRow => !!row && 'length' in row && row.length > 0)
  if (going.length === 0) return 0
  const deleting = library.transaction('bodies', 'readwrite')
  for (const { id } of going) deleting.store.delete([publication, id])
  await deleting.done
  const writing = library.transaction('articles', 'readwrite')
  for (const row of going) {
    // A delivery in another tab may have brought a correction meanwhile.
    const now = await writing.store.get([publication, row.id])
    if (now?.seq === row.seq) writing.store.put({ ...row, length: 0 })
  }
  await writing.done
  const freed = total(going.map(({ length }) => length))
  await updateBooks(library, publication, (row) => ({
    ...row,
    bytes: { ...row.bytes, text: Math.max(0, row.bytes.text - freed) },
  }))
  return freed
}

async function updateBooks(
  library: Library,
  publication: string,
  change: (row: PublicationRow) => PublicationRow,
): Promise<void> {
  const { store, done } = library.transaction('publications', 'readwrite')
  const row = await store.get(publication)
  if (row) await store.put(change(row))
  await done
}

const total = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0)
