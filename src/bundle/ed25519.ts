import type { Bytes } from './base64.ts'

/**
 * Whether `signature` over `message` was made by `publicKey` (RFC 8032). Garbled keys and signatures
 * are false, never an exception. Web Crypto where it knows Ed25519 (Chrome 137, Firefox 129,
 * Safari 17, Node 20), else @noble/ed25519, which only those who need it load.
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

/** Any 32 bytes make a key, as far as importing goes. */
export function knowsEd25519(): Promise<boolean> {
  return importKey(new Uint8Array(32)).then(
    () => true,
    () => false,
  )
}
