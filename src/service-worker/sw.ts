import { handleMessage } from '#delivery/deliver.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { installAppShell } from './appShell.ts'
import { serveImages } from './images.ts'
import { keepOptionalFiles } from './optional.ts'
import { keepVerifier } from './verifyByNoble.ts'

declare const self: ServiceWorkerGlobalScope

keepOptionalFiles()
installAppShell()
keepVerifier()
serveImages()

self.addEventListener('message', (event) => {
  const message = event.data as ToWorker | { type: 'SKIP_WAITING' } | undefined
  // Asked for by the reader, never on its own: old tabs still need the old files.
  if (message?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
  else if (message) event.waitUntil(handleMessage(message))
})

// Chromium only; everywhere else an open page asks.
self.addEventListener('periodicsync' as 'sync', (event) => {
  ;(event as ExtendableEvent).waitUntil(handleMessage({ type: 'sync' }))
})
