import { verifyAsync } from '@noble/ed25519'
import type { Bytes } from './base64.ts'

/**
 * Verifies a signature in engines whose Web Crypto does not know Ed25519; SHA-512 is still Web Crypto's. `zip215: false`
 * selects the rule of RFC 8032, which Web Crypto follows.
 */
export async function verifyByNoble(
  publicKey: Bytes,
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  try {
    return await verifyAsync(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
