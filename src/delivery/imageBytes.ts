import type { ImageType } from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'

function ascii(bytes: Bytes, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}

/** Whether the first bytes are of the declared kind: a page or drawing labelled as a picture is refused. */
export function looksLike(type: ImageType, bytes: Bytes): boolean {
  switch (type) {
    case 'image/webp':
      return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'
    case 'image/avif':
      return ascii(bytes, 4, 8) === 'ftyp' && /^avi[fs]/.test(ascii(bytes, 8, 12))
    case 'image/jpeg':
      return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
    case 'image/png':
      return ascii(bytes, 1, 4) === 'PNG' && bytes[0] === 0x89
  }
}
