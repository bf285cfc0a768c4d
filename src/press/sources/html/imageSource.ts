import parseSrcset from '@prettier/parse-srcset'
import type { HtmlElement } from './parseHtml.ts'

/** Pixels. The press makes no image wider than this, so a wider file would be fetched for nothing. */
const WANTED = 1280

interface Candidate {
  address: string
  width: number
}

/**
 * The address of the best file of an img, its data attributes for lazy loading and the `picture` around it included.
 * @returns undefined for placeholders, tracking pixels and addresses that cannot be fetched
 */
export function imageSource(img: HtmlElement, base: string): string | undefined {
  if (isPixel(img)) return undefined
  const candidates: Candidate[] = []
  const picture = img.closest('picture')
  for (const source of picture?.querySelectorAll('source') ?? []) {
    // The press may be unable to decode these kinds, and would lose the image by choosing one of them.
    if (/svg|jxl|heic/i.test(source.getAttribute('type') ?? '')) continue
    candidates.push(
      ...candidatesOf(source.getAttribute('srcset') ?? source.getAttribute('data-srcset')),
    )
  }
  for (const name of ['srcset', 'data-srcset', 'data-lazy-srcset', 'data-src-set']) {
    candidates.push(...candidatesOf(img.getAttribute(name)))
  }
  const best =
    candidates.filter(({ width }) => width >= WANTED).sort((a, b) => a.width - b.width)[0] ??
    candidates.sort((a, b) => b.width - a.width)[0]
  const written = [
    best && best.width >= 600 ? best.address : undefined,
    ...LAZY.map((name) => img.getAttribute(name)),
    img.getAttribute('src'),
    best?.address,
  ]
  for (const address of written) {
    const url = address ? imageAddress(address, base) : undefined
    if (url) return url
  }
  return undefined
}

const LAZY = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-original-src',
  'data-full-src',
  'data-hi-res-src',
  'data-url',
]

function imageAddress(written: string, base: string): string | undefined {
  const address = written.trim()
  if (/^data:/i.test(address)) {
    // A shorter data: address is a placeholder. Real images that are written inside a page are longer.
    return /^data:image\/(?:png|jpe?g|webp|gif|avif)[;,]/i.test(address) && address.length > 1500
      ? address
      : undefined
  }
  try {
    const url = new URL(address, base)
    if (!/^(?:https?|file):$/.test(url.protocol)) return undefined
    if (url.protocol === 'file:' && !base.startsWith('file:')) return undefined
    if (
      /(?:^|\/)(?:blank|spacer|pixel|placeholder|transparent|1x1)\.(?:gif|png|svg)$/i.test(
        url.pathname,
      )
    ) {
      return undefined
    }
    return url.href
  } catch {
    return undefined
  }
}

/** The candidates of a srcset that can be fetched, as the HTML standard parses it. A srcset with a fault has none. */
function candidatesOf(srcset: string | null | undefined): Candidate[] {
  if (!srcset?.trim() || srcset.length > 20_000) return []
  try {
    return parseSrcset(srcset)
      .filter(({ source }) => !/^data:/i.test(source.value))
      .map(({ source, width, density }) => ({
        address: source.value,
        width: width?.value ?? 600 * (density?.value ?? 1),
      }))
  } catch {
    return []
  }
}

function isPixel(img: HtmlElement): boolean {
  const width = Number.parseInt(img.getAttribute('width') ?? '', 10)
  const height = Number.parseInt(img.getAttribute('height') ?? '', 10)
  return width <= 3 || height <= 3
}

/** Whether an image is a small one in a line of text, which its alternative text replaces. */
export function isGlyph(img: HtmlElement): boolean {
  if (/\b(?:emoji|wp-smiley|latex|mwe-math)/i.test(img.className ?? '')) return true
  const height = Number.parseInt(img.getAttribute('height') ?? '', 10)
  return height > 3 && height <= 32
}
