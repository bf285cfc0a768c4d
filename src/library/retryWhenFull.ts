import type { Library } from './schema.ts'

/** Bytes to free when the disk is full: more than one write takes, so that the next one does not find it full again. */
const SPARE_BYTES = 5e6

/**
 * Runs a write. Where the disk is full, evicts articles (evict.ts) and runs it once more.
 * @throws what the write throws
 */
export async function retryWhenFull<T>(library: Library, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if ((error as Error | null)?.name !== 'QuotaExceededError') throw error
    const { evict } = await import('./evict.ts')
    if ((await evict(library, SPARE_BYTES)) === 0) throw error
    return write()
  }
}
