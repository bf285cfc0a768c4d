import * as noble from '@noble/ed25519'
import type { Bytes } from './base64.ts'

/**
 * Whether `signature` over `message` was made by `publicKey` (RFC 8032). Garbled keys and signatures
 * are false, never an exception. Web Crypto where it knows Ed25519 (Chrome 137, Firefox 129,
 * Safari 17, Node 20), else @noble/ed25519, which hashes by Web Crypto too.
 */
export async function verifySignature(
  publicKey: Bytes,
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  let key: CryptoKey
  try {
    key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  } catch {
    return verifyByNoble(publicKey, signature, message)
  }
  return crypto.subtle.verify('Ed25519', key, signature, message)
}

/** `zip215: false` is RFC 8032's own rule, the one Web Crypto follows. */
export async function verifyByNoble(
  publicKey: Bytes,
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  try {
    return await noble.verifyAsync(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
