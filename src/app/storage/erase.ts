import { closeStorage } from '#library/closing.ts'
import { COPY } from '#library/copy.ts'
import { findFormer } from '#library/former.ts'
import { DATABASES } from '#library/schema.ts'
import { CHANNEL, type ToPage } from '#messages/toPage.ts'
import { DELIVERY_LOCK } from '#messages/toWorker.ts'
import { SCOPE, scoped } from '#site/scope.ts'
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
 * Removes everything this site has put on the device: databases, caches, what is stored by key, and the worker. What other
 * sites of the origin have put there stays. No tab of
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
  const own = registrations.filter(({ scope }) => new URL(scope).pathname === SCOPE)
  await Promise.all(own.map((each) => each.unregister()))
  for (const storage of storages()) for (const key of ownKeys(storage)) storage.removeItem(key)
  await Promise.all((await cacheNames()).map((name) => caches.delete(name)))
  await Promise.all((await databaseNames()).map(deleteDatabase))
}

async function whatIsLeft(): Promise<string[]> {
  return [...(await databaseNames()), ...(await cacheNames()), ...storages().flatMap(ownKeys)]
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

/** Other sites of the origin keep theirs. */
const ownKeys = (storage: Storage) => Object.keys(storage).filter(isOwn)
const isOwn = (name: string) => name.startsWith(scoped(''))

async function cacheNames(): Promise<string[]> {
  const precache = `-${location.origin}${SCOPE}`
  const names = await orNothing(() => caches.keys())
  return names.filter(
    (name) => isOwn(name) || (name.startsWith('workbox-') && name.endsWith(precache)),
  )
}

async function databaseNames(): Promise<string[]> {
  // The version before had another name, under which its database may still be this site's.
  const former = await findFormer().catch(() => undefined)
  const own: string[] = former ? [...DATABASES, former] : [...DATABASES]
  const databases = await orNothing(async () =>
    indexedDB.databases ? await indexedDB.databases() : own.map((name) => ({ name })),
  )
  return own.filter((name) => databases.some((it) => it.name === name))
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
