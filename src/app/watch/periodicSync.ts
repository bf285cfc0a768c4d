/** How often the browser may look for news while no page is open, at most (ms). It decides itself. */
const MIN_INTERVAL_MS = 12 * 60 * 60 * 1000

interface PeriodicSyncManager {
  register(tag: string, options: { minInterval: number }): Promise<void>
}

/**
 * Lets the browser wake the worker for news (src/service-worker/sw.ts), where it does that and the reader lets it: Chromium
 * only, and for apps that are installed.
 */
export async function registerPeriodicSync(registration: ServiceWorkerRegistration): Promise<void> {
  const { periodicSync } = registration as { periodicSync?: PeriodicSyncManager }
  if (!periodicSync) return
  const name = 'periodic-background-sync' as PermissionName
  const { state } = await navigator.permissions.query({ name })
  if (state === 'granted') await periodicSync.register('news', { minInterval: MIN_INTERVAL_MS })
}
