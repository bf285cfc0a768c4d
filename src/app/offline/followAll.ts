import type { Navigation } from '../navigation.ts'
import type { SiteConfig } from '../page.ts'
import { followNetwork } from './followNetwork.ts'
import { followReturn } from './followReturn.ts'
import { followSilence } from './followSilence.ts'
import { followWipe } from './followWipe.ts'
import { keepOptionalFiles } from './optional.ts'

/** What an open page follows from the moment it has been painted. */
export function followAll(navigation: Navigation, site: SiteConfig): void {
  followNetwork(navigation)
  followReturn(navigation)
  followWipe(site.base)
  followSilence()
  // A convenience; without a worker it never begins.
  navigator.serviceWorker?.ready.then(keepOptionalFiles).catch(() => {})
}
