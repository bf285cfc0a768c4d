import type { ImageSource, ImageType } from './article.ts'
import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { checkFile } from './decodeBundle.ts'
import { imageName } from './images.ts'

/** @throws BundleError `wrong-length`, `wrong-digest`; `wrong-shape` for bytes of another type */
export async function checkImage(bytes: Bytes, source: ImageSource): Promise<void> {
  const where = `images/${imageName(source)}`
  await checkFile(bytes, source, where)
  if (!looksLike(source.type, bytes)) throw new BundleError('wrong-shape', where)
}

function ascii(bytes: Bytes, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}

/** Tells by the first bytes whether a file is of the declared type: an HTML page or SVG labelled as an image is not. */
function looksLike(type: ImageType, bytes: Bytes): boolean {
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
