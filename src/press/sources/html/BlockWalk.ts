import type { BlockLanguage } from '#bundle/article.ts'
import type { DraftBlock } from '../../article/draft.ts'
import type { Context, ToBlocksOptions } from './elements.ts'
import type { InlineReader } from './InlineReader.ts'
import type { HtmlElement } from './parseHtml.ts'

/** The walk through the elements of an article, as the reader of one kind of block uses it. */
export interface BlockWalk {
  readonly options: ToBlocksOptions
  readonly inline: InlineReader
  /** Addresses of the images and audio files that are in the article already. */
  readonly seen: Set<string>
  /** The blocks inside an element. */
  collect(parent: HtmlElement, context: Context): DraftBlock[]
  /** Adds a block, unless the article has as many as the format allows. */
  push(out: DraftBlock[], block: DraftBlock): void
  /** The language of a block, where it is not the language of the article. */
  languageOf(context: Context): BlockLanguage
}
