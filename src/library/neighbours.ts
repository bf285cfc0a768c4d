import type { Card } from '#bundle/card.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { orderOf } from './reads.ts'
import type { ArticleRow, Library } from './schema.ts'

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
