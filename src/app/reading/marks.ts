import { withLibrary } from '#library/open.ts'
import { saveReading, saveReadingAtOnce } from '#library/reading.ts'
import type { ReadingRow } from '#library/schema.ts'
import { backUpSoon } from '../storage/backup.ts'
import { readingOf, setReading } from './readingRows.ts'

/** Marks to be set; one that is undefined is removed. */
type Marks = { [K in keyof ReadingRow]?: ReadingRow[K] | undefined }

/** Writes to the library that have not ended, of all articles of the visit. */
let writing = 0

export function isWriting(): boolean {
  return writing > 0
}

/**
 * Sets marks of an article: in this page at once, in the library a moment later.
 * @param leaves whether the page is being left
 */
export function saveMarks(
  publication: string,
  article: string,
  marks: Marks,
  leaves = false,
): void {
  const row = { ...readingOf(publication, article), ...marks } as ReadingRow
  setReading(publication, article, row)
  writing += 1
  withLibrary((library) =>
    leaves
      ? saveReadingAtOnce(library, publication, article, row)
      : saveReading(library, publication, article, marks),
  )
    .then(backUpSoon)
    // The browser may refuse storage: the position then holds for this visit.
    .catch(() => {})
    .then(() => {
      writing -= 1
    })
}
