import { retryWhenFull } from './retryWhenFull.ts'
import type { Library } from './schema.ts'

const MEGABYTE = 1e6

/** What a reader may let the library grow to, in bytes: a few weeks of a newsroom, or years. */
export const BUDGETS = [25, 60, 200, 500].map((megabytes) => megabytes * MEGABYTE)
const BUDGET = 60 * MEGABYTE

/**
 * Bytes as they are counted with every write: text in characters, pictures in bytes. What browsers say of themselves is
 * rounded, padded and late (F13).
 */
export async function loadUsed(library: Library): Promise<number> {
  const rows = await library.getAll('publications')
  return rows.reduce((total, { bytes }) => total + bytes.text + bytes.images, 0)
}

export async function loadBudget(library: Library): Promise<number> {
  return ((await library.get('settings', 'budget')) as number | undefined) ?? BUDGET
}

export async function saveBudget(library: Library, budget: number): Promise<void> {
  await retryWhenFull(library, () => library.put('settings', budget, 'budget'))
}
