import type { Run } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftBlock, DraftFigure } from '../../article/draft.ts'
import type { BlockWalk } from './BlockWalk.ts'
import type { Context } from './elements.ts'
import { imageSource } from './imageSource.ts'
import type { HtmlElement } from './parseHtml.ts'
import { normaliseRuns } from './runs.ts'

export function figureElement(
  walk: BlockWalk,
  element: HtmlElement,
  out: DraftBlock[],
  context: Context,
): boolean {
  const images = [...element.querySelectorAll('img, amp-img')]
  if (element.querySelector('table, pre, blockquote, iframe, video, audio, figure')) return false
  if (images.length === 0) return false
  const before = out.length
  for (const img of images) imageBlock(walk, img, out, context)
  const noscript = [...element.querySelectorAll('noscript')]
  const figure = out.slice(before).findLast((block) => block.type === 'figure')
  for (const hidden of noscript) hidden.remove()
  const captions = [...element.querySelectorAll('figcaption')]
  const caption = captions.find((found) => found.textContent?.trim()) ?? captions[0]
  if (figure?.type === 'figure' && caption) readCaption(walk, figure, caption, context)
  return true
}

export function imageBlock(
  walk: BlockWalk,
  img: HtmlElement,
  out: DraftBlock[],
  context: Context,
): void {
  const source = imageSource(img, walk.options.base)
  if (!source || walk.seen.size >= LIMITS.images - 1) return
  const key = source.replace(/[?#].*$/, '')
  if (!source.startsWith('data:') && walk.seen.has(key)) return
  walk.seen.add(key)
  const alt = (img.getAttribute('alt') ?? '').replace(/\s+/g, ' ').trim().slice(0, 2000)
  const figure: DraftFigure = { source, alt }
  const title = walk.options.figureTitles ? img.getAttribute('title')?.trim() : undefined
  if (title) {
    const [caption, credit] = title.split(/\s+\|\s+/)
    if (caption) figure.caption = [caption]
    if (credit) figure.credit = credit
  }
  walk.push(out, { type: 'figure', ...figure, ...walk.languageOf(context) })
}

/** Reads the caption and the credit of a figure, which are shown differently. */
function readCaption(
  walk: BlockWalk,
  figure: DraftFigure,
  element: HtmlElement,
  context: Context,
): void {
  const marked = [
    ...element.querySelectorAll(
      '[class*="credit" i], [class*="copyright" i], [class*="photographer" i], [class*="attribution" i], [itemprop="copyrightHolder"], [itemprop="author"], small',
    ),
  ].find((found) => found.textContent?.trim())
  const credit = marked?.textContent?.replace(/\s+/g, ' ').trim()
  if (marked && credit && credit.length < 200) {
    figure.credit = plainCredit(credit)
    marked.remove()
  }
  const runs = normaliseRuns(walk.inline.inline(element, context)).map((run) =>
    typeof run !== 'string' && run.type === 'break' ? ' ' : run,
  )
  const caption = normaliseRuns(runs)
  if (figure.credit === undefined) splitCredit(figure, caption)
  if (caption.length > 0 && runsText(caption) !== figure.credit) figure.caption = caption
}

const CREDIT =
  /(?:^|[\s.|/([–—-])\(?((?:photo(?:graph)?s?|image|picture|foto|fotos|photographie|bild|credit|crédit|crédits|source|fuente|quelle|fonte|фото|عکس|صورة)(?:\s+(?:by|credit|de|par|von))?\s*[:：©]\s*|©\s*)([^()|]{2,90})\)?\s*$/i

/** Separates a credit from the end of a caption, as in `… at the port. Photo: A. Name`. */
function splitCredit(figure: DraftFigure, caption: Run[]): void {
  const last = caption.at(-1)
  if (typeof last !== 'string') return
  const found = CREDIT.exec(last)
  if (!found) return
  figure.credit = found[2]!.trim().replace(/[.\s]+$/, '')
  const rest = last.slice(0, found.index).trimEnd()
  caption.splice(
    -1,
    1,
    ...(rest ? [/[.!?…]$/.test(rest) ? rest : rest.replace(/[([|/–—-]+$/, '').trimEnd()] : []),
  )
}

function plainCredit(credit: string): string {
  return credit
    .replace(/^\(?(?:photo(?:graph)?|image|picture|foto|credit)s?\s*[:：]\s*/i, '')
    .replace(/^©\s*/, '')
    .replace(/\)$/, '')
}
