import { createBrowserHistory } from '@tanstack/solid-router'
import { afterPaint } from './afterPaint.ts'
import { nameDocument } from './drawPage.tsx'
import type { PageLoader } from './loadPage.ts'
import type { PageData, SiteConfig } from './page.ts'
import { placeOf } from './places.ts'
import { createAppRouter, currentPage } from './routes.ts'
import { leaveForTop, type Place, settle } from './settle.ts'

interface Stage {
  site: SiteConfig
  load: PageLoader
  draw: (page: PageData) => void
}

/** Follows links inside the app, draws what they lead to, and keeps focus and place as a browser would. */
export function followLinks({ site, load, draw }: Stage): void {
  const history = createBrowserHistory()
  const router = createAppRouter({ load, site }, history)
  /** By history entry: put back on the way back. */
  const places = new Map<string, Place>()

  const keyOf = () => (window.history.state as { __TSR_key?: string } | null)?.__TSR_key ?? ''
  let key = keyOf()

  const show = async (back: boolean) => {
    await router.load()
    const page = currentPage(router)
    if (!page) return
    if (page.kind === 'missing' && page.reason !== 'address' && (await isOnHost())) {
      location.reload()
      return
    }
    const place = back ? places.get(keyOf()) : undefined
    if (!place?.y) leaveForTop()
    draw(page)
    nameDocument(page)
    settle(place)
    key = keyOf()
  }

  /** Drawn before its address is in the history, which costs more than an article at hand. */
  let ahead: PageData | undefined
  const showAhead = (page: PageData, address: string) => {
    leaveForTop()
    draw(page)
    settle(undefined)
    ahead = page
    afterPaint(() => history.push(address))
  }

  history.subscribe(({ action }) => {
    if (ahead && action.type === 'PUSH') {
      nameDocument(ahead)
      ahead = undefined
      key = keyOf()
      // Only so that the router knows where the reader is.
      router.load().catch((error: unknown) => console.error(error))
      return
    }
    const back = action.type === 'BACK' || action.type === 'FORWARD' || action.type === 'GO'
    show(back).catch((error: unknown) => console.error(error))
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
    const address = target.pathname + target.search + target.hash
    const page = load.atHand(placeOf(target.pathname, site))
    if (target.href === location.href) show(false)
    else if (page) showAhead(page, address)
    else history.push(address)
  })

  // The read begins when the finger comes down, and is done when it goes up.
  const preload = (event: Event) => {
    const link = linkOf(event)
    if (!link) return
    const target = new URL(link.href)
    if (load.atHand(placeOf(target.pathname, site))) return
    if (isOwn(target, site) && target.pathname !== location.pathname) {
      router.preloadRoute({ to: withoutBase(target.pathname, site) as never }).catch(() => {})
    }
  }
  document.addEventListener('pointerdown', preload, { passive: true })
  document.addEventListener('focusin', preload)

  addEventListener('pagehide', () => places.set(key, { y: scrollY }))
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
