import type { ImageSource } from '#bundle/article.ts'
import type { TreeHash } from '#bundle/merkle.ts'
import type { Leaf } from '#bundle/state.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { newest } from './reads.ts'
import type { ArticleRow, Library, WithdrawnRow } from './schema.ts'

/* What only deliveries read. The first load of a page has reads.ts, and is the smaller without these. */

/** The leaf of a row of the first version, which has none: it fits no tree. */
const NO_LEAF = new Uint8Array(32)

/**
 * Loads id, seq and leaf of the live articles of press run `from` and later. A delivery compares them with the release's
 * state; they are not shown.
 */
export async function loadState(
  library: Library,
  publication: PublicationKey,
  from: number,
): Promise<Leaf[]> {
  const range = IDBKeyRange.bound([publication], [publication, []])
  return leavesOf(await library.getAll('articles', range), [from, Number.POSITIVE_INFINITY])
}

/** @returns the leaves of the live articles of these press runs */
export function leavesOf(
  rows: (ArticleRow | WithdrawnRow)[],
  [from, to]: [from: number, to: number],
): Leaf[] {
  return rows.flatMap((row) =>
    'withdrawn' in row || row.seq < from || row.seq > to
      ? []
      : [{ id: row.id, seq: row.seq, leaf: (row.leaf ?? NO_LEAF) as TreeHash }],
  )
}

/**
 * The articles of a publication in the index `newest`, the newest first: those that lists show, or the posts (ArticleRow.order).
 */
export function rangeOf(publication: PublicationKey, of: 'lists' | 'posts'): IDBKeyRange {
  return of === 'lists'
    ? IDBKeyRange.bound([publication], [publication, []])
    : IDBKeyRange.bound([publication, []], [publication, [[]]])
}

/** @returns the keys of the `article` index under which the sections' own images stand */
export function sectionReferences(publication: PublicationKey): IDBKeyRange {
  // The character after ":" ends the prefix.
  return IDBKeyRange.bound([publication, 'section:'], [publication, 'section;'], false, true)
}

/**
 * Finds the images that the sections, the newest `articles` and as many of the newest posts need and the library lacks, in
 * the order in which a reader meets them. Those of articles whose images were evicted (PublicationRow.imagesDroppedUpTo) are not among them. All of it is
 * one transaction: an eviction in between would count as images that never came.
 */
export async function loadMissingImages(
  library: Library,
  publication: PublicationKey,
  articles: number,
): Promise<ImageSource[]> {
  const stores = ['publications', 'articles', 'imageReferences', 'images'] as const
  const transaction = library.transaction(stores)
  const about = await transaction.objectStore('publications').get(publication)
  const droppedUpTo = about?.imagesDroppedUpTo ?? Number.POSITIVE_INFINITY
  const store = transaction.objectStore('articles')
  const [listed, posts] = await Promise.all([
    newest(store, publication, { count: articles }),
    store.index('newest').getAll(rangeOf(publication, 'posts'), articles) as Promise<ArticleRow[]>,
  ])
  const references = transaction.objectStore('imageReferences').index('article')
  const wanted = await Promise.all([
    references.getAll(sectionReferences(publication)),
    ...[...listed, ...posts]
      .filter(({ order }) => Number(order) < droppedUpTo)
      .map(({ id }) => references.getAll([publication, id])),
  ])
  const sources = new Map(wanted.flat().map(({ source }) => [source.digest, source]))
  const images = transaction.objectStore('images')
  const held = await Promise.all(
    [...sources.keys()].map((digest) => images.getKey([publication, digest])),
  )
  return [...sources.values()].filter((_, index) => held[index] === undefined)
}
