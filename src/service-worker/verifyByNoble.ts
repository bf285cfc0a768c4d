import type { Bytes } from '#bundle/base64.ts'
import { knowsEd25519 } from '#bundle/ed25519.ts'

declare const self: ServiceWorkerGlobalScope & {
  verifyByNoble?: typeof import('#bundle/verifyByNoble.ts').verifyByNoble
}

/** Beside the worker's own file; vite.config.ts builds it out of nobleScript.ts. */
const SCRIPT = 'sw-ed25519.js'

/** The worker's stead for `#bundle/verifyByNoble.ts`: a worker has no dynamic imports. */
export async function verifyByNoble(
  publicKey: Bytes,
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  if (!self.verifyByNoble) importScripts(SCRIPT)
  return self.verifyByNoble!(publicKey, signature, message)
}

/**
 * What a worker has not imported by the end of its installation it never can; from then on the browser keeps the script
 * with the worker (Service Workers, "importScripts(urls)").
 */
export function keepVerifier(): void {
  self.addEventListener('install', (event) => {
    event.waitUntil(
      knowsEd25519().then((knows) => {
        if (!knows) importScripts(SCRIPT)
      }),
    )
  })
}
