import { openCache } from '#library/closing.ts'
import { OPTIONAL_CACHE } from '#messages/optional.ts'

/**
 * The bytes of a font file, from the cache or the network. The page loads fonts by bytes instead of by address, so that no
 * request delays the first line.
 * @param network whether to fetch a file that is not in the cache
 */
export async function fontFile(url: string, network: boolean): Promise<ArrayBuffer> {
  // A browser that refuses storage has no `caches`, or throws.
  const cache = await openCache(OPTIONAL_CACHE).catch(() => undefined)
  const kept = await cache?.match(url)
  if (kept) return kept.arrayBuffer()
  if (!network) throw new Error(`${url} is not on this device`)
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  await cache?.put(url, response.clone()).catch(() => {})
  return response.arrayBuffer()
}
