import { OPTIONAL_FILES } from '#messages/optional.ts'
import { later, loadLater, t } from '../language/spoken.ts'

/** Offers a new version of the app once it has been fetched whole; never changes it under a reader. */
export function offerUpdates(registration: ServiceWorkerRegistration): void {
  const offer = () => {
    const { waiting } = registration
    if (waiting && navigator.serviceWorker.controller) show(waiting).catch(() => {})
  }
  offer()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer)
  })
}

async function show(waiting: ServiceWorker): Promise<void> {
  const { showNotice } = await import('../notice.ts')
  const use = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    })
    waiting.postMessage({ type: 'SKIP_WAITING' })
  }
  showNotice(t.updateReady, [t.updateNow, use])
}

/** A part of the app that was asked for is neither on the device nor on its host: said, rather than a button that does nothing. */
export function offerReload(): void {
  let offered = false
  const offer = async () => {
    if (offered) return
    offered = true
    await loadLater()
    const { showNotice } = await import('../notice.ts')
    showNotice(later.damaged, [later.reload, () => location.reload()])
  }
  addEventListener('vite:preloadError', (event) => {
    // A language that was never fetched is no damage; engines name the file in their message.
    if (!OPTIONAL_FILES.test((event as VitePreloadErrorEvent).payload.message)) offer()
  })
}
