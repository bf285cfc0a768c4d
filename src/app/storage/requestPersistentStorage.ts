import { loadLater } from '../language/catalog.ts'
import { local } from '../site/siteStorage.ts'
import { announce } from '../ui/announce.ts'

/**
 * Asks the browser for the promise to keep what is here: once on a device, and once more when the app has been installed,
 * which is what some browsers go by. The app does not wait for the answer, and announces it if it is yes.
 */
export async function requestPersistentStorage(occasion: 'read' | 'installed'): Promise<void> {
  try {
    const before = local.get('asked-to-keep')
    if (before === 'installed' || before === occasion) return
    if (await navigator.storage.persisted()) return
    local.set('asked-to-keep', occasion)
    if (!(await navigator.storage.persist())) return
    announce((await loadLater()).storage.persisted)
  } catch {
    // The browser has no such promise, or refuses to be asked.
  }
}

/** Asks where the app is installed, now or later. */
export function persistOnInstallation(): void {
  if (matchMedia('(display-mode: standalone)').matches) requestPersistentStorage('installed')
  addEventListener('appinstalled', () => requestPersistentStorage('installed'))
}
