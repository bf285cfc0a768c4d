import { openDB } from 'idb'
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
 * The one connection of this page or worker. Asking again after the browser has closed it opens a new
 * one; a failed opening is remembered for a moment, so that one page does not wait for it twice.
 * @throws LibraryError `newer` when another tab runs a later version, `blocked` when another tab holds
 *   the database or the browser says nothing at all, `unavailable` when it has no working IndexedDB
 */
export function openLibrary(): Promise<Library> {
  opening ??= open().catch((error: unknown) => {
    setTimeout(forget, 1000)
    throw error
  })
  return opening
}

/**
 * Does something with the library. Where the browser has lost the connection and told nobody, once more with another one.
 * @param mayReopen asked before there is another one
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
    // Somebody else may have opened another one already.
    if ((await opening) === library) forget()
    library.close()
    return use(await openLibrary())
  }
}

/** How long an opening may say nothing before the reader is told (ms): nothing is on the screen so long. */
export const OPEN_TIMEOUT_MS = 4000

async function open(): Promise<Library> {
  if (typeof indexedDB === 'undefined') throw new LibraryError('unavailable')
  // WebKit has hung on the first open (bugs.webkit.org 226547), and what another tab holds keeps silent:
  // never wait bare.
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true
      reject(new LibraryError('blocked'))
    }, OPEN_TIMEOUT_MS)
  })
  const opened = openDatabase(DATABASES[0]).catch(async (cause: DOMException) => {
    // What this browser says of a database it has broken; refusals have other names.
    if (!/^(?:Unknown|Abort|Data)Error$/.test(cause.name)) throw cause
    const { reopen } = await import('./reopen.ts')
    return reopen(openDatabase)
  })
  // It is there for whoever asks again, unless he has one of his own: one that nobody has would block upgrades.
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

function openDatabase(name: string): Promise<Library> {
  return openDB<LibrarySchema>(name, DATABASE_VERSION, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        database.createObjectStore('publications', { keyPath: 'id' })
        database.createObjectStore('fronts', { keyPath: 'publication' })
        const articles = database.createObjectStore('articles', { keyPath: ['publication', 'id'] })
        articles.createIndex('newest', ['publication', 'order', 'id'])
        articles.createIndex('section', ['publication', 'section', 'order', 'id'])
        database.createObjectStore('bodies')
        database.createObjectStore('images')
        database
          .createObjectStore('imageReferences')
          .createIndex('article', ['publication', 'article'])
        database.createObjectStore('reading')
        database.createObjectStore('settings')
      }
    },
    // A newer tab wants to upgrade: let it, our next read opens the new version or says "newer".
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      forget()
    },
    terminated: forget,
  })
}
