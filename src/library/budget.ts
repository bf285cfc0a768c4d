import { retryWhenFull } from './retryWhenFull.ts'
import type { Library } from './schema.ts'

const MEGABYTE = 1e6

/** The sizes (bytes) that a reader can choose for the library: room for a few weeks of a newsroom, or for years. */
export const BUDGETS = [25, 60, 200, 500].map((megabytes) => megabytes * MEGABYTE)
const BUDGET = 60 * MEGABYTE

/**
 * Adds up the sizes that every write counts: text in characters, images in bytes. The browser's own figures
 * (`navigator.storage.estimate`) are rounded, padded and late.
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
