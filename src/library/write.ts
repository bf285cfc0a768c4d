import type { IDBPTransaction, StoreNames } from 'idb'
import { retryWhenFull } from './retryWhenFull.ts'
import type { Library, LibrarySchema } from './schema.ts'

export type Writing<S extends StoreNames<LibrarySchema>[]> = IDBPTransaction<
  LibrarySchema,
  S,
  'readwrite'
>

/**
 * Does work in one strict transaction. The work must await nothing but IndexedDB; then it happens whole or not at all, even
 * where the browser is killed. On a full disk it is tried once more after an eviction.
 * @param work adds the requests it does not await to `requests`
 */
export function write<S extends StoreNames<LibrarySchema>[], T>(
  library: Library,
  stores: S,
  work: (transaction: Writing<S>, requests: Promise<unknown>[]) => Promise<T>,
): Promise<T> {
  return retryWhenFull(library, async () => {
    const transaction = library.transaction(stores, 'readwrite', { durability: 'strict' })
    // Chromium reports a full disk only by an abort: `done` tells whether the write succeeded, the requests do not.
    const requests: Promise<unknown>[] = []
    try {
      const result = await work(transaction, requests)
      await Promise.all([...requests, transaction.done])
      return result
    } catch (error) {
      try {
        transaction.abort()
      } catch {
        // Already aborted by the browser.
      }
      await Promise.allSettled([...requests, transaction.done])
      throw transaction.error ?? error
    }
  })
}
