import { BundleError } from './BundleError.ts'
import { type Bytes, fromBase64, fromHex, toBase64 } from './base64.ts'
import { sha256 } from './digest.ts'
import { verifySignature } from './ed25519.ts'
import { parseJson } from './parseJson.ts'
import type { Envelope, Role } from './release.ts'

export interface Signer {
  keyid: string
  sign(message: Bytes): Promise<Bytes>
}

/** @returns the name of a key in a root: the SHA-256 of its 32 raw bytes, in hex */
export function keyId(publicKey: Bytes): Promise<string> {
  return sha256(publicKey)
}

const encoder = new TextEncoder()

/**
 * Builds the message that DSSE signs (protocol.md, "PAE"). The type is part of it, so a document of one type never passes
 * for another.
 */
function preAuthenticationEncoding(payloadType: string, payload: Bytes): Bytes {
  const type = encoder.encode(payloadType)
  const head = encoder.encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `)
  const message = new Uint8Array(head.length + payload.length)
  message.set(head)
  message.set(payload, head.length)
  return message
}

/** @returns the envelope's bytes as they go into a file */
export async function signEnvelope(
  payloadType: string,
  payload: Bytes,
  signers: Signer[],
): Promise<Bytes> {
  const message = preAuthenticationEncoding(payloadType, payload)
  const signatures = []
  for (const signer of signers) {
    signatures.push({ keyid: signer.keyid, sig: toBase64(await signer.sign(message)) })
  }
  const envelope: Envelope = { payloadType, payload: toBase64(payload), signatures }
  return encoder.encode(`${JSON.stringify(envelope)}\n`)
}

/**
 * Reads an envelope without checking its signatures: the result is not trusted yet.
 * @throws BundleError `not-json`, `wrong-shape`
 */
export function parseEnvelope(bytes: Bytes, where: string): Envelope {
  const value = parseJson(bytes, where) as Partial<Envelope> | null
  const signatures = value?.signatures
  if (
    typeof value?.payloadType !== 'string' ||
    typeof value.payload !== 'string' ||
    !Array.isArray(signatures) ||
    signatures.length > 64 ||
    !signatures.every((entry) => typeof entry?.keyid === 'string' && typeof entry.sig === 'string')
  ) {
    throw new BundleError('wrong-shape', `${where} (envelope)`)
  }
  return value as Envelope
}

/** @throws BundleError `wrong-shape` */
export function payloadOf(envelope: Envelope, where: string): Bytes {
  const payload = fromBase64(envelope.payload)
  if (!payload) throw new BundleError('wrong-shape', `${where} (payload)`)
  return payload
}

/**
 * Returns the payload if at least `role.threshold` different keys of the role have signed it. A key counts once, however
 * often it is listed (TUF 5.3.4). `keyid` is only a hint at the key to try.
 * @throws BundleError `wrong-type`, `wrong-shape`, `bad-signature`
 */
export async function verifyEnvelope(
  envelope: Envelope,
  payloadType: string,
  role: Role,
  keys: Record<string, string>,
  where: string,
): Promise<Bytes> {
  if (envelope.payloadType !== payloadType) throw new BundleError('wrong-type', where)
  const payload = payloadOf(envelope, where)
  const message = preAuthenticationEncoding(payloadType, payload)
  const signed = new Set<string>()
  for (const { keyid, sig } of envelope.signatures) {
    const hex = role.keyids.includes(keyid) && Object.hasOwn(keys, keyid) ? keys[keyid] : undefined
    const publicKey = hex === undefined ? undefined : fromHex(hex)
    const signature = fromBase64(sig)
    if (!hex || !publicKey || !signature || signed.has(hex)) continue
    if ((await keyId(publicKey)) !== keyid) continue
    if (await verifySignature(publicKey, signature, message)) signed.add(hex)
  }
  if (signed.size < role.threshold) throw new BundleError('bad-signature', where)
  return payload
}
