import { CANCEL } from '#messages/toWorker.ts'
import { t } from '../language/catalog.ts'
import type { SiteConfig } from '../site/page.ts'
import { amendNotice, showNotice } from '../ui/notice.ts'
import { onMessage } from '../worker/messages.ts'

/**
 * How long a version has waited (ms) when its files are looked at. Chromium can leave a version waiting that is to take over
 * while the page asks the one before for a file; a version that takes over by itself, as that of a retired site does, has
 * done so by then.
 */
const LOOK_AFTER_MS = 1000

/** Offers a new version of the app once it has been fetched whole; never changes it under a reader. */
export function offerUpdates(registration: ServiceWorkerRegistration, site: SiteConfig): void {
  let offered: ServiceWorker | undefined
  const offer = () => {
    const { waiting } = registration
    if (!waiting || !navigator.serviceWorker.controller) return
    if (waiting === offered) return
    offered = waiting
    const looking = new AbortController()
    show(waiting, looking)
    setTimeout(() => {
      tellWhoVouches(waiting, site, looking.signal).catch(() => {})
    }, LOOK_AFTER_MS)
  }
  offer()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer)
  })
}

function show(waiting: ServiceWorker, looking: AbortController): void {
  const use = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    })
    looking.abort()
    waiting.postMessage({ type: 'SKIP_WAITING' })
    cancelDeliveries()
  }
  showNotice(t.updateReady, [t.updateNow, use])
}

/**
 * Ends what the version before is fetching, because Chromium lets it end its work before another takes over. The rest is
 * fetched after the reload. A message to the worker itself would be work, too: on a busy machine one in six of such messages
 * came while the worker was ending, and Chromium waited five minutes for it (version 156).
 */
function cancelDeliveries(): void {
  const channel = new BroadcastChannel(CANCEL)
  channel.postMessage({ type: 'cancel' })
  channel.close()
}

/** Adds to the notice whether the publisher vouches for the version that waits. */
async function tellWhoVouches(
  waiting: ServiceWorker,
  site: SiteConfig,
  signal: AbortSignal,
): Promise<void> {
  const waits = () => waiting.state === 'installed' && !signal.aborted
  if (!waits()) return
  // The code is in the chunk of the page about the app, because each chunk is one more file to store.
  const { wordsOfWaiting } = await import('../pages/about/aboutPanel.ts')
  const tell = async () => {
    const words = await wordsOfWaiting(site, signal)
    if (waits()) amendNotice(t.updateReady, words)
  }
  let told = tell()
  // The edition that names the version may arrive after it.
  const stop = onMessage((message) => {
    if (message.type !== 'synced' || message.publication !== site.root) return
    if (waits()) told = told.then(tell)
    else stop()
  })
  await told
}
