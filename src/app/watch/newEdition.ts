import { openLibrary } from '#library/open.ts'
import { loadPublication } from '#library/reads.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { t } from '../language/catalog.ts'
import type { Navigation } from '../navigation/navigation.ts'
import type { PageData, SiteConfig } from '../site/page.ts'
import { showNotice } from '../ui/notice.ts'
import { offerChange } from './changedArticle.ts'

/** Draws a list anew, unless the reader is in the middle of it; an article that is being read stays as it is. */
export async function redraw(
  publication: PublicationKey,
  navigation: Navigation,
  site: SiteConfig,
): Promise<void> {
  const page = navigation.page()
  if (page?.kind === 'front') {
    // Before the site's own publication is there, its address shows the earlier edition.
    const isOwn = publication === site.root && location.pathname === site.base
    if (page.front.publication !== publication && !isOwn) return
    if (scrollY < 100 && isIdle()) await navigation.refresh()
    else {
      showNotice(t.newEdition, [t.showEdition, () => void navigation.restart()])
    }
  } else if (page?.kind === 'article') {
    if (page.publication.key !== publication) return
    await offerChange(page, navigation)
  } else if (page?.kind === 'missing' || isNameless(page, publication === site.root)) {
    await navigation.refresh()
  }
  // The prerendered page is complete, while the library may still lack a part of it.
  else if (!page && (await loadPublication(await openLibrary(), site.root))?.release) {
    await navigation.refresh()
  }
}

/** A page of the app itself, opened before anything was on the device: its masthead has no sections yet. */
function isNameless(page: PageData | undefined, isOwn: boolean): boolean {
  return page?.kind === 'panel' && (page.awaited || (isOwn && page.publication.version === 0))
}

/** A reader with the focus inside the page would lose it with the page. */
function isIdle(): boolean {
  const { activeElement } = document
  return !activeElement || activeElement === document.body || activeElement.matches('h1')
}
