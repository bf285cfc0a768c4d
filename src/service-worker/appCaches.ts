import { COPY } from '#library/copy.ts'
import { RECORDINGS } from '#library/recordings.ts'
import { scoped } from '#site/scope.ts'

declare const self: ServiceWorkerGlobalScope

/**
 * The caches with files of this copy of the app, its precache among them. Those of other apps of the origin are none of its,
 * and what a reader made or saved is no part of the app.
 */
export async function appCaches(): Promise<string[]> {
  const precache = `-${self.registration.scope}`
  return (await caches.keys()).filter(
    (name) =>
      (name.startsWith('workbox-') && name.endsWith(precache)) ||
      (name.startsWith(scoped('')) && name !== COPY && name !== RECORDINGS),
  )
}
