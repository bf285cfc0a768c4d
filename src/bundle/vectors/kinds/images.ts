import { sha256 } from '../../digest.ts'
import { encode, flipped } from '../encode.ts'
import type { Media } from '../samples.ts'
import type { VectorSet } from '../VectorSet.ts'

export async function addImages(set: VectorSet, { imageBytes, source }: Media): Promise<void> {
  await set.add(
    'a picture',
    'Length, digest, and the first bytes of the type it is said to have.',
    { reads: 'image', file: 'good/image.webp', source },
    imageBytes,
    { length: imageBytes.length },
  )
  await set.add(
    'a picture with one bit changed',
    'As any file named by its digest.',
    { reads: 'image', file: 'bad/image-tampered.webp', source },
    flipped(imageBytes, 30),
    { error: 'wrong-digest' },
  )
  const page = encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  await set.add(
    'a drawing labelled as a picture',
    'The digest fits, the bytes are of another kind.',
    {
      reads: 'image',
      file: 'bad/image-drawing.webp',
      source: { ...source, digest: await sha256(page), length: page.length },
    },
    page,
    { error: 'wrong-shape' },
  )
}
