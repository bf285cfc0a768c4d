import { openLibrary } from '#library/open.ts'
import type { ImageRow } from '#library/schema.ts'

const DIGEST = /\/images\/([0-9a-f]{64})\.\w+$/

/**
 * Images have ordinary addresses, which the worker answers from the library. Where there is no worker, or it does not control
 * the page yet, and the host has no such image either, the page reads it from the library.
 */
export function startPictures(): void {
  // Errors of images do not bubble, but a listener can capture them.
  document.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLImageElement)
        showFromLibrary(target).catch(() => markAbsent(target))
    },
    true,
  )
}

/** Tries again to show images that were not on the device when their page, prerendered or not, was drawn. */
export function retryPictures(): void {
  for (const img of document.querySelectorAll<HTMLImageElement>('.picture.absent img')) {
    showFromLibrary(img).catch(() => {})
  }
}

async function showFromLibrary(img: HTMLImageElement): Promise<void> {
  const digest = DIGEST.exec(img.dataset.address ?? img.src)?.[1]
  // An image that the library cannot show either is no image; asking again would never end.
  const image = digest && !img.src.startsWith('blob:') && (await load(digest))
  if (!image) {
    markAbsent(img)
    return
  }
  img.dataset.address ??= img.src
  const address = URL.createObjectURL(new Blob([image.bytes], { type: image.type }))
  img.addEventListener('load', () => URL.revokeObjectURL(address), { once: true })
  img.parentElement?.classList.remove('absent')
  img.src = address
}

async function load(digest: string): Promise<ImageRow | undefined> {
  const [library, { loadImage }] = await Promise.all([openLibrary(), import('#library/images.ts')])
  return loadImage(library, digest)
}

function markAbsent(img: HTMLImageElement): void {
  img.parentElement?.classList.add('absent')
}
