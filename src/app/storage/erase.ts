import { closeStorage } from '#library/closing.ts'
import { COPY } from '#library/copy.ts'
import { DATABASES } from '#library/schema.ts'
import { CHANNEL, type ToPage } from '#messages/toPage.ts'
import { DELIVERY_LOCK } from '#messages/toWorker.ts'
import { send } from '../worker/messages.ts'

/** How long another tab or the worker may hold a database or a lock. */
const HOLD_TIMEOUT_MS = 5000
/** A tab or worker may write once more before it hears of the removal; a further attempt removes that. */
const ATTEMPTS = 3

/** Keeps this page from storing anything until it is loaded again, and marks it so. */
export function stopStoring(): void {
  document.documentElement.dataset.wiped = 'true'
  closeStorage()
}

/**
 * Removes everything this site has put on the device: databases, caches, what is stored by key, and the worker. No tab of
 * the app keeps and fetches anything any more until it is loaded again.
 * @returns names of what is still there, because another tab or the worker holds it
 */
export async function eraseEverything(): Promise<string[]> {
  stopStoring()
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ type: 'wiped' } satisfies ToPage)
  channel.close()
  // Not awaited: a worker that is yet to come up may take its time.
  send({ type: 'cancel', wiped: true }).catch(() => {})
  await untilFree(DELIVERY_LOCK)
  // A backup that is being written would bring its cache back.
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

/** Takes a question that throws as "nothing is stored": so it does where the reader has forbidden storage. */
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
  await locks
    ?.request(lock, { signal: AbortSignal.timeout(HOLD_TIMEOUT_MS) }, () => {})
    .catch(() => {})
}

/** Settles also where another tab holds the database: `whatIsLeft` finds it then. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => resolve()
    setTimeout(resolve, HOLD_TIMEOUT_MS)
  })
}
