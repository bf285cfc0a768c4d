import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Figure, Image, ImageSource } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { imageName } from '#bundle/images.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftFigure } from '../article/draft.ts'
import { plainPath } from '../fetching/fetchSource.ts'
import { writeImmutable } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { type EncodedImage, encodeImage } from './encodeImage.ts'
import type { ImageCache } from './imageCache.ts'

export interface ImagePress {
  /** @returns undefined where the image cannot be used, which is reported once, or is too small to be one */
  press(figure: DraftFigure): Promise<Figure | undefined>
}

export interface ImagePressOptions {
  /** The publication's folder. Images are written into images/ below it. */
  folder: string
  fetchImage: (address: string) => Promise<Uint8Array>
  cache: ImageCache
  report: Report
}

/** An image without its alternative text, which belongs to the figure. */
type Sources = Omit<Image, 'alt'>

export function createImagePress(options: ImagePressOptions): ImagePress {
  const { fetchImage, cache, folder, report } = options
  // Results of this run by address: an image in many articles is fetched, encoded and reported once.
  const pressed = new Map<string, Promise<Sources | undefined>>()

  async function pressOne(address: string): Promise<Sources | undefined> {
    try {
      const known = await cache.digestOf(address)
      const drawnBefore = known && (await cache.sourcesOf(known.digest))
      const there = drawnBefore && (await areAllThere(folder, drawnBefore.sources))
      const held = there ? drawnBefore : undefined
      if (held && known?.fresh) return held
      let bytes: Uint8Array
      try {
        bytes = await fetchImage(address)
      } catch (error) {
        // The image of an earlier run stays while its host does not answer.
        if (held) return held
        throw error
      }
      const digest = createHash('sha256').update(bytes).digest('hex')
      await cache.rememberDigest(address, digest)
      const drawn = await cache.sourcesOf(digest)
      if (drawn && (await areAllThere(folder, drawn.sources))) return drawn
      const encoded = await encodeImage(bytes)
      if (!encoded) return undefined
      const sources = await writeVariants(folder, encoded)
      await cache.rememberSources(digest, sources)
      return sources
    } catch (error) {
      report.problem(unusable(address, error))
      return undefined
    }
  }

  return {
    async press({ source, alt, caption, credit }) {
      let sources = pressed.get(source)
      if (!sources) {
        sources = pressOne(source)
        pressed.set(source, sources)
      }
      const image = await sources
      if (!image) return undefined
      return defined<Figure>({ image: { alt, ...image }, caption, credit })
    },
  }
}

async function writeVariants(folder: string, encoded: EncodedImage): Promise<Sources> {
  const sources: ImageSource[] = []
  for (const { width, height, type, bytes } of encoded.variants.slice(0, LIMITS.sources)) {
    const digest = createHash('sha256').update(bytes).digest('hex')
    const source = { width, height, digest, type, length: bytes.length }
    await writeImmutable(folder, `images/${imageName(source)}`, bytes)
    sources.push(source)
  }
  return { width: encoded.width, height: encoded.height, sources }
}

async function areAllThere(folder: string, sources: ImageSource[]): Promise<boolean> {
  for (const source of sources) {
    const held = await stat(join(folder, 'images', imageName(source))).catch(() => undefined)
    if (held?.size !== source.length) return false
  }
  return true
}

function unusable(address: string, error: unknown): PressError {
  if (error instanceof PressError) return error
  const reason = (error as Error).message.split('\n')[0]!.replace(/\.$/, '')
  const name = address.startsWith('data:') ? `${address.slice(0, 40)}…` : plainPath(address)
  return new PressError(name, `the image cannot be used (${reason})`, {
    remedy:
      'The article is pressed without it. Replace the file or remove the image from the article.',
    cause: error,
  })
}
