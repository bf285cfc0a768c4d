import sharp, { type SharpOptions } from 'sharp'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'

export interface EncodedImage {
  /** Width and height of the largest variant in pixels. */
  width: number
  height: number
  /** The variants, narrowest first. */
  variants: Variant[]
}

export interface Variant {
  width: number
  height: number
  type: 'image/webp'
  bytes: Buffer
}

/** Widths of the variants: the one that readers keep (`pickSource`), and one for a screen of high density. */
const WIDTHS = [800, 1280]
/** Qualities that are tried in turn until the file fits LIMITS.image. */
const QUALITIES = [62, 48, 34, 20]
/** An image smaller than this on both sides is a tracking pixel, a spacer or a share button. */
const TINY = 32
const MAX_PIXELS = 100_000_000
/** The formats of articles' images. Other formats that sharp can open are refused. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'svg', 'tiff'])

/** Names everything that shapes the output. With another recipe or codec no entry of the cache fits. */
export const RECIPE = `webp 1 ${WIDTHS} ${QUALITIES} ${sharp.versions.sharp} ${sharp.versions.webp}`

/**
 * Decodes an image from an untrusted source and encodes it anew: upright, sRGB, the first frame only, without any
 * metadata. No byte of the source file is kept.
 * @returns undefined for an image that is too small to be one of an article
 * @throws Error with a reason to print
 */
export async function encodeImage(source: Uint8Array): Promise<EncodedImage | undefined> {
  const size = await sizeOf(source)
  if (size.width < TINY && size.height < TINY) return undefined
  const options = defined<SharpOptions>({
    failOn: 'error',
    limitInputPixels: MAX_PIXELS,
    pages: 1,
    autoOrient: true,
    density: size.vector ? vectorDensity(size) : undefined,
  })
  const widths = variantWidths(size)
  const variants: Variant[] = []
  for (const width of widths) {
    const variant = await encodeVariant(source, options, width)
    // A very tall image meets the limit of the height before the width, so two widths may come out alike.
    if (variant.width > (variants.at(-1)?.width ?? 0)) variants.push(variant)
  }
  const largest = variants.at(-1)!
  return { width: largest.width, height: largest.height, variants }
}

interface Size {
  width: number
  height: number
  vector: boolean
}

async function sizeOf(source: Uint8Array): Promise<Size> {
  const { format, width, height, autoOrient } = await sharp(source, {
    limitInputPixels: MAX_PIXELS,
    pages: 1,
  }).metadata()
  if (!FORMATS.has(format)) throw new Error(`is of a kind the press does not take (${format})`)
  const vector = format === 'svg'
  return vector ? { width, height, vector } : { ...autoOrient, vector }
}

/**
 * The density at which a vector image, which has no size of its own, is as wide as the widest variant. 72 dpi is 1:1.
 */
function vectorDensity({ width }: Size): number {
  return Math.min(2400, Math.max(72, Math.ceil((72 * WIDTHS.at(-1)!) / width)))
}

function variantWidths({ width, vector }: Size): number[] {
  const widest = WIDTHS.at(-1)!
  const largest = vector ? widest : Math.min(width, widest)
  const widths = WIDTHS.filter((step) => step < largest)
  // A last variant that is a few pixels wider is not worth its bytes, unless it is the only one.
  if (largest >= (widths.at(-1) ?? 0) * 1.2) widths.push(largest)
  return widths
}

async function encodeVariant(
  source: Uint8Array,
  options: SharpOptions,
  width: number,
): Promise<Variant> {
  for (let target = width; target >= TINY; target = Math.floor(target * 0.75)) {
    for (const quality of QUALITIES) {
      const { data, info } = await sharp(source, options)
        .resize({
          width: target,
          height: LIMITS.imageSide,
          fit: 'inside',
          withoutEnlargement: true,
        })
        .toColourspace('srgb')
        .webp({ quality, effort: 4, smartSubsample: true })
        .toBuffer({ resolveWithObject: true })
      if (data.length <= LIMITS.image) {
        return { width: info.width, height: info.height, type: 'image/webp', bytes: data }
      }
    }
  }
  throw new Error('does not fit 512 KiB at any size')
}
