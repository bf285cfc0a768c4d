import { openLibrary } from '#library/open.ts'
import { loadPublication, loadPublications } from '#library/reads.ts'
import { removePublication, updatePublication } from '#library/shelve.ts'
import type { ToPage } from '#messages/toPage.ts'
import { CHANNEL } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { failureOf } from './DeliveryError.ts'
import { subscribe } from './subscribe.ts'
import { type Delivery, syncPublication } from './syncPublication.ts'

/** One delivery at a time over all tabs and the worker. */
const LOCK = 'longwave-delivery'

let running: AbortController | undefined

/**
 * Does what a page asks, in the service worker or, where there is none, in the page itself. Everything
 * worth knowing is told on the channel; the promise settles when the work has ended, well or badly.
 */
export async function handleMessage(message: ToWorker): Promise<void> {
  if (message.type === 'cancel') {
    running?.abort()
    return
  }
  await inTurn(async () => {
    const channel = new BroadcastChannel(CHANNEL)
    const tell = (told: ToPage) => channel.postMessage(told)
    running = new AbortController()
    try {
      await work(message, tell, running.signal)
    } finally {
      running = undefined
      channel.close()
    }
  })
}

function inTurn(work: () => Promise<void>): Promise<void> {
  const locks = (navigator as { locks?: LockManager }).locks
  return locks ? locks.request(LOCK, work) : work()
}

async function work(
  message: Exclude<ToWorker, { type: 'cancel' }>,
  tell: (message: ToPage) => void,
  signal: AbortSignal,
): Promise<void> {
  let about = message.type === 'subscribe' ? message.address : (message.publication ?? '')
  try {
    const library = await openLibrary()
    const delivery: Delivery = {
      library,
      report: tell,
      signal,
      now: () => new Date().toISOString(),
    }
    switch (message.type) {
      case 'subscribe':
        about = await subscribe(message, delivery)
        await syncPublication(about, delivery)
        break
      case 'sync': {
        const all = message.publication
          ? [message.publication]
          : (await loadPublications(library)).map(({ id }) => id)
        for (const id of all) {
          await syncPublication(id, delivery).catch((error: unknown) => fail(id, error, tell))
        }
        break
      }
      case 'unsubscribe':
        await removePublication(library, message.publication)
        tell({ type: 'removed', publication: message.publication })
    }
  } catch (error) {
    await fail(about, error, tell)
  }
}

/** Tells a failure, and whether it is news: the same one after the next attempt is not. */
async function fail(
  publication: string,
  error: unknown,
  tell: (message: ToPage) => void,
): Promise<void> {
  const { code, message } = failureOf(error)
  let news = true
  try {
    const library = await openLibrary()
    news = (await loadPublication(library, publication))?.told !== code
    if (news) await updatePublication(library, publication, (row) => ({ ...row, told: code }))
  } catch {
    // Without a library there is nowhere to remember it: then it is told each time.
  }
  tell({ type: 'failed', publication, code, news, detail: message })
}
