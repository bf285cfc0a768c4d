import { loadBudget, loadUsed } from '#library/budget.ts'
import { evict } from '#library/evict.ts'
import type { Library } from '#library/open.ts'
import { failureOf } from './DeliveryError.ts'

/** Freed at least when the disk is full, so that the next write does not find it full again (bytes). */
const SPARE = 5e6

/**
 * Does a write; where the disk is full, makes room and tries once more.
 * @param bytes about as many as it writes
 * @throws what the write throws
 */
export async function withRoom<T>(
  library: Library,
  bytes: number,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (failureOf(error).code !== 'no-space') throw error
    if ((await evict(library, Math.max(SPARE, 2 * bytes))) === 0) throw error
    return write()
  }
}

/**
 * Keeps the library in its budget, with some to spare where it was not.
 * @param wanted bytes that are to come: a full library gives up its oldest for them, though not all for a flood
 * @returns bytes that are left
 */
export async function keepBudget(library: Library, wanted: number): Promise<number> {
  const budget = await loadBudget(library)
  const over = (await loadUsed(library)) + Math.min(wanted, budget / 10) - budget
  if (over > 0) await evict(library, over + budget / 10)
  return budget - (await loadUsed(library))
}
