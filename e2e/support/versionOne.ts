import { type Evaluating, Library } from './library.ts'
import type { Publisher } from './publisher.ts'

/** The database of this version, and that of the version before, which was the same for all sites of an origin. */
export const DATABASE = 'longwave:/'
export const FORMER = 'longwave'

export type Everything = Awaited<ReturnType<typeof everything>>

/** Everything in the database, as it is stored; of images only their keys. */
export async function everything(page: Evaluating, database: string) {
  const library = new Library(page, database)
  const stores = ['publications', 'fronts', 'articles', 'bodies', 'imageReferences', 'reading']
  const images = await library.entries('images')
  return {
    ...Object.fromEntries(
      await Promise.all(stores.map(async (name) => [name, await library.entries(name)] as const)),
    ),
    settings: await library.entries('settings'),
    images: images.map(([key]) => key),
  }
}

/** Turns the content before an upgrade into the content that must be there afterwards: the database has got its site. */
export const owned = (before: Everything): Everything => ({
  ...before,
  settings: [...before.settings, ['scope', '/']],
})

/** Makes the page one of the site of this publication, as the press does. */
export async function nameSite(
  page: Evaluating,
  { id, fingerprint }: Pick<Publisher, 'id' | 'fingerprint'>,
): Promise<void> {
  await page.evaluate(
    (metas) => {
      for (const [name, content] of metas) {
        document.head.append(Object.assign(document.createElement('meta'), { name, content }))
      }
    },
    [
      ['longwave-id', id],
      ['longwave-root', fingerprint],
    ] as const,
  )
}

/**
 * Turns the app's database into one of version 1, as the app before this one had it: publications are named by their ids,
 * images by their digests, and some fields have other names. The stores are a frozen copy of what that app made.
 * @param from the database of the present version, which is deleted
 */
export async function makeVersionOne(
  page: Evaluating,
  from: string,
  to = 'longwave',
): Promise<void> {
  await page.evaluate(
    async ([from, to]) => {
      type Row = Record<string, unknown>
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const present = await done(indexedDB.open(from!))
      const stored = new Map<string, [IDBValidKey[], Row[]]>()
      for (const name of present.objectStoreNames) {
        const store = present.transaction(name).objectStore(name)
        stored.set(name, await Promise.all([done(store.getAllKeys()), done(store.getAll())]))
      }
      present.close()
      await done(indexedDB.deleteDatabase(from!))

      const opening = indexedDB.open(to!, 1)
      opening.onupgradeneeded = () => {
        const { result: database } = opening
        database.createObjectStore('publications', { keyPath: 'id' })
        database.createObjectStore('fronts', { keyPath: 'publication' })
        const articles = database.createObjectStore('articles', { keyPath: ['publication', 'id'] })
        articles.createIndex('newest', ['publication', 'order', 'id'])
        articles.createIndex('section', ['publication', 'section', 'order', 'id'])
        database.createObjectStore('bodies')
        database.createObjectStore('images')
        const references = database.createObjectStore('imageReferences')
        references.createIndex('article', ['publication', 'article'])
        database.createObjectStore('reading')
        database.createObjectStore('settings')
      }
      const old = await done(opening)
      const rows = (name: string) => stored.get(name)![1]
      const entries = (name: string) =>
        stored.get(name)![0].map((key, index) => [key, rows(name)[index]!] as const)
      const ids = new Map(rows('publications').map((row) => [row.fingerprint, row.id as string]))
      const transaction = old.transaction([...old.objectStoreNames], 'readwrite')
      const store = (name: string) => transaction.objectStore(name)
      for (const row of rows('publications')) {
        const { addedMirrors, lastShownFailure, imagesDroppedUpTo, ...rest } = row
        const { unreachableState, syncCount, hosts = {}, ...kept } = rest
        const oldHosts = Object.entries(hosts as Record<string, Row>).map(([base, host]) => {
          const { lastSuccess, lastFailure, retryAfter, ...counts } = host
          return [base, { ...counts, good: lastSuccess, why: lastFailure, until: retryAfter }]
        })
        store('publications').put({
          ...kept,
          own: addedMirrors,
          told: lastShownFailure,
          plain: imagesDroppedUpTo,
          unreachable: unreachableState,
          syncs: syncCount,
          hosts: Object.fromEntries(oldHosts),
        })
      }
      for (const name of ['fronts', 'articles']) {
        for (const row of rows(name)) {
          store(name).put({ ...row, publication: ids.get(row.publication) })
        }
      }
      for (const name of ['bodies', 'reading']) {
        for (const [key, row] of entries(name)) {
          const [publication, id] = key as [string, string]
          store(name).put(row, [ids.get(publication) ?? publication, id])
        }
      }
      for (const [key, row] of entries('images')) store('images').put(row, (key as string[])[1]!)
      for (const [key, row] of entries('imageReferences')) {
        const [publication, digest, article] = key as [string, string, string]
        const id = ids.get(publication)!
        store('imageReferences').put({ ...row, publication: id }, [digest, id, article])
      }
      for (const [key, row] of entries('settings')) {
        // Version 1 did not know the site of a database.
        if (key !== 'scope') store('settings').put(row, key)
      }
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve
        transaction.onabort = () => reject(transaction.error)
      })
      old.close()
    },
    [from, to],
  )
}
