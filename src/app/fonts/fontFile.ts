import { openCache } from '#library/closing.ts'
import { OPTIONAL_CACHE } from '#messages/optional.ts'

/** Not by its address but by its bytes: nothing then stands between a start and its first line. */
export async function fontFile(url: string, network: boolean): Promise<ArrayBuffer> {
  // A browser that refuses storage has no caches, or throws.
  const cache = await openCache(OPTIONAL_CACHE).catch(() => undefined)
  const kept = await cache?.match(url)
  if (kept) return kept.arrayBuffer()
  if (!network) throw new Error(`${url} is not on this device`)
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  await cache?.put(url, response.clone()).catch(() => {})
  return response.arrayBuffer()
}
