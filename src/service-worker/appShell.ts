import type { PrecacheEntry } from 'workbox-precaching'
import { PrecacheController } from 'workbox-precaching/PrecacheController.js'
import type { Answer } from './answer.ts'
import { dropOptionalFiles } from './optional.ts'

declare const self: ServiceWorkerGlobalScope

/** Filled in by the build: every file of the app under its hashed name, with the digest its bytes must have. */
declare const __PRECACHE__: PrecacheEntry[]

/** The page without content that every address starts from; which one is filled in when a site is put together. */
const SHELL = {
  url: 'shell.html',
  revision: '__SHELL_REVISION__',
  integrity: 'sha256-__SHELL_DIGEST__',
}

/** A cache without content, there as long as files of an older app are: its tabs may still ask for them. */
const OLDER = 'longwave-older'

/** A cache without content, there while a version is being installed, and after that has failed. */
const INSTALLING = 'longwave-installing'

/** Files that lie beside the app and are meant for others. */
const OTHERS = [
  /\/(?:feed\.(?:json|xml)|head\.json|root\/\d+\.json)$/,
  /\/(?:images|bundles|catalog)\//,
  // A page that cannot read the library asks for the one the press drew (src/app/navigation/fromHost.ts).
  /\?from=host$/,
]

/**
 * The whole app, or none of it; a page is never asked of the network once the app is here.
 * @returns what answers for the app's own files
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
  controller.addToCacheList([...__PRECACHE__, SHELL])
  self.addEventListener('install', (event) => {
    const install = async () => {
      // What was wrong the last time may be in the browser's own cache, for a year.
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
    // The first page a reader opens is under the worker at once, so its pictures can come from the library.
    event.waitUntil(self.clients.claim())
  })

  const shell = controller.createHandlerBoundToURL(SHELL.url)
  return (event, url) => {
    const { request } = event
    const cacheKey = controller.getCacheKeyForURL(request.url)
    if (cacheKey) {
      // With its digest, what was missing is kept again when it has been fetched.
      const integrity = controller.getIntegrityForCacheKey(cacheKey)
      return controller.strategy.handle({ request, event, params: { cacheKey, integrity } })
    }
    if (request.mode === 'navigate' && !OTHERS.some((it) => it.test(url.pathname + url.search))) {
      // Before the first page of a visit there is no other one.
      const older = caches.has(OLDER).then(async (has) => {
        if (has) await tidy(event)
      })
      event.waitUntil(older)
      return shell({ request, event, url })
    }
    // What a tab of an older app asks for.
    if (!url.pathname.includes('/assets/')) return undefined
    return caches.match(request).then((kept) => kept ?? fetch(request))
  }
}

/** Not the login page of a network, which would be what every address starts from until the next version. */
async function isOurs(response: Response): Promise<boolean> {
  if (!response.ok) return false
  return !response.url.endsWith(SHELL.url) || (await response.clone().text()).includes('id="app"')
}
