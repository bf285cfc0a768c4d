import type { Bytes } from './base64.ts'

/**
 * Tells whether `publicKey` made `signature` over `message` (RFC 8032). For malformed keys and signatures the answer is
 * false, never an exception. Web Crypto does the work where it knows Ed25519 (Chrome 137, Firefox 129, Safari 17,
 * Node 20). Elsewhere @noble/ed25519 does, which is loaded on demand.
 */
export async function verifySignature(
  publicKey: Bytes,
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  let key: CryptoKey
  try {
    key = await importKey(publicKey)
  } catch {
    const { verifyByNoble } = await import('./verifyByNoble.ts')
    return verifyByNoble(publicKey, signature, message)
  }
  return crypto.subtle.verify('Ed25519', key, signature, message)
}

function importKey(publicKey: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
}

/** Tells whether Web Crypto knows Ed25519: then it imports any 32 bytes as a key. */
export function knowsEd25519(): Promise<boolean> {
  return importKey(new Uint8Array(32)).then(
    () => true,
    () => false,
  )
}
