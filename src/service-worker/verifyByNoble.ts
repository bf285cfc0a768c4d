import type { Bytes } from '#bundle/base64.ts'
import { furtherScript } from './furtherScripts.ts'

/** Takes the place of `#bundle/verifyByNoble.ts` in the worker (vite/staticImports.ts): few browsers need that code. */
export async function verifyByNoble(
  publicKey: Bytes,
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  return furtherScript('ed25519').verifyByNoble(publicKey, signature, message)
}
