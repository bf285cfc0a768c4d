import type { Image, ImageSource } from './article.ts'

/** The width (pixels) a device keeps: enough for a phone's dense screen and a desktop's column. */
const KEPT_WIDTH = 800

/** @returns the source of an image that is delivered and shown: the narrowest that is wide enough, else the widest */
export function pickSource(image: Image): ImageSource {
  return image.sources.find((source) => source.width >= KEPT_WIDTH) ?? image.sources.at(-1)!
}

const EXTENSIONS = {
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const

/** @returns the image's file name below `images/`, on the host and in the app's own addresses */
export function imageName(source: ImageSource): string {
  return `${source.digest}.${EXTENSIONS[source.type]}`
}
