import type { PublicationKey } from '#site/publicationKey.ts'
import { retryWhenFull } from './retryWhenFull.ts'
import type { Library, ReadingRow } from './schema.ts'

/**
 * Changes the reader's marks on an article; a mark given as undefined is removed. It is a transaction of its own, so that no
 * sync can undo it. With relaxed durability it survives the end of the browser's process, which phones kill every day; a
 * power cut may cost the last second.
 */
export function saveReading(
  library: Library,
  publication: PublicationKey,
  id: string,
  marks: { [K in keyof ReadingRow]?: ReadingRow[K] | undefined },
): Promise<void> {
  return retryWhenFull(library, async () => {
    const transaction = library.transaction('reading', 'readwrite', { durability: 'relaxed' })
    const row = { ...(await transaction.store.get([publication, id])), ...marks }
    if (Object.values(row).some((mark) => mark !== undefined)) {
      await transaction.store.put(row as ReadingRow, [publication, id])
    } else await transaction.store.delete([publication, id])
    await transaction.done
  })
}

/**
 * Saves the marks of a page that is being left. Its script ends before the stored row could be read, so the caller gives
 * all marks. The transaction is committed in this task, or the browser would abort it together with the page.
 */
export function saveReadingAtOnce(
  library: Library,
  publication: PublicationKey,
  id: string,
  row: ReadingRow,
): Promise<void> {
  const transaction = library.transaction('reading', 'readwrite', { durability: 'relaxed' })
  // `done` reports a failure of this request, too.
  transaction.store.put(row, [publication, id]).catch(() => {})
  transaction.commit()
  return transaction.done
}

/** @returns the reader's marks on the articles of a list, in its order */
export function loadReading(
  library: Library,
  publication: PublicationKey,
  ids: string[],
): Promise<(ReadingRow | undefined)[]> {
  const { store } = library.transaction('reading')
  return Promise.all(ids.map((id) => store.get([publication, id])))
}
