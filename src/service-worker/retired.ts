import { COPY } from '#library/copy.ts'

declare const self: ServiceWorkerGlobalScope

/*
 * The worker an operator puts in place of one that does harm (`longwave retire`): it takes the copies of the app away and
 * then itself, without waiting for anybody. The library and the second copy of what a reader made are not touched. Pages go on without a worker until there is a
 * good one again.
 */

self.addEventListener('install', (event) => {
  // Where there is none to be replaced there should be none; a page then does a worker's work itself.
  event.waitUntil(
    self.registration.active ? self.skipWaiting() : Promise.reject(new Error('retired')),
  )
})

self.addEventListener('activate', (event) => {
  const retire = async () => {
    for (const name of await caches.keys()) if (name !== COPY) await caches.delete(name)
    await self.registration.unregister()
    for (const page of await self.clients.matchAll({ type: 'window' }))
      await page.navigate(page.url)
  }
  event.waitUntil(retire())
})
