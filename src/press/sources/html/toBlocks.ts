import type { BlockLanguage, Direction, Run } from '#bundle/article.ts'
import { plainText } from '#bundle/card.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftBlock } from '../../article/draft.ts'
import { directionOf, directionOfLetters, languageOfScript } from '../../article/language.ts'
import type { BlockWalk } from './BlockWalk.ts'
import { codeBlock } from './codeBlock.ts'
import {
  BLOCKS,
  type Context,
  holdsBlocks,
  isHidden,
  SKIPPED,
  type ToBlocksOptions,
  within,
} from './elements.ts'
import { figureElement, imageBlock } from './figureBlock.ts'
import { InlineReader } from './InlineReader.ts'
import { isGlyph } from './imageSource.ts'
import { listBlock, quoteBlock } from './nestedBlocks.ts'
import { ELEMENT, type HtmlElement, type HtmlNode, MAX_DEPTH, TEXT } from './parseHtml.ts'
import { audioBlock, audioFigure, embedBlock } from './playerBlocks.ts'
import { normaliseRuns, splitAtBreaks } from './runs.ts'
import { tableBlock } from './tableBlock.ts'

/**
 * The content of an element as blocks. The walk knows an allow-list of elements: of any other element it enters the text or
 * leaves it out, so whatever a page tries, the result is text, images and checked links.
 */
export function toBlocks(root: HtmlElement, options: ToBlocksOptions): DraftBlock[] {
  const walk = new Walk(options)
  const blocks = walk.collect(root, { depth: 0, nesting: 0, language: options.language })
  if (options.language) turnBlocks(blocks, directionOf(options.language))
  return levelHeadings(blocks)
}

/**
 * Sets the direction of blocks that run against the article without a mark in the source, such as a quotation;
 * otherwise the full stop would stand at the wrong end. All letters of the block count, because its first word may be a
 * name.
 */
function turnBlocks(blocks: DraftBlock[], direction: Direction): void {
  for (const block of blocks) {
    if (block.language || block.direction || !TURNED.has(block.type)) continue
    const text = plainText(block)
    const script = directionOfLetters(text)
    if (!script || script === direction) continue
    block.direction = script
    const language = languageOfScript(text)
    if (language && directionOf(language) === script) block.language = language
  }
}

const TURNED = new Set(['paragraph', 'heading', 'list', 'quote'])

class Walk implements BlockWalk {
  readonly options: ToBlocksOptions
  readonly inline: InlineReader
  readonly seen = new Set<string>()
  private blocks = 0

  constructor(options: ToBlocksOptions) {
    this.options = options
    this.inline = new InlineReader(options)
  }

  collect(parent: HtmlElement, context: Context): DraftBlock[] {
    const out: DraftBlock[] = []
    let line: Run[] = []
    const flush = () => {
      for (const runs of splitAtBreaks(line)) this.push(out, { type: 'paragraph', runs })
      line = []
    }
    const enter = (node: HtmlNode, around: Context): void => {
      if (this.blocks >= LIMITS.blocks - 1 || this.inline.isFull) return
      if (node.nodeType === TEXT) {
        line.push(...this.inline.text(node))
        return
      }
      if (node.nodeType !== ELEMENT) return
      const element = node as HtmlElement
      if (around.depth > MAX_DEPTH || isHidden(element)) return
      const inside = within(element, around)
      const name = element.localName
      if (name === 'noscript') {
        // A noscript holds the real image of a lazy-loading one; otherwise it asks to switch scripts on.
        for (const img of element.querySelectorAll('img')) enter(img, inside)
        return
      }
      if (SKIPPED.has(name)) return
      if ((name === 'img' || name === 'amp-img') && !isGlyph(element)) {
        flush()
        imageBlock(this, element, out, inside)
        return
      }
      if (!BLOCKS.has(name) && !holdsBlocks(element)) {
        line.push(...this.inline.inlineElement(element, inside))
        return
      }
      if (!BLOCKS.has(name)) {
        // An inline element around blocks or images means nothing by itself.
        for (const child of element.childNodes) enter(child, inside)
        return
      }
      flush()
      if (!this.block(element, out, inside)) {
        for (const child of element.childNodes) enter(child, inside)
        flush()
      }
    }
    for (const child of parent.childNodes) enter(child, context)
    flush()
    return out
  }

  /** @returns false where the element is only a box around its content */
  private block(element: HtmlElement, out: DraftBlock[], context: Context): boolean {
    const language = this.languageOf(context)
    switch (element.localName) {
      case 'p':
      case 'summary':
      case 'dt':
        return this.paragraphs(element, out, context)
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        this.heading(element, out, context)
        return true
      case 'hr':
        if (out.length > 0 && out.at(-1)!.type !== 'rule') this.push(out, { type: 'rule' })
        return true
      case 'pre':
        codeBlock(this, element, out)
        return true
      case 'ul':
      case 'ol':
        return listBlock(this, element, out, context, language)
      case 'blockquote':
        return quoteBlock(this, element, out, context, language)
      case 'figure':
        return (
          audioFigure(this, element, out, language) || figureElement(this, element, out, context)
        )
      case 'table':
        return tableBlock(this, element, out, context, language)
      case 'audio':
        if (!audioBlock(this, element, out, language)) embedBlock(this, element, out)
        return true
      case 'iframe':
      case 'video':
      case 'object':
      case 'embed':
      case 'amp-youtube':
      case 'amp-iframe':
      case 'amp-video':
        embedBlock(this, element, out)
        return true
      default:
        return false
    }
  }

  private paragraphs(element: HtmlElement, out: DraftBlock[], context: Context): boolean {
    if (holdsBlocks(element)) return false
    for (const runs of splitAtBreaks(this.inline.inline(element, context))) {
      const whole: Run[] = element.localName === 'p' ? runs : [{ type: 'strong', runs }]
      this.push(out, { type: 'paragraph', runs: whole, ...this.languageOf(context) })
    }
    return true
  }

  private heading(element: HtmlElement, out: DraftBlock[], context: Context): void {
    const level = Math.min(4, Math.max(2, Number(element.localName[1]))) as 2 | 3 | 4
    const images = [...element.querySelectorAll('img')].filter((img) => !isGlyph(img))
    const runs = normaliseRuns(this.inline.inline(element, context)).filter(
      (run) => typeof run === 'string' || run.type !== 'break',
    )
    if (runs.length > 0) {
      this.push(out, { type: 'heading', level, runs, ...this.languageOf(context) })
    }
    for (const img of images) imageBlock(this, img, out, context)
  }

  languageOf({ language }: Context): BlockLanguage {
    if (!language || language === this.options.language) return {}
    return { language, direction: directionOf(language) }
  }

  push(out: DraftBlock[], block: DraftBlock): void {
    if (this.blocks >= LIMITS.blocks - 1) return
    this.blocks += 1
    out.push(block)
  }
}

/** Numbers the levels of headings from 2, under the headline, without leaving out a level. */
function levelHeadings(blocks: DraftBlock[]): DraftBlock[] {
  const used = new Set<number>()
  for (const block of blocks) if (block.type === 'heading') used.add(block.level)
  const order = [...used].sort()
  return blocks.map((block) =>
    block.type === 'heading'
      ? { ...block, level: (2 + order.indexOf(block.level)) as 2 | 3 | 4 }
      : block,
  )
}
