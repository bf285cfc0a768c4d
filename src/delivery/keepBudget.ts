import { loadBudget, loadUsed } from '#library/budget.ts'
import { evict } from '#library/evict.ts'
import type { Library } from '#library/schema.ts'

/**
 * Evicts articles where the library is over its budget, and then a tenth of the budget more.
 * @param wanted bytes that are to come: a full library makes room for them, for at most a tenth of the budget
 * @returns bytes of the budget that are left
 */
export async function keepBudget(library: Library, wanted: number): Promise<number> {
  const budget = await loadBudget(library)
  const over = (await loadUsed(library)) + Math.min(wanted, budget / 10) - budget
  if (over > 0) await evict(library, over + budget / 10)
  return budget - (await loadUsed(library))
}
