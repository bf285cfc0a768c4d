import { openDB } from 'idb'
import { isStorageClosed } from './closing.ts'
import { DATABASE_VERSION, DATABASES, type Library, type LibrarySchema } from './schema.ts'

export class LibraryError extends Error {
  readonly reason: 'unavailable' | 'newer' | 'blocked'
  constructor(reason: 'unavailable' | 'newer' | 'blocked', options?: ErrorOptions) {
    super(`library: ${reason}`, options)
    this.name = 'LibraryError'
    this.reason = reason
  }
}

let opening: Promise<Library> | undefined

const forget = () => {
  opening = undefined
}

/**
 * Gives the one connection of this page or worker. A call after the browser has closed it opens a new one. A failed opening is remembered for a second, so that a page does not wait for it twice.
 * @throws LibraryError `newer` when another tab runs a later version, `blocked` when another tab holds the database or the
 *   browser does not answer, `unavailable` when the browser has no working IndexedDB
 */
export function openLibrary(): Promise<Library> {
  opening ??= open().catch((error: unknown) => {
    setTimeout(forget, 1000)
    throw error
  })
  return opening
}

/**
 * Runs `use` with the library. Where the browser has lost the connection without an event, runs it once more with a new
 * connection.
 * @param mayReopen asked before a new connection is opened
 * @throws LibraryError, and what `use` throws
 */
export async function withLibrary<T>(
  use: (library: Library) => Promise<T>,
  mayReopen = () => true,
): Promise<T> {
  const library = await openLibrary()
  try {
    return await use(library)
  } catch (error) {
    const isLost = /^(?:InvalidState|Unknown)Error$/.test((error as Error).name)
    if (!isLost || !mayReopen()) throw error
    // Another caller may already have opened a new one.
    if ((await opening) === library) forget()
    library.close()
    return use(await openLibrary())
  }
}

/** How long the browser may take to open the database before the reader is told: until then the screen is empty. */
export const OPEN_TIMEOUT_MS = 4000

async function open(): Promise<Library> {
  if (typeof indexedDB === 'undefined' || isStorageClosed()) throw new LibraryError('unavailable')
  // An opening needs a time limit: WebKit has hung on the first one (bugs.webkit.org 226547), and a database that another
  // tab blocks gives no answer.
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true
      reject(new LibraryError('blocked'))
    }, OPEN_TIMEOUT_MS)
  })
  const opened = openDatabase(DATABASES[0]).catch(async (cause: DOMException) => {
    // The browser reports a database that it has broken by one of these errors; refusals have other names.
    if (!/^(?:Unknown|Abort|Data)Error$/.test(cause.name)) throw cause
    const { reopen } = await import('./reopen.ts')
    return reopen(openDatabase)
  })
  // A late connection serves the next caller, or is closed if that one has its own: unused, it would block upgrades.
  const keep = (library: Library) => {
    if (!late) return
    if (opening) library.close()
    else opening = opened
  }
  opened.then(keep, () => undefined)
  try {
    return await Promise.race([opened, tooLong])
  } catch (cause) {
    if (cause instanceof LibraryError) throw cause
    const newer = (cause as DOMException | null)?.name === 'VersionError'
    throw new LibraryError(newer ? 'newer' : 'unavailable', { cause })
  } finally {
    clearTimeout(timer)
  }
}

type Upgrade = import('./upgrade.ts').Upgrade

/** @param upgrade the code that creates the stores, or changes older ones; loaded only where it is needed */
async function openDatabase(name: string, upgrade?: Upgrade): Promise<Library> {
  /** Of the database that was found, 0 where there is none; undefined where it is of the present version. */
  let found: number | undefined
  let isMigrated = false
  const opened = openDB<LibrarySchema>(name, DATABASE_VERSION, {
    upgrade(database, oldVersion, _, transaction) {
      if (upgrade) {
        isMigrated = oldVersion > 0
        upgrade(database as never, oldVersion, transaction as never)
        return
      }
      // The transaction does not wait for a module to load, so it is begun again with the module.
      found = oldVersion
      transaction.done.catch(() => {})
      transaction.abort()
    },
    // A newer tab wants to upgrade. The connection makes way; the next read opens the new version or fails with `newer`.
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      forget()
    },
    terminated: forget,
  })
  try {
    return await opened
  } catch (error) {
    // The old database is whole, so another one must not take its place.
    if (isMigrated) throw new LibraryError('unavailable', { cause: error })
    if (found === undefined) throw error
    const { openUpgraded } = await import('./upgrade.ts')
    return openUpgraded(name, found, openDatabase)
  }
}
