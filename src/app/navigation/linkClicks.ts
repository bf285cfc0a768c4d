import { createBrowserHistory } from '@tanstack/solid-router'
import { routeOf } from '#site/urls.ts'
import { positionNow } from '../reading/opening.ts'
import { entryOf } from '../site/historyEntry.ts'
import { type PageData, publicationOf, type SiteConfig } from '../site/page.ts'
import { afterPaint } from '../ui/afterPaint.ts'
import { forgetHost, readFromHost } from './fromHost.ts'
import { nameDocument } from './mountPage.tsx'
import type { PageLoader } from './pageLoader.ts'
import { createAppRouter, currentPage } from './router.ts'
import { saveView, viewOfEntry } from './savedViews.ts'
import {
  captureView,
  restoreScroll,
  restoreScrollAndFocus,
  scrollToAnchor,
  scrollToTop,
  type ViewState,
} from './scrollAndFocus.ts'

interface Stage {
  site: SiteConfig
  load: PageLoader
  draw: (page: PageData) => void
  /** The one that is drawn, unless it is the prerendered one. */
  page: () => PageData | undefined
}

/** How long nothing has moved when the view is kept. */
const IDLE_MS = 250

/** Follows links inside the app, draws what they lead to, and keeps focus and view as a browser would. */
export function handleLinkClicks({ site, load, draw, page: drawn }: Stage): void {
  forgetHost()
  const history = createBrowserHistory()
  let goesBack = false
  const viewLeft = () => (goesBack ? viewOfEntry() : undefined)
  const router = createAppRouter({ load, site, viewLeft }, history)
  /** The entry of the page that is shown: the history is ahead of it while the next page is read. */
  let { state, pathname } = history.location
  let view: ViewState | undefined
  const keep = (followed?: Element) => {
    const page = drawn()
    const list = page?.kind === 'front' || page?.kind === 'section' ? pathname : undefined
    view = captureView(followed)
    const { key, index } = entryOf(state)
    view.index = index
    view.position = positionNow()
    if (list) view.version = publicationOf(page!).version
    saveView(key, view, list)
  }
  // The browser hears of a new entry a moment later than the router.
  const arrive = () => {
    ;({ state, pathname } = history.location)
    view = undefined
  }

  const show = async () => {
    await router.load()
    const page = currentPage(router)
    if (!page) return
    if (page.kind === 'missing' && mayBeOnHost(page.reason) && (await readFromHost())) return
    const view = viewLeft()
    if (!view?.y) scrollToTop()
    draw(page)
    nameDocument(page)
    const focus = restoreScrollAndFocus(view)
    arrive()
    if (view || !scrollToAnchor(location.hash.slice(1))) afterPaint(focus)
  }

  /** Set while the app itself writes the address of a page that is in memory, so that the router need not load it. */
  let atHand = false
  const showAtHand = (page: PageData, address: string) => {
    atHand = true
    history.push(address)
    // At once: a reader who goes back before it is painted comes to this list, and does not leave the app.
    history.flush()
    atHand = false
    scrollToTop()
    draw(page)
    arrive()
    const entry = state
    const focus = restoreScrollAndFocus(undefined)
    afterPaint(() => {
      if (state !== entry) return
      nameDocument(page)
      focus()
      // The router must know where the reader is.
      router.load().catch((error: unknown) => console.error(error))
    })
  }

  history.subscribe(({ action }) => {
    if (atHand) return
    goesBack = action.type === 'BACK' || action.type === 'FORWARD' || action.type === 'GO'
    if (goesBack) keep()
    show().catch((error: unknown) => console.error(error))
  })

  document.addEventListener('click', (event) => {
    const link = linkOf(event)
    if (!link || !isPlain(event)) return
    const target = new URL(link.href)
    if (target.hash && target.pathname === location.pathname) {
      event.preventDefault()
      if (!scrollToAnchor(target.hash.slice(1))) scrollToAnchor('content')
      return
    }
    if (!isOwn(target, site)) return
    event.preventDefault()
    keep(link)
    const address = target.pathname + target.search + target.hash
    const page = load.atHand(routeOf(target.pathname, site))
    goesBack = false
    if (target.href === location.href) show()
    else if (page) showAtHand(page, address)
    else history.push(address)
  })

  const preload = (pathname: string) => {
    if (load.atHand(routeOf(pathname, site)) || pathname === location.pathname) return
    router.preloadRoute({ to: withoutBase(pathname, site) as never }).catch(() => {})
  }
  onPressOrFocus(site, preload)
  keepUpToDate(keep, () => view)
}

/** Tells whether a click follows a link, and does not open it in another tab or window. */
function isPlain(event: MouseEvent): boolean {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event
  return button === 0 && !(metaKey || ctrlKey || shiftKey || altKey || defaultPrevented)
}

/** Calls `preload` as soon as the finger comes down on a link of the app, or it has the focus: the tap ends later. */
function onPressOrFocus(site: SiteConfig, preload: (pathname: string) => void): void {
  const listener = (event: Event) => {
    const link = linkOf(event)
    const target = link && new URL(link.href)
    if (target && isOwn(target, site)) preload(target.pathname)
  }
  document.addEventListener('pointerdown', listener, { passive: true })
  document.addEventListener('focusin', listener)
}

/** Keeps the view once nothing has moved for a moment, and when the page is left. */
function keepUpToDate(keep: () => void, view: () => ViewState | undefined): void {
  let idle: ReturnType<typeof setTimeout> | undefined
  const keepSoon = () => {
    clearTimeout(idle)
    idle = setTimeout(keep, IDLE_MS)
  }
  keepSoon()
  addEventListener('scroll', keepSoon, { passive: true })
  addEventListener('focusin', keepSoon)
  // After the phone has been turned, the card that was in the window is brought back into it.
  let width = innerWidth
  addEventListener('resize', () => {
    const kept = view()
    if (width !== innerWidth && kept?.card) restoreScroll(kept)
    width = innerWidth
  })
  addEventListener('pagehide', () => keep())
  document.addEventListener('visibilitychange', () => document.hidden && keep())
}

/** An address without the app's own path, as the routes are written. */
function withoutBase(pathname: string, site: SiteConfig): string {
  return `/${pathname.slice(site.base.length)}`
}

function linkOf(event: Event): HTMLAnchorElement | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  return link instanceof HTMLAnchorElement && link.href && !link.target && !link.download
    ? link
    : undefined
}

/** A page of the app, as against a file beside it (feeds) or another site. */
function isOwn(target: URL, site: SiteConfig): boolean {
  return target.origin === location.origin && routeOf(target.pathname, site).kind !== 'unknown'
}

/** During the first visit, or with storage refused, the host may have a page that the device has not. */
function mayBeOnHost(reason: 'address' | 'device' | 'storage'): boolean {
  if (reason !== 'device') return reason === 'storage'
  const { dataset } = document.documentElement
  return dataset.synced === undefined && !navigator.serviceWorker?.controller
}
