import { type Route, routeOf } from '#site/urls.ts'
import { type PageData, publicationOf, type SiteConfig } from '../site/page.ts'
import { afterPaint } from '../ui/afterPaint.ts'
import { forceFullLayout } from '../ui/pageElements.ts'
import { prefetchArticles } from './articlePrefetch.ts'
import { readFromHost } from './fromHost.ts'
import { mountPage, nameDocument } from './mountPage.tsx'
import type { PageLoader } from './pageLoader.ts'
import { viewOfEntry, viewOfList } from './savedViews.ts'
import {
  captureView,
  restoreScrollAndFocus,
  scrollToAnchor,
  scrollToTop,
} from './scrollAndFocus.ts'

export interface Navigation {
  /** Draws the page of the current address anew, without moving what is being read. */
  refresh(): Promise<void>
  /** Draws it anew and begins at its top. */
  restart(): Promise<void>
  /** Whether a page of the library stands there, rather than the prerendered one. */
  isDrawn(): boolean
  page(): PageData | undefined
  /** Replaces the page by the one that the press has drawn. @returns whether the host has it */
  readFromHost(): Promise<boolean>
}

/**
 * Draws the page of the current address. The router is not needed for that, and comes after the first
 * paint; until it is there, links are followed by the browser.
 */
export async function startNavigation(site: SiteConfig, load: PageLoader): Promise<Navigation> {
  let drawn: PageData | undefined
  window.history.scrollRestoration = 'manual'

  let rehearsed = false
  const rehearse = (route: Route) => {
    const page = rehearsed ? undefined : load.atHand(route)
    if (page?.kind !== 'article') return
    rehearsed = true
    import('./rehearseArticle.tsx').then(
      (it) => it.rehearseArticle(page, site),
      () => {},
    )
  }
  const draw = (page: PageData) => {
    const placed = mountPage(page, site)
    drawn = page
    layOutInTime()
    prefetchArticles(site, rehearse)
    return placed
  }
  const refresh = async () => {
    const { pathname } = location
    const entry = drawn ? captureView() : viewOfEntry()
    // An address that names a place on the page asks for that one.
    let view = entry ?? (location.hash ? undefined : viewOfList(pathname))
    const page = await load.at(routeOf(pathname, site), view?.count)
    if (location.pathname !== pathname) return
    // The prerendered page says more than "not on this device". An address that the app does not know is its host's 404 page.
    if (page.kind === 'missing' && drawn === undefined && isPrerendered()) {
      if (page.reason !== 'address' || !page.publication.version) return
    }
    // Another edition opens at its top.
    if (!entry && view?.version !== publicationOf(page).version) view = undefined
    // A reader who was quicker than the app is reading the prerendered page.
    const starts = !drawn && scrollY === 0
    if (!starts) view = captureView()
    // A reader at the top sees there what is new.
    if (view && view.y < 100) view.card = undefined
    draw(page)
    nameDocument(page)
    const focus = restoreScrollAndFocus(view)
    if (!starts) return
    if (view?.visible) afterPaint(focus)
    else if (!view) scrollToAnchor(location.hash.slice(1))
  }

  // The reader may scroll before the browser is idle.
  addEventListener('scroll', () => scrollY && forceFullLayout(), { passive: true })
  await refresh()
  layOutInTime()
  afterPaint(async () => {
    const { handleLinkClicks } = await import('./linkClicks.ts')
    handleLinkClicks({ site, load, draw, page: () => drawn })
  })
  return {
    refresh,
    restart: async () => {
      scrollToTop()
      await refresh()
      afterPaint(restoreScrollAndFocus(undefined))
    },
    isDrawn: () => drawn !== undefined,
    page: () => drawn,
    readFromHost,
  }
}

/** Lays the whole page out when the browser has nothing else to do, before the reader has read the first screen. */
function layOutInTime(): void {
  // WebKit has no idle callbacks.
  afterPaint(() => (window.requestIdleCallback ?? setTimeout)(forceFullLayout))
}

function isPrerendered(): boolean {
  return document.querySelector('#app main') !== null
}
