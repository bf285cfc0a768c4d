import { openLibrary } from '#library/open.ts'
import { loadImage } from '#library/reads.ts'

const DIGEST = /\/images\/([0-9a-f]{64})\.\w+$/

/**
 * Pictures are ordinary addresses that the worker answers from the library. Where it does not (there is
 * none, or it does not control this page yet) and the host cannot either, the page looks itself.
 */
export function startPictures(): void {
  // Errors of pictures do not bubble, but they can be caught on the way down.
  document.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLImageElement)
        showFromLibrary(target).catch(() => markAbsent(target))
    },
    true,
  )
}

/** Once more, for pictures that were not on the device when their page was drawn. */
export function retryPictures(): void {
  for (const img of document.querySelectorAll<HTMLImageElement>('.picture.absent img')) {
    showFromLibrary(img).catch(() => {})
  }
}

async function showFromLibrary(img: HTMLImageElement): Promise<void> {
  const digest = DIGEST.exec(img.dataset.address ?? img.src)?.[1]
  // One that cannot be shown from here either is no picture, and asking again would never end.
  const image =
    digest && !img.src.startsWith('blob:') && (await loadImage(await openLibrary(), digest))
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

function markAbsent(img: HTMLImageElement): void {
  img.parentElement?.classList.add('absent')
}
