import { clientsClaim } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** Filled in by the build: every file of the app under its hashed name. */
declare const __PRECACHE__: PrecacheEntry[]

/** The page without content that every address starts from; its revision is filled in when a site is put together. */
const SHELL = { url: 'shell.html', revision: '__SHELL_REVISION__' }

/** The whole app, or none of it; a page is never asked of the network once the app is here. */
export function installAppShell(): void {
  precacheAndRoute([...__PRECACHE__, SHELL])
  cleanupOutdatedCaches()
  registerRoute(
    new NavigationRoute(createHandlerBoundToURL(SHELL.url), {
      // Files that lie beside the app and are meant for others.
      denylist: [
        /\/(?:feed\.(?:json|xml)|head\.json|root\/\d+\.json)$/,
        /\/(?:images|bundles|catalog)\//,
        // A page that cannot read the library asks for the one the press drew (src/app/offline/fromHost.ts).
        /\?from=host$/,
      ],
    }),
  )
  // The first page a reader opens is under the worker at once, so its pictures can come from the library.
  clientsClaim()
}
