import type { Navigation } from '../navigation/navigation.ts'
import type { SiteConfig } from '../site/page.ts'
import { persistOnInstallation } from '../storage/requestPersistentStorage.ts'
import { keepOptionalFiles } from '../worker/optionalFiles.ts'
import { offerUpdates } from './appUpdate.ts'
import { watchBfcacheRestore } from './bfcacheRestore.ts'
import { watchEditionAge } from './editionAge.ts'
import { watchEraseInOtherTab } from './eraseInOtherTab.ts'
import { watchNetwork } from './network.ts'
import { registerPeriodicSync } from './periodicSync.ts'
import { watchStalledSync } from './stalledSync.ts'

/** Starts everything that an open page listens to, once it has been painted. */
export function watchAll(navigation: Navigation, site: SiteConfig): void {
  watchNetwork(navigation)
  watchBfcacheRestore(navigation)
  watchEraseInOtherTab(site.base)
  watchStalledSync()
  watchEditionAge()
  persistOnInstallation()
  // A page without a worker goes without the following conveniences.
  navigator.serviceWorker?.ready
    .then((registration) => {
      offerUpdates(registration, site)
      return Promise.all([keepOptionalFiles(), registerPeriodicSync(registration)])
    })
    .catch(() => {})
}
