import type { Digest } from '#bundle/article.ts'
import type { ImageRow, Library } from './schema.ts'

/** Loads an image by its digest alone, as its address does not say which publication shows it. */
export async function loadImage(library: Library, digest: Digest): Promise<ImageRow | undefined> {
  const transaction = library.transaction(['publications', 'images'])
  const images = transaction.objectStore('images')
  for (const publication of await transaction.objectStore('publications').getAllKeys()) {
    const image = await images.get([publication, digest])
    if (image) return image
  }
  return undefined
}
