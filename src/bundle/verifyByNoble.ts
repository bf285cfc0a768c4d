import { verifyAsync } from '@noble/ed25519'
import type { Bytes } from './base64.ts'

/**
 * For engines whose Web Crypto does not know Ed25519; it hashes by Web Crypto, too. `zip215: false` is RFC 8032's own
 * rule, the one Web Crypto follows.
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
