import type { Digest } from './article.ts'
import { type Bytes, toHex } from './base64.ts'

/** @returns the SHA-256 in lower-case hex, by which a file is named */
export async function sha256(bytes: Bytes): Promise<Digest> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
