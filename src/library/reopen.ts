import { BROKEN, DATABASES, type Library } from './schema.ts'

/** Pauses before the first database is given up: it may only have been slow to come back from a crash. */
const PAUSES_MS = [100, 300, 900]

interface KeyStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/**
 * Tries again to open the database that the browser could not open, and then opens a second one in its place, which the
 * backup (copy.ts) and the next delivery fill. A worker has no localStorage, so it always tries the first one again.
 * @throws DOMException `SecurityError` where the site may store nothing: then no database is broken
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
