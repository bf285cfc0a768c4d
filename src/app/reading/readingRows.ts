import type { ReadingRow } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

/**
 * Share of the text (0 to 1) from which on an article counts as finished: lists show it as read, and it opens at its
 * beginning.
 */
export const FINISHED_AT = 0.97

/** Reading rows of the articles of this visit: available before the library has answered. */
const rows = new Map<string, ReadingRow>()
const keyOf = (publication: PublicationKey, article: string) => `${publication} ${article}`

export function readingOf(publication: PublicationKey, article: string): ReadingRow | undefined {
  return rows.get(keyOf(publication, article))
}

export function setReading(publication: PublicationKey, article: string, row: ReadingRow): void {
  rows.set(keyOf(publication, article), row)
}
