import type { IDBPObjectStore, StoreNames } from 'idb'
import type { ArticleRecord, Digest, ImageSource } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import type { FrontPage } from '#bundle/frontPage.ts'
import type { TreeHash } from '#bundle/merkle.ts'
import type { Leaf } from '#bundle/state.ts'
import type {
  ArticleRow,
  ImageRow,
  Library,
  LibrarySchema,
  PublicationRow,
  ReadingRow,
} from './schema.ts'

export function loadFrontPage(
  library: Library,
  publication: string,
): Promise<FrontPage | undefined> {
  return library.get('fronts', publication)
}

/** An article and the reader's marks on it. */
export type ArticleRead = [article: ArticleRecord | undefined, reading: ReadingRow | undefined]

/** Loads articles by [publication, id] in one transaction, in the order of the keys. */
export function loadArticles(
  library: Library,
  keys: [publication: string, id: string][],
): Promise<ArticleRead[]> {
  const transaction = library.transaction(['bodies', 'reading'])
  const bodies = transaction.objectStore('bodies')
  const reading = transaction.objectStore('reading')
  return Promise.all(keys.map((key) => Promise.all([bodies.get(key), reading.get(key)])))
}

export function loadPublication(library: Library, id: string): Promise<PublicationRow | undefined> {
  return library.get('publications', id)
}

/** The most publications that a device follows; their list is shown whole. */
const MOST_PUBLICATIONS = 200

export function loadPublications(library: Library): Promise<PublicationRow[]> {
  return library.getAll('publications', null, MOST_PUBLICATIONS)
}

export function loadImage(library: Library, digest: Digest): Promise<ImageRow | undefined> {
  return library.get('images', digest)
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
  publication: string,
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
  publication: string,
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
  publication: string,
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
  publication: string,
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

/** The leaf of a row of the first version, which has none: it fits no tree. */
const NO_LEAF = new Uint8Array(32)

/**
 * Loads id, seq and leaf of the live articles of press run `from` and later. A delivery compares them with the release's
 * state; they are not shown.
 */
export async function loadState(
  library: Library,
  publication: string,
  from: number,
): Promise<Leaf[]> {
  const range = IDBKeyRange.bound([publication], [publication, []])
  const rows = await library.getAll('articles', range)
  return rows.flatMap((row) =>
    'withdrawn' in row || row.seq < from
      ? []
      : [{ id: row.id, seq: row.seq, leaf: (row.leaf ?? NO_LEAF) as TreeHash }],
  )
}

/** @returns the keys of the `article` index under which the sections' own images stand */
export function sectionReferences(publication: string): IDBKeyRange {
  // The character after ":" ends the prefix.
  return IDBKeyRange.bound([publication, 'section:'], [publication, 'section;'], false, true)
}

/**
 * Finds the images that the sections and the newest `articles` need and the library lacks, in the order in which a reader
 * meets them.
 * @param plain see PublicationRow.plain
 */
export async function loadMissingImages(
  library: Library,
  publication: string,
  articles: number,
  plain = Number.POSITIVE_INFINITY,
): Promise<ImageSource[]> {
  const transaction = library.transaction(['articles', 'imageReferences', 'images'])
  const rows = await newest(transaction.objectStore('articles'), publication, { count: articles })
  const references = transaction.objectStore('imageReferences').index('article')
  const wanted = await Promise.all([
    references.getAll(sectionReferences(publication)),
    ...rows
      .filter(({ order }) => order < plain)
      .map(({ id }) => references.getAll([publication, id])),
  ])
  const sources = new Map(wanted.flat().map(({ source }) => [source.digest, source]))
  const images = transaction.objectStore('images')
  const held = await Promise.all([...sources.keys()].map((digest) => images.getKey(digest)))
  return [...sources.values()].filter((_, index) => held[index] === undefined)
}
