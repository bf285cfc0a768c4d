import type { ReadingRow } from '#library/schema.ts'

/** Where each article of this visit was left: at hand before the library has answered. */
const rows = new Map<string, ReadingRow>()
const keyOf = (publication: string, article: string) => `${publication} ${article}`

export function readingOf(publication: string, article: string): ReadingRow | undefined {
  return rows.get(keyOf(publication, article))
}

export function setReading(publication: string, article: string, row: ReadingRow): void {
  rows.set(keyOf(publication, article), row)
}
