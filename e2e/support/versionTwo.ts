import type { Page } from '@playwright/test'

/**
 * Turns the app's database into one of version 2, as Longwave 0.1.0 had it. The stores are a frozen copy of what that app made;
 * rows of later stores are left out.
 */
export async function makeVersionTwo(page: Page, name: string): Promise<void> {
  await page.evaluate(async (name) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const present = await done(indexedDB.open(name))
    const stored = new Map<string, [IDBValidKey[], unknown[]]>()
    for (const name of present.objectStoreNames) {
      const store = present.transaction(name).objectStore(name)
      stored.set(name, await Promise.all([done(store.getAllKeys()), done(store.getAll())]))
    }
    present.close()
    await done(indexedDB.deleteDatabase(name))

    const opening = indexedDB.open(name, 2)
    opening.onupgradeneeded = () => {
      const { result: database } = opening
      database.createObjectStore('publications', { keyPath: 'fingerprint' })
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
    const transaction = old.transaction([...old.objectStoreNames], 'readwrite')
    for (const name of old.objectStoreNames) {
      const store = transaction.objectStore(name)
      const [keys, rows] = stored.get(name)!
      for (const [index, row] of rows.entries()) {
        if (store.keyPath) store.put(row)
        else store.put(row, keys[index])
      }
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onabort = () => reject(transaction.error)
    })
    old.close()
  }, name)
}
