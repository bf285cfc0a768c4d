import { openCache } from '#library/closing.ts'
import { OPTIONAL_CACHE, OPTIONAL_FILES } from '#messages/optional.ts'
import { loadLater } from '../language/catalog.ts'

/** Keeps the optional files that a first visit has fetched before there was a worker to keep them. */
export async function keepOptionalFiles(): Promise<void> {
  await loadLater()
  const cache = await openCache(OPTIONAL_CACHE)
  for (const { name } of performance.getEntriesByType('resource')) {
    if (OPTIONAL_FILES.test(name) && !(await cache.match(name))) await cache.add(name)
  }
}
