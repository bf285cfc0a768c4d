import type { PrecacheEntry } from 'workbox-precaching'
import { PrecacheController } from 'workbox-precaching/PrecacheController.js'
import type { PublicationKey } from '#site/publicationKey.ts'
import { SCOPE, scoped } from '#site/scope.ts'
import { routeOf } from '#site/urls.ts'
import type { Answer } from './answer.ts'
import { dropOptionalFiles } from './optional.ts'

declare const self: ServiceWorkerGlobalScope

/** Filled in by the build: every file of the app under its hashed name, with the digest its bytes must have. */
declare const __PRECACHE__: PrecacheEntry[]

/** The page without content that every address starts from. Its digest is filled in when a site is put together. */
const SHELL = {
  url: 'shell.html',
  revision: '__SHELL_REVISION__',
  integrity: 'sha256-__SHELL_DIGEST__',
}

/** The list of all files of the app, by whose digest a reader and a publisher name this build. A press fills it in as well. */
const BUILD = {
  url: 'build.txt',
  revision: '__BUILD_REVISION__',
  integrity: 'sha256-__BUILD_DIGEST__',
}

/** A cache without content, which exists as long as files of an older app do: its tabs may still ask for them. */
const OLDER = scoped('older')

/** A cache without content, which exists while a version is being installed, and after a failed installation. */
const INSTALLING = scoped('installing')

/** A page that cannot read the library asks for the page that the press rendered (src/app/navigation/fromHost.ts). */
const FROM_HOST = '?from=host'

/**
 * Tells whether the app has a page at an address. Others below its path are asked of the network first: feeds and files of
 * the publication, what else the host has there, and other sites in folders of their own.
 */
function isPage({ pathname }: URL): boolean {
  const site = { base: SCOPE, id: '', root: '' as PublicationKey }
  return routeOf(pathname, site).kind !== 'unknown'
}

/**
 * Installs the whole app or none of it. Once it is installed, the network is not asked for a page any more.
 * @returns the function that answers requests for the app's own files
 */
export function installAppShell(): Answer {
  let anew = false
  const controller = new PrecacheController({
    plugins: [
      { cacheWillUpdate: async ({ response }) => ((await isOurs(response)) ? response : null) },
      {
        requestWillFetch: async ({ request }) =>
          anew ? new Request(request, { cache: 'reload' }) : request,
      },
    ],
  })
  controller.addToCacheList([...__PRECACHE__, SHELL, BUILD])
  self.addEventListener('install', (event) => {
    const install = async () => {
      // After a failed installation the HTTP cache is passed over, which may hold the wrong file for a year.
      anew = await caches.has(INSTALLING)
      await caches.open(INSTALLING)
      await controller.install(event)
      await caches.delete(INSTALLING)
    }
    event.waitUntil(install())
  })

  const tidy = async (event: ExtendableEvent) => {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    if (pages.length > 0) await caches.open(OLDER)
    else {
      await Promise.all([controller.activate(event), dropOptionalFiles()])
      await caches.delete(OLDER)
    }
  }
  self.addEventListener('activate', (event) => {
    event.waitUntil(tidy(event))
    // The worker takes control of the first page at once, so that its images can come from the library.
    event.waitUntil(self.clients.claim())
  })

  const shell = controller.createHandlerBoundToURL(SHELL.url)
  return (event, url) => {
    const { request } = event
    const cacheKey = controller.getCacheKeyForURL(request.url)
    if (cacheKey) {
      // With the digest, a file that was missing from the cache is stored again when it has been fetched.
      const integrity = controller.getIntegrityForCacheKey(cacheKey)
      return controller.strategy.handle({ request, event, params: { cacheKey, integrity } })
    }
    if (request.mode === 'navigate') {
      if (url.search === FROM_HOST) return undefined
      // Without a network, the app says that the page is not on this device (src/app/navigation/pageLoader.ts).
      if (!isPage(url)) return fetch(request).catch(() => shell({ request, event, url }))
      // Before the first page of a visit no page is open, so files of an older app can go.
      const older = caches.has(OLDER).then(async (has) => {
        if (has) await tidy(event)
      })
      event.waitUntil(older)
      return shell({ request, event, url })
    }
    // A file that the list lacks may be one of an older app whose tab is still open.
    if (!url.pathname.startsWith(`${SCOPE}assets/`)) return undefined
    return caches.match(request).then((kept) => kept ?? fetch(request))
  }
}

/** Refuses the login page of a network in the place of the shell: every address would start from it until the next version. */
async function isOurs(response: Response): Promise<boolean> {
  if (!response.ok) return false
  return !response.url.endsWith(SHELL.url) || (await response.clone().text()).includes('id="app"')
}
