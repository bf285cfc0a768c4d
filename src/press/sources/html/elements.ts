import type { LanguageTag } from '#bundle/article.ts'
import { languageTag } from '../../article/language.ts'
import { isGlyph } from './imageSource.ts'
import type { HtmlElement } from './parseHtml.ts'

export interface ToBlocksOptions {
  /** The address that relative addresses are relative to. */
  base: string
  /** The language of the article. Blocks and passages in another language are marked. */
  language?: LanguageTag
  /** The title of an image holds the caption and the credit of its figure, `caption | credit`, as in Markdown. */
  figureTitles?: boolean
}

/** The position of the walk in the tree of elements. */
export interface Context {
  /** How many elements are around the present one. */
  depth: number
  /** How many blocks are around the present one. */
  nesting: number
  language: LanguageTag | undefined
}

export const SKIPPED = new Set(
  (
    'script style template head title meta link base button input select textarea option datalist ' +
    'nav dialog canvas map area param track source svg rp menu frame frameset noframes'
  ).split(' '),
)

export const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul ' +
    'iframe video audio object embed amp-youtube amp-iframe amp-video'
  ).split(' '),
)

export function isHidden(element: HtmlElement): boolean {
  if (element.hasAttribute('hidden')) return true
  const style = element.getAttribute('style')
  if (style && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return true
  return element.getAttribute('aria-hidden') === 'true' && !element.querySelector('img')
}

export function holdsBlocks(element: HtmlElement): boolean {
  for (const found of element.querySelectorAll('*')) {
    if (BLOCKS.has(found.localName)) return true
    if (/^(?:amp-)?img$/.test(found.localName) && !isGlyph(found)) return true
  }
  return false
}

export function within(element: HtmlElement, context: Context): Context {
  return {
    ...context,
    depth: context.depth + 1,
    language:
      (BLOCKS.has(element.localName) ? languageTag(element.getAttribute('lang')) : undefined) ??
      context.language,
  }
}
