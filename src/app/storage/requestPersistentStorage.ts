import { later, loadLater } from '../language/catalog.ts'
import { announce } from '../ui/announce.ts'

/** The occasion on which this browser was asked last. */
const ASKED = 'longwave:asked-to-keep'

/**
 * Asks the browser for the promise to keep what is here: once on a device, and once more when the app has been installed,
 * which is what some browsers go by. The app does not wait for the answer, and announces it if it is yes.
 */
export async function requestPersistentStorage(occasion: 'read' | 'installed'): Promise<void> {
  try {
    const before = localStorage.getItem(ASKED)
    if (before === 'installed' || before === occasion) return
    if (await navigator.storage.persisted()) return
    localStorage.setItem(ASKED, occasion)
    if (!(await navigator.storage.persist())) return
    await loadLater()
    announce(later.storage.persisted)
  } catch {
    // The browser has no such promise, or refuses to be asked.
  }
}

/** Asks where the app is installed, now or later. */
export function persistOnInstallation(): void {
  if (matchMedia('(display-mode: standalone)').matches) requestPersistentStorage('installed')
  addEventListener('appinstalled', () => requestPersistentStorage('installed'))
}
