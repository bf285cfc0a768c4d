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

/** How long an older tab may keep an upgrade waiting before the reader is told (ms). */
const BLOCKED_AFTER = 4000

async function open(): Promise<Library> {
  if (typeof indexedDB === 'undefined') throw new LibraryError('unavailable')
  let timer: ReturnType<typeof setTimeout> | undefined
  // WebKit has hung on the first open (bugs.webkit.org 226547) and "blocked" is followed by silence:
  // never wait bare.
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LibraryError('blocked')), BLOCKED_AFTER)
  })
  try {
    return await Promise.race([openDatabase(), tooLong])
  } catch (cause) {
    if (cause instanceof LibraryError) throw cause
    const newer = (cause as DOMException | null)?.name === 'VersionError'
    throw new LibraryError(newer ? 'newer' : 'unavailable', { cause })
  } finally {
    clearTimeout(timer)
  }
}

function openDatabase(): Promise<Library> {
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
    // A newer tab wants to upgrade: let it, our next read opens the new version or says "newer".
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      forget()
    },
    terminated: forget,
  })
}
