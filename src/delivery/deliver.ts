import { loadDeliveryChoices } from '#library/choices.ts'
import { LibraryError, withLibrary } from '#library/open.ts'
import { loadPublication, loadPublications } from '#library/reads.ts'
import type { Library } from '#library/schema.ts'
import { removePublication, updatePublication } from '#library/shelve.ts'
import type { ToPage } from '#messages/toPage.ts'
import { CHANNEL } from '#messages/toPage.ts'
import { CANCEL, DELIVERY_LOCK, type ToWorker } from '#messages/toWorker.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { Delivery } from './Delivery.ts'
import { failureOf } from './DeliveryError.ts'
import { subscribe } from './subscribe.ts'
import { syncPublication } from './syncPublication.ts'

type Work = Exclude<ToWorker, { type: 'cancel' }>

/** Queued requests of this page or worker by their JSON, so that equal ones share one promise. */
const waiting = new Map<string, Promise<void>>()

/** True while everything is being removed from the device. */
let wiped = false

/** Runs work with the library, and does not open one again that has just been removed. */
const use = <T>(work: (library: Library) => Promise<T>) => withLibrary(work, () => !wiped)

/**
 * Does what a page asks, in the service worker or, where there is none, in the page itself. Progress, results and failures
 * are sent on the channel; the promise settles when the work has ended.
 */
export function handleMessage(message: ToWorker): Promise<void> {
  if (message.type === 'cancel') {
    wiped ||= message.wiped === true
    const channel = new BroadcastChannel(CANCEL)
    channel.postMessage(message)
    channel.close()
    return Promise.resolve()
  }
  // After a removal, a page starts again with a subscription.
  if (message.type === 'subscribe') wiped = false
  if (wiped) return Promise.resolve()
  // A removal is one transaction and need not wait: a running delivery notices that its publication is gone.
  if (message.type === 'unsubscribe') return run(message, new AbortController().signal)
  const words = JSON.stringify(message)
  const promised = waiting.get(words) ?? inTurn(message, words)
  waiting.set(words, promised)
  return promised
}

async function inTurn(message: Work, words: string): Promise<void> {
  const controller = new AbortController()
  const { signal } = controller
  const cancelled = new BroadcastChannel(CANCEL)
  cancelled.onmessage = () => controller.abort()
  let begun = false
  const begin = () => {
    begun = true
    waiting.delete(words)
    if (wiped) return Promise.resolve()
    return run(message, signal)
  }
  const locks = (navigator as { locks?: LockManager }).locks
  try {
    await (locks ? locks.request(DELIVERY_LOCK, { signal }, begin) : Promise.resolve().then(begin))
  } catch (error) {
    if (begun || !signal.aborted) throw error
    // Work that is cancelled while it waits is begun all the same, so that it reports the cancellation.
    await begin()
  } finally {
    cancelled.close()
  }
}

async function run(message: Work, signal: AbortSignal): Promise<void> {
  const channel = new BroadcastChannel(CHANNEL)
  try {
    await work(message, (told) => channel.postMessage(told), signal)
  } finally {
    channel.close()
  }
}

async function work(
  message: Work,
  tell: (message: ToPage) => void,
  signal: AbortSignal,
): Promise<void> {
  let about: string = message.type === 'subscribe' ? message.address : (message.publication ?? '')
  try {
    const choices = await use(loadDeliveryChoices)
    const asked = message.type === 'sync' && message.pictures
    const images =
      choices.pictures === 'none'
        ? 'none'
        : choices.ask && !asked && isMetered()
          ? 'ask'
          : undefined
    const delivery: Omit<Delivery, 'library'> = {
      report: tell,
      signal,
      now: () => new Date().toISOString(),
      images,
    }
    const sync = (publication: PublicationKey, how = delivery) =>
      use((library) => syncPublication(publication, { ...how, library }))
    switch (message.type) {
      case 'subscribe': {
        const publication = await use((library) => subscribe(message, { ...delivery, library }))
        about = publication
        await sync(publication)
        break
      }
      case 'sync': {
        const all = message.publication
          ? [message.publication]
          : (await use(loadPublications))
              .filter(({ successor }) => !successor)
              .map(({ fingerprint }) => fingerprint)
        const each = async (keys: PublicationKey[], how: Omit<Delivery, 'library'>) => {
          for (const key of keys) {
            await sync(key, how).catch((error: unknown) => fail(key, error, tell))
            if (signal.aborted) break
          }
        }
        if (choices.pictures === 'last' && !images && all.length > 1) {
          const late = new Set<PublicationKey>()
          const report = (told: ToPage) => {
            if (told.type === 'synced' && told.waiting) late.add(told.publication)
            else tell(told)
          }
          await each(all, { ...delivery, report, images: 'ask' })
          await each([...late], delivery)
        } else await each(all, delivery)
        break
      }
      case 'unsubscribe':
        await use((library) => removePublication(library, message.publication))
        tell({ type: 'removed', publication: message.publication })
    }
  } catch (error) {
    await fail(about, error, tell, message.type === 'subscribe' && about === message.address)
  }
}

/** Tells whether the connection is metered, which only Chromium says. */
function isMetered(): boolean {
  const { connection } = navigator as {
    connection?: { saveData?: boolean; type?: string }
  }
  return connection?.saveData === true || connection?.type === 'cellular'
}

/**
 * Reports a failure, and whether it is news: the same failure of the next attempt is not. Reports nothing about a
 * publication that has been removed in the meantime.
 * @param publication its key, or its address where it is not known
 * @param isNew whether the publication is so new that the library has no row of it
 */
async function fail(
  publication: string,
  error: unknown,
  tell: (message: ToPage) => void,
  isNew = false,
): Promise<void> {
  const { code, message } = failureOf(error)
  // The reader has cancelled, so a cancellation is no news.
  let news = code !== 'cancelled'
  let gone = false
  // Without a library the failure cannot be remembered, so it is reported as news each time.
  if (!wiped && !(error instanceof LibraryError)) {
    try {
      await use(async (library) => {
        const key = publication as PublicationKey
        const row = await loadPublication(library, key)
        gone = !row && !isNew
        news &&= row?.lastShownFailure !== code
        if (news) {
          await updatePublication(library, key, (row) => ({ ...row, lastShownFailure: code }))
        }
      })
    } catch {
      // The library has gone in the meantime.
    }
  }
  if (!gone) tell({ type: 'failed', publication, code, news, detail: message })
}
