import { BROKEN, DATABASES, type Library } from './schema.ts'

/** Before the first database is given up (ms): it may only have been slow to come back from a crash. */
const PAUSES_MS = [100, 300, 900]

interface KeyStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/**
 * Opens a database that the browser says it cannot open, or else another one in its place, which
 * the second copy (copy.ts) and the next delivery fill. A worker has no storage by key: it tries the first database a
 * few times more.
 * @throws DOMException `SecurityError` where nothing may be stored at all: then no database is broken
 */
export async function reopen(open: (name: string) => Promise<Library>): Promise<Library> {
  const { localStorage } = globalThis as { localStorage?: KeyStorage }
  for (const pause of localStorage?.getItem(BROKEN) ? [] : PAUSES_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    const library = await open(DATABASES[0]).catch(() => undefined)
    if (library) return library
  }
  const library = await open(DATABASES[1])
  localStorage?.setItem(BROKEN, 'true')
  return library
}
