import type { Bytes } from '../base64.ts'

/**
 * Makes a gzip member whose bytes depend on nothing but the input: compressors differ between versions and machines, and
 * the vectors must not. It is one block of fixed Huffman codes (RFC 1951, 3.2.6) whose only matches repeat the byte
 * before, which is enough to make a bomb.
 */
export function plainGzip(raw: Bytes): Bytes {
  const header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
  const packed = deflate(raw)
  const out = new Uint8Array(header.length + packed.length + 8)
  out.set(header)
  out.set(packed, header.length)
  const trailer = new DataView(out.buffer, out.length - 8)
  trailer.setUint32(0, crc32(raw), true)
  trailer.setUint32(4, raw.length, true)
  return out
}

/** The longest match of deflate; its code, 285, has no extra bits. */
const RUN = 258

function deflate(raw: Bytes): number[] {
  const out: number[] = []
  let byte = 0
  let filled = 0
  const bit = (value: number) => {
    byte |= value << filled
    if (++filled === 8) {
      out.push(byte)
      byte = 0
      filled = 0
    }
  }
  // Huffman codes are written from their highest bit.
  const code = (value: number, length: number) => {
    for (let at = length - 1; at >= 0; at--) bit((value >> at) & 1)
  }
  // The header of the block: the last one, of fixed codes.
  bit(1)
  bit(1)
  bit(0)
  for (let at = 0; at < raw.length; ) {
    const value = raw[at]!
    if (value < 144) code(0x30 + value, 8)
    else code(0x190 + value - 144, 9)
    at++
    while (at + RUN <= raw.length && runs(raw, at, value)) {
      code(0xc0 + 285 - 280, 8)
      code(0, 5)
      at += RUN
    }
  }
  code(0, 7)
  while (filled > 0) bit(0)
  return out
}

function runs(raw: Bytes, at: number, value: number): boolean {
  for (let ahead = at; ahead < at + RUN; ahead++) if (raw[ahead] !== value) return false
  return true
}

function crc32(bytes: Bytes): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
