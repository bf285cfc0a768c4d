import { loadBudget, loadUsed } from '#library/budget.ts'
import { evict } from '#library/evict.ts'
import type { Library } from '#library/schema.ts'

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
