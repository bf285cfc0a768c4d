import { t } from '../language/catalog.ts'
import type { SiteConfig } from '../site/page.ts'
import { amendNotice, showNotice } from '../ui/notice.ts'
import { onMessage } from '../worker/messages.ts'

/** Offers a new version of the app once it has been fetched whole; never changes it under a reader. */
export function offerUpdates(registration: ServiceWorkerRegistration, site: SiteConfig): void {
  let offered: ServiceWorker | undefined
  const offer = () => {
    const { waiting } = registration
    if (!waiting || !navigator.serviceWorker.controller) return
    show(waiting)
    if (waiting === offered) return
    offered = waiting
    tellWhoVouches(waiting, site).catch(() => {})
  }
  offer()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer)
  })
}

function show(waiting: ServiceWorker): void {
  const use = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    })
    waiting.postMessage({ type: 'SKIP_WAITING' })
  }
  showNotice(t.updateReady, [t.updateNow, use])
}

/** Adds to the notice whether the publisher vouches for the version that waits. */
async function tellWhoVouches(waiting: ServiceWorker, site: SiteConfig): Promise<void> {
  // The code is in the chunk of the page about the app, because each chunk is one more file to store.
  const { wordsOfWaiting } = await import('../pages/about/aboutPanel.ts')
  const tell = async () => {
    const words = await wordsOfWaiting(site)
    if (waiting.state === 'installed') amendNotice(t.updateReady, words)
  }
  let told = tell()
  // The edition that names the version may arrive after it.
  const stop = onMessage((message) => {
    if (message.type !== 'synced' || message.publication !== site.root) return
    if (waiting.state === 'installed') told = told.then(tell)
    else stop()
  })
  await told
}
