import type { HtmlDocument, HtmlElement } from '../html/parseHtml.ts'

const CAPTION =
  '[class*="caption" i], [class*="legend" i], [class*="bildunterschrift" i], [class*="bildtext" i], [class*="pie-foto" i], [class*="piefoto" i], [class*="didascalia" i], [class*="img-desc" i], [class*="image-desc" i], [class*="photo-desc" i], [class*="credit" i], [class*="copyright" i]'

/** How many elements above a caption the box around the caption and its image may be. */
const REACH = 5
const LONGEST = 800

/**
 * Makes figures of images and captions whose boxes have names of the site's own. A caption without its image is
 * removed, because it would stand in the text.
 */
export function mendFigures(document: HtmlDocument): void {
  const { body } = document
  for (const caption of [...body.querySelectorAll(CAPTION)]) {
    if (
      !body.contains(caption) ||
      /^(?:body|main|article|figure|img|video|table)$/.test(caption.localName)
    )
      continue
    if (caption.closest('figure, figcaption, table, video')) continue
    const words = lengthOf(caption)
    if (words > LONGEST || caption.querySelector('p + p + p, h1, h2')) continue
    const box = boxOf(caption, words)
    if (box) {
      box.replaceWith(figureOf(document, box))
    } else if (!caption.querySelector('img, picture') && words < LONGEST / 2) {
      caption.remove()
    }
  }
}

/** The element around a caption and its image, if it holds little else. */
function boxOf(caption: HtmlElement, words: number): HtmlElement | undefined {
  let box: HtmlElement | null = caption
  for (let step = 0; box && step <= REACH; step++, box = box.parentElement) {
    if (/^(?:body|main|article|section|td|html)$/.test(box.localName) && box !== caption)
      return undefined
    if (lengthOf(box) > words + 250) return undefined
    const images: number = box.querySelectorAll('img, amp-img').length
    if (images > 0) return images < 5 && lengthOf(box) > 0 ? box : undefined
  }
  return undefined
}

function figureOf(document: HtmlDocument, box: HtmlElement): HtmlElement {
  const figure = document.createElement('figure')
  const caption = document.createElement('figcaption')
  const outer = new Set([...box.querySelectorAll('picture, img, amp-img')])
  const images = [...outer].filter(
    (found) => !found.parentElement?.closest('picture') || found.localName === 'picture',
  )
  const noscript = [...box.querySelectorAll('noscript')]
  for (const image of images) figure.append(image)
  for (const hidden of noscript) figure.append(hidden)
  for (const child of [...box.childNodes]) caption.append(child)
  figure.append(caption)
  return figure
}

function lengthOf(element: HtmlElement): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').length
}
