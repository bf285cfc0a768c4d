/** Bytes as Web Crypto takes them: over an ArrayBuffer, never over a SharedArrayBuffer. */
export type Bytes = Uint8Array<ArrayBuffer>

const ENCODED = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192))
  }
  return btoa(binary)
}

/**
 * Decodes strictly: each byte sequence has exactly one text, so that no bit of an envelope can change unnoticed. (`atob`
 * ignores the unused bits of the last character.)
 * @returns undefined for anything `toBase64` would not have written
 */
export function fromBase64(text: string): Bytes | undefined {
  if (!ENCODED.test(text)) return undefined
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  return toBase64(bytes) === text ? bytes : undefined
}

export function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}

/** @returns undefined for anything but pairs of lower-case hex digits */
export function fromHex(hex: string): Bytes | undefined {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) return undefined
  const bytes = new Uint8Array(hex.length / 2)
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
  }
  return bytes
}
