import { appCaches } from './appCaches.ts'

declare const self: ServiceWorkerGlobalScope

/*
 * The worker that an operator puts in the place of one that does harm (`longwave retire`). It removes the caches of the app
 * and then itself, without waiting for open pages. The library, the backup and saved audio stay, and other apps' caches. Pages work without a worker until there
 * is a good one again.
 */

self.addEventListener('install', (event) => {
  // Without a worker to replace, the installation fails, so that there is none: pages then do its work themselves.
  event.waitUntil(
    self.registration.active ? self.skipWaiting() : Promise.reject(new Error('retired')),
  )
})

self.addEventListener('activate', (event) => {
  const retire = async () => {
    for (const name of await appCaches()) await caches.delete(name)
    await self.registration.unregister()
    for (const page of await self.clients.matchAll({ type: 'window' }))
      await page.navigate(page.url)
  }
  event.waitUntil(retire())
})
