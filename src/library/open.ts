import { type IDBPDatabase, openDB } from 'idb'
import { DATABASE, DATABASE_VERSION, type LibrarySchema } from './schema.ts'

export type Library = IDBPDatabase<LibrarySchema>

export class LibraryError extends Error {
  readonly reason: 'unavailable' | 'newer' | 'blocked'
  constructor(reason: 'unavailable' | 'newer' | 'blocked', options?: ErrorOptions) {
    super(`library: ${reason}`, options)
    this.name = 'LibraryError'
    this.reason = reason
  }
}

let opening: Promise<Library> | undefined

/**
 * The one connection of this page or worker. Asking again after the browser has closed it opens a new
 * one; a failed opening is not remembered.
 * @throws LibraryError `newer` when another tab runs a later version, `blocked` when an older tab holds
 *   the database, `unavailable` when the browser has no working IndexedDB
 */
export function openLibrary(): Promise<Library> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined
    throw error
  })
  return opening
}

/**
 * How long an older tab may keep an upgrade waiting, and how long an opening may say nothing at all,
 * before the reader is told (ms). A slow phone takes seconds.
 */
const PATIENCE = { blocked: 4000, silent: 10_000 } as const

async function open(): Promise<Library> {
  if (typeof indexedDB === 'undefined') throw new LibraryError('unavailable')
  // WebKit has hung on the first open (bugs.webkit.org 226547) and "blocked" is followed by silence:
  // never wait bare.
  const timers: ReturnType<typeof setTimeout>[] = []
  let late = false
  let giveUp = (_: LibraryError) => {}
  const tooLong = new Promise<never>((_, reject) => {
    giveUp = (error) => {
      late = true
      reject(error)
    }
  })
  const after = (patience: number, error: LibraryError) => {
    timers.push(setTimeout(giveUp, patience, error))
  }
  after(PATIENCE.silent, new LibraryError('unavailable'))
  const opened = openDatabase(() => after(PATIENCE.blocked, new LibraryError('blocked')))
  // Whoever asks again opens a connection of his own; one that nobody waits for would block upgrades.
  void opened.then((library) => late && library.close()).catch(() => undefined)
  try {
    return await Promise.race([opened, tooLong])
  } catch (cause) {
    if (cause instanceof LibraryError) throw cause
    const newer = (cause as DOMException | null)?.name === 'VersionError'
    throw new LibraryError(newer ? 'newer' : 'unavailable', { cause })
  } finally {
    for (const timer of timers) clearTimeout(timer)
  }
}

function openDatabase(blocked: () => void): Promise<Library> {
  const forget = () => {
    opening = undefined
  }
  return openDB<LibrarySchema>(DATABASE, DATABASE_VERSION, {
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
    blocked,
    // A newer tab wants to upgrade: let it, our next read opens the new version or says "newer".
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      forget()
    },
    terminated: forget,
  })
}
