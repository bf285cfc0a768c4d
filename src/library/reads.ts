import type { IDBPObjectStore, StoreNames } from 'idb'
import type { ArticleRecord, Digest } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type {
  ArticleKey,
  ArticleRow,
  FrontRow,
  ImageRow,
  Library,
  LibrarySchema,
  PublicationRow,
  ReadingRow,
} from './schema.ts'

export function loadFrontPage(
  library: Library,
  publication: PublicationKey,
): Promise<FrontRow | undefined> {
  return library.get('fronts', publication)
}

/** An article and the reader's marks on it. */
export type ArticleRead = [article: ArticleRecord | undefined, reading: ReadingRow | undefined]

/** Loads articles by [publication, id] in one transaction, in the order of the keys. */
export function loadArticles(library: Library, keys: ArticleKey[]): Promise<ArticleRead[]> {
  const transaction = library.transaction(['bodies', 'reading'])
  const bodies = transaction.objectStore('bodies')
  const reading = transaction.objectStore('reading')
  return Promise.all(keys.map((key) => Promise.all([bodies.get(key), reading.get(key)])))
}

export function loadPublication(
  library: Library,
  publication: PublicationKey,
): Promise<PublicationRow | undefined> {
  return library.get('publications', publication)
}

/** The most publications that a device follows; their list is shown whole. */
const MOST_PUBLICATIONS = 200

export function loadPublications(library: Library): Promise<PublicationRow[]> {
  return library.getAll('publications', null, MOST_PUBLICATIONS)
}

/** Loads an image by its digest alone, as its address does not say which publication shows it. */
export async function loadImage(library: Library, digest: Digest): Promise<ImageRow | undefined> {
  const transaction = library.transaction(['publications', 'images'])
  const images = transaction.objectStore('images')
  for (const publication of await transaction.objectStore('publications').getAllKeys()) {
    const image = await images.get([publication, digest])
    if (image) return image
  }
  return undefined
}

export interface LatestOptions {
  section?: string
  count: number
  /** The list begins after this card. */
  after?: { published: string; id: string }
}

/** Loads cards, newest first, by one bounded read of an index, however large the library is. */
export function loadLatest(
  library: Library,
  publication: PublicationKey,
  options: LatestOptions,
): Promise<Card[]> {
  return newest(library.transaction('articles').store, publication, options)
}

/** The cards before and after an article in a list; absent at its ends. */
export interface Neighbours {
  previous?: Card
  next?: Card
}

/** Loads the neighbours of an article in the list of the whole publication, newest first. */
export async function loadNeighbours(
  library: Library,
  publication: PublicationKey,
  { id, published }: { id: string; published: string },
): Promise<Neighbours> {
  const index = library.transaction('articles').store.index('newest')
  const here = [publication, orderOf(published), id]
  const before = IDBKeyRange.bound([publication], here, false, true)
  const after = IDBKeyRange.bound(here, [publication, []], true, true)
  // getAll cannot read downwards, so the card before is read by one step of a cursor.
  const [previous, [next]] = await Promise.all([
    index.openCursor(before, 'prev').then((cursor) => cursor?.value as ArticleRow | undefined),
    index.getAll(after, 1) as Promise<ArticleRow[]>,
  ])
  return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) }
}

/** Loads the card of each id; undefined without an id, and for an article that is not on the device or was withdrawn. */
export function loadCards(
  library: Library,
  publication: PublicationKey,
  ids: (string | undefined)[],
): Promise<(Card | undefined)[]> {
  const { store } = library.transaction('articles')
  return Promise.all(
    ids.map(async (id) => {
      const row = id === undefined ? undefined : await store.get([publication, id])
      return row && !('withdrawn' in row) ? row : undefined
    }),
  )
}

/** Does the work of `loadLatest` inside a transaction that is already open. */
export function newest(
  articles: ArticleStore,
  publication: PublicationKey,
  { section, count, after }: LatestOptions,
): Promise<ArticleRow[]> {
  const prefix = section === undefined ? [publication] : [publication, section]
  const start = after ? [...prefix, orderOf(after.published), after.id] : prefix
  // An empty array sorts after every number: the end of the prefix.
  const range = IDBKeyRange.bound(start, [...prefix, []], after !== undefined, true)
  const rows =
    section === undefined
      ? articles.index('newest').getAll(range, count)
      : articles.index('section').getAll(range, count)
  return rows as Promise<ArticleRow[]>
}

type ArticleStore = Pick<
  IDBPObjectStore<LibrarySchema, StoreNames<LibrarySchema>[], 'articles', IDBTransactionMode>,
  'index'
>

/** @see ArticleRow.order */
export function orderOf(published: string): number {
  return -Date.parse(published)
}
