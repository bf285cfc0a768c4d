import { createBrowserHistory } from '@tanstack/solid-router'
import { drawPage } from './drawPage.tsx'
import type { PageLoader } from './loadPage.ts'
import type { PageData, SiteConfig } from './page.ts'
import { createAppRouter, currentPage } from './routes.ts'
import { warmArticles } from './warmArticles.ts'

/** Where the reader was on each page of this visit: put back on the way back. */
interface Place {
  y: number
  /** Address of the link that was followed. */
  link?: string | undefined
}

export interface Navigation {
  /** Draws the page of the current address anew, without moving what is being read. */
  refresh(): Promise<void>
  /** Draws it anew and begins at its top. */
  restart(): Promise<void>
  /** Whether a page of the library stands there, rather than the prerendered one. */
  isDrawn(): boolean
  page(): PageData | undefined
}

/** Follows links inside the app, draws what they lead to, and keeps focus and place as a browser would. */
export async function startNavigation(site: SiteConfig, load: PageLoader): Promise<Navigation> {
  const history = createBrowserHistory()
  const router = createAppRouter({ load, site }, history)
  const places = new Map<string, Place>()
  let drawn: PageData | undefined
  window.history.scrollRestoration = 'manual'

  const keyOf = () => (window.history.state as { __TSR_key?: string } | null)?.__TSR_key ?? ''
  let key = keyOf()

  const show = async (moved: 'forth' | 'back' | 'stay') => {
    // Without `invalidate` the router would give what it has and read the library behind our back.
    await (moved === 'stay' && drawn !== undefined
      ? router.invalidate({ sync: true })
      : router.load())
    const page = currentPage(router)
    if (!page) return
    // The prerendered page says more than "not on this device".
    if (page.kind === 'missing' && drawn === undefined && isPrerendered() && moved === 'stay')
      return
    if (
      page.kind === 'missing' &&
      page.reason !== 'address' &&
      moved !== 'stay' &&
      (await isOnHost())
    ) {
      location.reload()
      return
    }
    if (moved === 'stay') {
      const y = scrollY
      drawPage(page, site)
      scrollTo({ top: y, behavior: 'instant' })
    } else {
      drawPage(page, site)
      settle(moved === 'back' ? places.get(keyOf()) : undefined)
    }
    drawn = page
    key = keyOf()
    warmArticles(site)
  }

  history.subscribe(({ action }) => {
    const back = action.type === 'BACK' || action.type === 'FORWARD' || action.type === 'GO'
    show(back ? 'back' : 'forth').catch((error: unknown) => console.error(error))
  })

  document.addEventListener('click', (event) => {
    const link = linkOf(event)
    if (
      !link ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    if (event.defaultPrevented) return
    const target = new URL(link.href)
    if (target.hash && target.pathname === location.pathname) {
      event.preventDefault()
      goTo(target.hash.slice(1))
      return
    }
    if (!isOwn(target, site)) return
    event.preventDefault()
    places.set(key, { y: scrollY, link: link.getAttribute('href') ?? undefined })
    if (target.href === location.href) show('forth')
    else history.push(target.pathname + target.search + target.hash)
  })

  // The read begins when the finger comes down, and is done when it goes up.
  const preload = (event: Event) => {
    const link = linkOf(event)
    if (!link) return
    const target = new URL(link.href)
    if (isOwn(target, site) && target.pathname !== location.pathname) {
      router.preloadRoute({ to: withoutBase(target.pathname, site) as never }).catch(() => {})
    }
  }
  document.addEventListener('pointerdown', preload, { passive: true })
  document.addEventListener('focusin', preload)

  addEventListener('pagehide', () => places.set(key, { y: scrollY }))

  await show('stay')
  return {
    refresh: () => show('stay'),
    restart: async () => {
      await show('stay')
      settle(undefined)
    },
    isDrawn: () => drawn !== undefined,
    page: () => drawn,
  }
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
  if (target.origin !== location.origin || !target.pathname.startsWith(site.base)) return false
  return !/\.(?!html$)\w+$/.test(target.pathname)
}

function isPrerendered(): boolean {
  return document.querySelector('#app main') !== null
}

/** During the first visit, or with storage refused, the host may have a page that the device has not. */
async function isOnHost(): Promise<boolean> {
  if (document.documentElement.dataset.synced !== undefined || !navigator.onLine) return false
  if (navigator.serviceWorker?.controller) return false
  return fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Moves the focus as well as the view: the next Tab goes on from there. */
function goTo(id: string): void {
  const target = document.getElementById(id)
  if (!target) return
  const control = target.matches('fieldset')
    ? target.querySelector<HTMLElement>('input:checked')
    : target
  target.scrollIntoView({ block: 'start' })
  ;(control ?? target).focus({ preventScroll: true })
}

/** After a page has been drawn: at its heading, or where the reader had left it. */
function settle(place: Place | undefined): void {
  const link = place?.link
    ? document.querySelector<HTMLElement>(`a[href="${CSS.escape(place.link)}"]`)
    : undefined
  const heading = document.querySelector<HTMLElement>('main h1, .nameplate h1')
  scrollTo({ top: place?.y ?? 0, behavior: 'instant' })
  ;(link ?? heading ?? document.getElementById('content'))?.focus({ preventScroll: true })
}
