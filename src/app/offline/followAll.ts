import type { Navigation } from '../navigation.ts'
import type { SiteConfig } from '../page.ts'
import { followAge } from './followAge.ts'
import { followNetwork } from './followNetwork.ts'
import { followNews } from './followNews.ts'
import { followReturn } from './followReturn.ts'
import { followSilence } from './followSilence.ts'
import { followWipe } from './followWipe.ts'
import { followInstallation } from './keepForGood.ts'
import { offerUpdates } from './newVersion.ts'
import { keepOptionalFiles } from './optional.ts'

/** What an open page follows from the moment it has been painted. */
export function followAll(navigation: Navigation, site: SiteConfig): void {
  followNetwork(navigation)
  followReturn(navigation)
  followWipe(site.base)
  followSilence()
  followAge()
  followInstallation()
  // Conveniences; without a worker they never begin.
  navigator.serviceWorker?.ready
    .then((registration) => {
      offerUpdates(registration)
      return Promise.all([keepOptionalFiles(), followNews(registration)])
    })
    .catch(() => {})
}
