import { openLibrary } from '#library/open.ts'
import { loadPublication } from '#library/reads.ts'
import { t } from '../language/catalog.ts'
import type { Navigation } from '../navigation/navigation.ts'
import type { PageData, SiteConfig } from '../site/page.ts'
import { showNotice } from '../ui/notice.ts'
import { offerChange } from './changedArticle.ts'

/** What is being read stays as it is; lists are drawn anew, unless the reader is in the middle of one. */
export async function redraw(
  publication: string,
  navigation: Navigation,
  site: SiteConfig,
): Promise<void> {
  const page = navigation.page()
  if (page?.kind === 'front') {
    if (page.front.publication !== publication) return
    if (scrollY < 100 && isIdle()) await navigation.refresh()
    else {
      showNotice(t.newEdition, [t.showEdition, () => void navigation.restart()])
    }
  } else if (page?.kind === 'article') {
    if (page.publication.id !== publication) return
    await offerChange(page, navigation)
  } else if (page?.kind === 'missing' || isNameless(page)) await navigation.refresh()
  // The prerendered page is whole; the library may still hold a part only.
  else if (!page && (await loadPublication(await openLibrary(), site.id))?.release) {
    await navigation.refresh()
  }
}

/** A page of the app itself, opened before anything was on the device: its masthead has no sections yet. */
function isNameless(page: PageData | undefined): boolean {
  return page?.kind === 'panel' && (page.awaited || page.publication.version === 0)
}

/** Whoever has the focus inside the page would lose it with the page. */
function isIdle(): boolean {
  const { activeElement } = document
  return !activeElement || activeElement === document.body || activeElement.matches('h1')
}
