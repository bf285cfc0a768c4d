import { COPY } from '#library/copy.ts'
import { DATABASES } from '#library/schema.ts'
import { CHANNEL, type ToPage } from '#messages/toPage.ts'
import { DELIVERY_LOCK } from '#messages/toWorker.ts'
import { send } from '../worker/messages.ts'

/** How long somebody else may hold on to what is being deleted, or to the lock of those who write it (ms). */
const PATIENCE = 5000
/** What a tab or worker wrote in the last moment before it heard of it goes with the next one. */
const ATTEMPTS = 3

const refuse = () => {
  throw new DOMException('This page keeps nothing any more', 'InvalidStateError')
}

/**
 * From now on this page keeps nothing, until it is loaded again. Places, choices and copies are written from many corners,
 * some of them when a page is left.
 */
export function closeStorage(): void {
  document.documentElement.dataset.wiped = 'true'
  Storage.prototype.setItem = () => {}
  // Missing where a browser keeps nothing anyway.
  if (globalThis.IDBFactory) IDBFactory.prototype.open = refuse
  if (globalThis.CacheStorage) CacheStorage.prototype.open = async () => refuse()
}

/**
 * Removes everything this site has put on the device: databases, caches, what is stored by key, and the worker. No tab of
 * the app keeps and fetches anything any more until it is loaded again.
 * @returns what is still there afterwards, by name: nothing, unless somebody holds on to it
 */
export async function eraseEverything(): Promise<string[]> {
  closeStorage()
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ type: 'wiped' } satisfies ToPage)
  channel.close()
  // Not awaited: a worker that is yet to come up may take its time.
  send({ type: 'cancel', wiped: true }).catch(() => {})
  await untilFree(DELIVERY_LOCK)
  // A second copy that is being written would come after its cache has gone.
  await untilFree(COPY)
  let left: string[] = []
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await remove()
    left = await whatIsLeft()
    if (left.length === 0) break
  }
  return left
}

async function remove(): Promise<void> {
  const registrations = await orNothing(() => navigator.serviceWorker.getRegistrations())
  await Promise.all(registrations.map((each) => each.unregister()))
  for (const storage of storages()) storage.clear()
  await Promise.all((await cacheNames()).map((name) => caches.delete(name)))
  await Promise.all((await databaseNames()).map(deleteDatabase))
}

async function whatIsLeft(): Promise<string[]> {
  return [
    ...(await databaseNames()),
    ...(await cacheNames()),
    ...storages().flatMap((storage) => Object.keys(storage)),
  ]
}

/** Where a reader has forbidden storage, all that asks for it throws: then nothing is there. */
async function orNothing<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await ask()
  } catch {
    return []
  }
}

function storages(): Storage[] {
  try {
    return [localStorage, sessionStorage]
  } catch {
    return []
  }
}

const cacheNames = () => orNothing(() => caches.keys())

async function databaseNames(): Promise<string[]> {
  const databases = await orNothing(async () =>
    indexedDB.databases ? await indexedDB.databases() : DATABASES.map((name) => ({ name })),
  )
  return databases.map(({ name }) => name!)
}

async function untilFree(lock: string): Promise<void> {
  const { locks } = navigator as { locks?: LockManager }
  await locks?.request(lock, { signal: AbortSignal.timeout(PATIENCE) }, () => {}).catch(() => {})
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
