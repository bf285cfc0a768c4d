import { retryWhenFull } from './retryWhenFull.ts'
import type { Library, ReadingRow } from './schema.ts'

/**
 * Adds to the reader's marks on an article, or takes away what is given as undefined. A transaction of its own:
 * no sync can undo it. Relaxed durability outlives the death of the browser, which is what a phone does to it
 * every day; only a power cut may cost the last second's place.
 */
export function saveReading(
  library: Library,
  publication: string,
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
 * The same for a page that is being left: its script ends before the stored row could be read, so all marks are given.
 * Committed in this task, or the browser would abort the transaction together with the page.
 */
export function saveReadingAtOnce(
  library: Library,
  publication: string,
  id: string,
  row: ReadingRow,
): Promise<void> {
  const transaction = library.transaction('reading', 'readwrite', { durability: 'relaxed' })
  // What goes wrong with it, `done` tells.
  transaction.store.put(row, [publication, id]).catch(() => {})
  transaction.commit()
  return transaction.done
}

/** The reader's marks on the articles of one list, in its order. */
export function loadReading(
  library: Library,
  publication: string,
  ids: string[],
): Promise<(ReadingRow | undefined)[]> {
  const { store } = library.transaction('reading')
  return Promise.all(ids.map((id) => store.get([publication, id])))
}
