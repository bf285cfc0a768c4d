import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import sharp from 'sharp'

/** A bitmap: `data` has its rows, three bytes (red, green, blue) for each pixel. */
export interface Picture {
  width: number
  height: number
  data: Buffer
}

export async function pictureOf(file: Buffer | string): Promise<Picture> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

export async function readPicture(path: string): Promise<Picture | undefined> {
  return existsSync(path) ? pictureOf(path) : undefined
}

export async function writePicture(path: string, { width, height, data }: Picture): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const image = sharp(data, { raw: { width, height, channels: 3 } })
  writeFileSync(path, await image.webp({ lossless: true, effort: 6 }).toBuffer())
}

/** Divides width and height by `times`. */
export async function reduced({ width, height, data }: Picture, times: number): Promise<Picture> {
  const image = sharp(data, { raw: { width, height, channels: 3 } })
  const size = { width: Math.round(width / times), height: Math.round(height / times) }
  const { data: small, info } = await image
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: small }
}

/** Red, green and blue of one pixel. */
export function pixelAt({ width, data }: Picture, x: number, y: number): number[] {
  const at = (y * width + x) * 3
  return [...data.subarray(at, at + 3)]
}

/**
 * Counts the pixels that differ by more than `step` of 255. `shown` is the current image, paled, with those pixels in
 * red.
 */
export function difference(
  now: Picture,
  then: Picture,
  step: number,
): { count: number; shown: Picture } {
  const { width } = now
  const height = Math.max(now.height, then.height)
  const shown = { width, height, data: Buffer.alloc(width * height * 3, 255) }
  let count = 0
  for (let at = 0; at < shown.data.length; at += 3) {
    let differs = width !== then.width || at >= now.data.length || at >= then.data.length
    for (let channel = at; channel < at + 3 && !differs; channel++) {
      differs = Math.abs(now.data[channel]! - then.data[channel]!) > step
    }
    if (differs) count += 1
    for (let channel = at; channel < at + 3; channel++) {
      const paled = 192 + (now.data[channel] ?? 255) / 4
      shown.data[channel] = differs ? (channel === at ? 220 : 0) : paled
    }
  }
  return { count, shown }
}
