import { afterPaint } from './afterPaint.ts'
import { drawPage, nameDocument, rehearseArticle } from './drawPage.tsx'
import { placeOfEntry, placeOnList } from './historyPlaces.ts'
import type { PageLoader } from './loadPage.ts'
import { type PageData, publicationOf, type SiteConfig } from './page.ts'
import { type Place, placeOf } from './places.ts'
import { goTo, layOutWhole, leaveForTop, placeNow, settle } from './settle.ts'
import { warmArticles } from './warmArticles.ts'

export interface Navigation {
  /** Draws the page of the current address anew, without moving what is being read. */
  refresh(): Promise<void>
  /** Draws it anew and begins at its top. */
  restart(): Promise<void>
  /** Whether a page of the library stands there, rather than the prerendered one. */
  isDrawn(): boolean
  page(): PageData | undefined
}

/**
 * Draws the page of the current address. The router is not needed for that, and comes after the first
 * paint; until it is there, links are followed by the browser.
 */
export async function startNavigation(site: SiteConfig, load: PageLoader): Promise<Navigation> {
  let drawn: PageData | undefined
  window.history.scrollRestoration = 'manual'

  let rehearsed = false
  const rehearse = (place: Place) => {
    const page = rehearsed ? undefined : load.atHand(place)
    if (page?.kind !== 'article') return
    rehearsed = true
    rehearseArticle(page, site)
  }
  const draw = (page: PageData) => {
    const placed = drawPage(page, site)
    drawn = page
    layOutInTime()
    warmArticles(site, rehearse)
    return placed
  }
  const refresh = async () => {
    const { pathname } = location
    const entry = drawn ? placeNow() : placeOfEntry()
    // An address that names a place on the page asks for that one.
    let place = entry ?? (location.hash ? undefined : placeOnList(pathname))
    const page = await load.at(placeOf(pathname, site), place?.count)
    if (location.pathname !== pathname) return
    // The prerendered page says more than "not on this device".
    if (page.kind === 'missing' && drawn === undefined && isPrerendered()) return
    // Another edition is begun at its top.
    if (!entry && place?.version !== publicationOf(page).version) place = undefined
    // Whoever was quicker than the app is reading the prerendered page.
    const starts = !drawn && scrollY === 0
    if (!starts) place = placeNow()
    // Whoever is at the top sees what is new there.
    if (place && place.y < 100) place.card = undefined
    draw(page)
    nameDocument(page)
    const focus = settle(place)
    if (!starts) return
    if (place?.visible) afterPaint(focus)
    else if (!place) goTo(location.hash.slice(1))
  }

  // A thumb may be quicker than the idle moment.
  addEventListener('scroll', () => scrollY && layOutWhole(), { passive: true })
  await refresh()
  layOutInTime()
  afterPaint(async () => {
    const { followLinks } = await import('./followLinks.ts')
    followLinks({ site, load, draw, page: () => drawn })
  })
  return {
    refresh,
    restart: async () => {
      leaveForTop()
      await refresh()
      afterPaint(settle(undefined))
    },
    isDrawn: () => drawn !== undefined,
    page: () => drawn,
  }
}

/** Before anybody has read the first screen, and after everything that is waited for. */
function layOutInTime(): void {
  // WebKit has no idle callbacks.
  afterPaint(() => (window.requestIdleCallback ?? setTimeout)(layOutWhole))
}

function isPrerendered(): boolean {
  return document.querySelector('#app main') !== null
}
