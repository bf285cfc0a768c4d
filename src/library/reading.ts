import type { Library } from './open.ts'
import type { ReadingRow } from './schema.ts'

/** Remembers that an article was opened. Own transaction: no sync can undo it. */
export async function markRead(library: Library, publication: string, id: string): Promise<void> {
  const transaction = library.transaction('reading', 'readwrite')
  const row = (await transaction.store.get([publication, id])) ?? {}
  if (row.read === undefined) {
    await transaction.store.put({ ...row, read: new Date().toISOString() }, [publication, id])
  }
  await transaction.done
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
