import type { IDBPObjectStore, StoreNames } from 'idb'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type {
  ArticleKey,
  ArticleRow,
  FrontRow,
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
