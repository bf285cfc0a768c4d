import type { Bytes } from '#bundle/base64.ts'

export function encodeJson(value: unknown): Bytes {
  return new TextEncoder().encode(JSON.stringify(value))
}
