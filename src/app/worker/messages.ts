import { CHANNEL, type ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import type { SiteConfig } from '../site/page.ts'
import { trusted } from '../ui/trustedTypes.ts'

/** Registration of the one worker of this page. */
let worker: Promise<ServiceWorkerRegistration | undefined> | undefined

/** Registers the worker. Where there is none, or it cannot come up, the page does its work itself. */
export function startWorker(site: SiteConfig): Promise<ServiceWorkerRegistration | undefined> {
  worker ??= register(site)
  return worker
}

async function register(site: SiteConfig): Promise<ServiceWorkerRegistration | undefined> {
  try {
    // Private windows of older Firefoxes and plain http: addresses have no container; a frame without rights throws.
    const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
    if (!container) return undefined
    const registration = await container.register(trusted.createScriptURL(`${site.base}sw.js`), {
      scope: site.base,
      updateViaCache: 'none',
    })
    if (registration.active) return registration
    return await Promise.race([container.ready, installationFailed(registration)])
  } catch {
    return undefined
  }
}

/** Resolves when the worker cannot be installed (no space, a missing file): `ready` never settles then. */
function installationFailed(registration: ServiceWorkerRegistration): Promise<undefined> {
  return new Promise((resolve) => {
    const { installing } = registration
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'redundant') resolve(undefined)
    })
  })
}

export async function send(message: ToWorker): Promise<void> {
  const registration = await worker
  const active = registration?.active
  if (active) active.postMessage(message)
  else {
    const { handleMessage } = await import('./deliveryInPage.ts')
    await handleMessage(message)
  }
}

type Listener = (message: ToPage) => void
const listeners = new Set<Listener>()
/** Opened with the first listener; all listeners of the page share it. */
let channel: BroadcastChannel | undefined

function hear({ data }: MessageEvent<ToPage>): void {
  // A tab of another version may send anything.
  if (typeof data?.type !== 'string') return
  for (const each of [...listeners]) {
    try {
      each(data)
    } catch (error) {
      console.error(error)
    }
  }
}

/** @returns a function that ends the listening */
export function onMessage(listener: Listener): () => void {
  if (!channel) {
    try {
      channel = new BroadcastChannel(CHANNEL)
      channel.onmessage = hear
    } catch {
      // The browser has no channels, or forbids them with storage (Firefox): then nothing is delivered either.
    }
  }
  listeners.add(listener)
  return () => listeners.delete(listener)
}
