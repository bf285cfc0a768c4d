import { t } from '../language/catalog.ts'
import { showNotice } from '../ui/notice.ts'

/** Offers a new version of the app once it has been fetched whole; never changes it under a reader. */
export function offerUpdates(registration: ServiceWorkerRegistration): void {
  const offer = () => {
    const { waiting } = registration
    if (waiting && navigator.serviceWorker.controller) show(waiting)
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
