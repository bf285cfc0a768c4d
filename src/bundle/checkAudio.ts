import type { Audio, AudioType } from './article.ts'
import { audioName } from './audioName.ts'
import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { checkFile } from './decodeBundle.ts'

/** @throws BundleError `wrong-length`, `wrong-digest`; `wrong-shape` for bytes of another type */
export async function checkAudio(bytes: Bytes, audio: Audio): Promise<void> {
  const where = `audio/${audioName(audio)}`
  await checkFile(bytes, audio, where)
  if (audioTypeOf(bytes) !== audio.mediaType) throw new BundleError('wrong-shape', where)
}

/** @returns the type by the first bytes: an MP3 frame or tag, an MPEG-4 file that is no image, an Ogg page */
export function audioTypeOf(bytes: Uint8Array): AudioType | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (ascii(0, 4) === 'OggS') return 'audio/ogg'
  if (ascii(4, 8) === 'ftyp' && /^(?:M4[AB] |mp4[12]|iso[m2-9]|dash)/.test(ascii(8, 12))) {
    return 'audio/mp4'
  }
  // A frame of MPEG Layer III of any version. Layers I and II and AAC have other bits there.
  const isFrame = bytes[0] === 0xff && (bytes[1]! & 0xe6) === 0xe2
  return isFrame || ascii(0, 3) === 'ID3' ? 'audio/mpeg' : undefined
}
