import { watchScripts } from './fonts/fallbackFonts.ts'
import { startKeys } from './keys/startKeys.ts'
import type { Navigation } from './navigation/navigation.ts'
import { announceBreaking } from './pages/front/announceBreaking.ts'
import { watchLists } from './reading/list.ts'
import type { SiteConfig } from './site/page.ts'
import { watchAll } from './watch/watchAll.ts'
// Soon after the first paint other modules load these dynamically; here they need no further file each.
import './navigation/rehearseArticle.tsx'
import './ui/liveRegion.ts'
import './watch/newEdition.ts'
import './watch/syncProgress.ts'
import './worker/keepDelivering.ts'

/** Starts what a page does beside showing text, once it has been painted, and marks the page as ready for it. */
export async function startAfterFirstPaint(
  navigation: Navigation,
  site: SiteConfig,
): Promise<void> {
  // Keys and swipes press links, and the browser would load a whole page for them (navigation.ts).
  await import('./navigation/linkClicks.ts')
  announceBreaking(navigation.page())
  startKeys()
  watchLists()
  watchAll(navigation, site)
  watchScripts()
  document.documentElement.dataset.ready = ''
}
