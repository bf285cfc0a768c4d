import { openDB } from 'idb'
import type { PublicationKey } from '#site/publicationKey.ts'
import { SCOPE, scoped } from '#site/scope.ts'
import { isOfThisSite } from './formerSite.ts'
import { keepRecordingAt, recordingAt } from './recordings.ts'
import type { Library, PublicationRow } from './schema.ts'

/*
 * What the version before left on the origin. Its names were the same for every site there, so what it stored belongs to the
 * site whose publication it holds, and to no other.
 */

/** Names of the databases of the version before. The site that one belongs to goes on with it under this name. */
const FORMER_DATABASES = ['longwave', 'longwave-2']

/** The key in the store of settings under which a former database has the path of its site, from version 2 on. */
export const OWNER = 'scope'

/**
 * Finds the database of the version before that belongs to this site.
 * @throws DOMException in a worker where there is one that no site has taken: only a page can tell whose it is
 */
export async function findFormer(): Promise<string | undefined> {
  const known = await indexedDB.databases?.()
  for (const name of FORMER_DATABASES) {
    if (known && !known.some((it) => it.name === name)) continue
    if (await isOwn(name)) return name
  }
  return undefined
}

async function isOwn(name: string): Promise<boolean> {
  let isAbsent = false
  const opening = openDB(name, undefined, {
    upgrade(_database, _oldVersion, _newVersion, transaction) {
      isAbsent = true
      transaction.done.catch(() => {})
      transaction.abort()
    },
  })
  // A database that cannot be opened is left alone.
  const database = await opening.catch(() => undefined)
  if (isAbsent || !database) return false
  try {
    if (database.version > 1) return (await database.get('settings', OWNER)) === SCOPE
    const rows = (await database.getAll('publications')) as PublicationRow[]
    if (rows.length > 0 && !('document' in globalThis)) {
      throw new DOMException(`${name} may be another site's.`, 'NotAllowedError')
    }
    return isOfThisSite(rows)
  } finally {
    database.close()
  }
}

/** Brings what the version before stored beside the database to the names that it has now. */
export async function moveBeside(library: Library): Promise<void> {
  moveLocalKeys()
  await moveRecordings(library)
}

/** What the compiler does not know here, because this code also runs in a worker. */
interface PageStorage {
  localStorage: Record<string, string> & {
    getItem(key: string): string | null
    setItem(key: string, value: string): void
    removeItem(key: string): void
  }
  StorageEvent: new (type: string, init: { key: string; newValue: string }) => Event
}

/** Other code of the page hears of the choices as if another tab had made them. */
function moveLocalKeys(): void {
  const { localStorage: area, StorageEvent } = globalThis as unknown as PageStorage
  for (const former of Object.keys(area)) {
    const key = /^longwave:([^/].*)$/.exec(former)?.[1]
    if (key === undefined) continue
    const newValue = area.getItem(former)!
    area.removeItem(former)
    if (area.getItem(scoped(key)) !== null) continue
    area.setItem(scoped(key), newValue)
    dispatchEvent(new StorageEvent('storage', { key: scoped(key), newValue }))
  }
}

const FORMER_RECORDINGS = 'longwave-audio'

/** Moves the audio of this site's publications, which stands under their ids, file by file. */
async function moveRecordings(library: Library): Promise<void> {
  if (!(await caches.has(FORMER_RECORDINGS))) return
  const rows = await library.getAll('publications')
  // Of several publications with one id, the one that was added first had it in the version before.
  rows.sort((one, other) => (one.added < other.added ? 1 : -1))
  const keys = new Map<string, PublicationKey>(rows.map((row) => [row.id, row.fingerprint]))
  const cache = await caches.open(FORMER_RECORDINGS)
  for (const request of await cache.keys()) {
    const recording = recordingAt(request)
    const publication = keys.get(recording.publication)
    const response = publication && (await cache.match(request))
    if (!response) continue
    await keepRecordingAt({ ...recording, publication }, response)
    await cache.delete(request)
  }
  if ((await cache.keys()).length === 0) await caches.delete(FORMER_RECORDINGS)
}
