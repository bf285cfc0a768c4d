import * as noble from '@noble/ed25519'
import { fromHex, toHex } from './base64.ts'
import { keyId, type Signer } from './envelope.ts'

/** A publisher's key as it is stored in a file. Anyone who has it can publish in the publisher's name. */
export interface SecretKey {
  format: 1
  type: 'ed25519'
  /** Raw public key, 32 bytes, hex. */
  public: string
  /** RFC 8032 seed, 32 bytes, hex. */
  secret: string
}

export async function generateKey(): Promise<SecretKey> {
  const { secretKey, publicKey } = await noble.keygenAsync()
  return { format: 1, type: 'ed25519', public: toHex(publicKey), secret: toHex(secretKey) }
}

/** @throws Error when the two keys in the file are malformed or do not belong together */
export async function signerOf(key: SecretKey): Promise<Signer> {
  const secret = fromHex(key.secret)
  const expected = fromHex(key.public)
  if (secret?.length !== 32 || expected?.length !== 32) {
    throw new Error('the key file does not hold 32-byte keys in hex')
  }
  if (toHex(await noble.getPublicKeyAsync(secret)) !== key.public) {
    throw new Error('the secret key in the file does not belong to its public key')
  }
  return {
    keyid: await keyId(expected),
    sign: async (message) => Uint8Array.from(await noble.signAsync(message, secret)),
  }
}
