import { knowsEd25519 } from '#bundle/ed25519.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { installAppShell } from './appShell.ts'
import { furtherScript } from './furtherScripts.ts'
import { answerImage } from './images.ts'
import { answerOptionalFile } from './optional.ts'

declare const self: ServiceWorkerGlobalScope

const answerAppFile = installAppShell()

self.addEventListener('install', (event) => {
  const importScripts = async () => {
    furtherScript('delivery')
    if (!(await knowsEd25519())) furtherScript('ed25519')
  }
  event.waitUntil(importScripts())
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  const response =
    answerOptionalFile(event, url) ?? answerImage(event, url) ?? answerAppFile(event, url)
  if (response) event.respondWith(response)
})

self.addEventListener('message', (event) => {
  const message = event.data as ToWorker | { type: 'SKIP_WAITING' } | undefined
  // The reader asks for it. The worker does not skip waiting on its own, because old tabs still need the old files.
  if (message?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
  else if (message) event.waitUntil(furtherScript('delivery').handleMessage(message))
})

// Periodic sync is in Chromium only; in other browsers an open page asks.
self.addEventListener('periodicsync' as 'sync', (event) => {
  const sync = furtherScript('delivery').handleMessage({ type: 'sync' })
  ;(event as ExtendableEvent).waitUntil(sync)
})
