import { COPY } from '#library/copy.ts'
import { DATABASES } from '#library/schema.ts'

/** How long the browser may keep a database open that is being deleted (ms). */
const PATIENCE = 5000

/**
 * Removes everything this site has put on the device: databases, caches, what is stored by key, and the worker. The page
 * keeps and fetches nothing any more until it is loaded again.
 * @returns what is still there afterwards, by name: nothing, unless another tab holds on to it
 */
export async function wipe(): Promise<string[]> {
  document.documentElement.dataset.wiped = 'true'
  // Places and choices are written from many corners, some of them when the page is left.
  Storage.prototype.setItem = () => {}
  // A second copy that is being written would come after its cache has gone.
  await (navigator as { locks?: LockManager }).locks?.request(COPY, () => {})
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
  await Promise.all(registrations.map((each) => each.unregister()))
  localStorage.clear()
  sessionStorage.clear()
  await Promise.all((await cacheNames()).map((name) => caches.delete(name)))
  await Promise.all((await databaseNames()).map(deleteDatabase))
  return [
    ...(await databaseNames()),
    ...(await cacheNames()),
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
  ]
}

async function cacheNames(): Promise<string[]> {
  return 'caches' in globalThis ? caches.keys() : []
}

async function databaseNames(): Promise<string[]> {
  const databases = (await indexedDB.databases?.()) ?? DATABASES.map((name) => ({ name }))
  return databases.map(({ name }) => name!)
}

/** Settles also where another tab does not let go: what is left is looked at afterwards. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => resolve()
    setTimeout(resolve, PATIENCE)
  })
}
