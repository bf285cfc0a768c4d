import type { LanguageTag, Run } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'
import { LIMITS } from '#bundle/limits.ts'
import { directionOf, languageTag } from '../../article/language.ts'
import {
  BLOCKS,
  type Context,
  isHidden,
  SKIPPED,
  type ToBlocksOptions,
  within,
} from './elements.ts'
import { isGlyph } from './imageSource.ts'
import { ELEMENT, type HtmlElement, type HtmlNode, MAX_DEPTH, TEXT } from './parseHtml.ts'

const EMPHASIS = new Set(['em', 'i', 'cite', 'dfn', 'var'])

const CODE = new Set(['code', 'kbd', 'samp', 'tt'])

/** Reads the text inside blocks as runs: emphasis, links, code and passages in another language. */
export class InlineReader {
  private readonly options: ToBlocksOptions
  private runs = 0

  constructor(options: ToBlocksOptions) {
    this.options = options
  }

  /** Whether the article has as many runs as the format allows. */
  get isFull(): boolean {
    return this.runs > LIMITS.runs - 100
  }

  inline(parent: HtmlElement, context: Context): Run[] {
    const runs: Run[] = []
    for (const child of parent.childNodes) runs.push(...this.inlineNode(child, context))
    return runs
  }

  private inlineNode(node: HtmlNode, context: Context): Run[] {
    if (node.nodeType === TEXT) return this.text(node)
    if (node.nodeType !== ELEMENT || this.isFull) return []
    const element = node as HtmlElement
    if (context.depth > MAX_DEPTH || isHidden(element)) return []
    return this.inlineElement(element, within(element, context))
  }

  inlineElement(element: HtmlElement, context: Context): Run[] {
    const name = element.localName
    if (SKIPPED.has(name) || name === 'noscript') return []
    if (name === 'br') return [{ type: 'break' }]
    if (name === 'wbr') return ['\u200b']
    if (name === 'img') {
      const alt = element.getAttribute('alt')
      return isGlyph(element) && alt ? [alt] : []
    }
    if (name === 'rt') return ['（', ...this.inline(element, context), '）']
    const inner = this.inline(element, context)
    // Spaces keep the words of a cell or a list item inside a line apart from their neighbours.
    const runs = BLOCKS.has(name) && inner.length > 0 ? [' ', ...inner, ' '] : inner
    const worded = this.inLanguage(element, this.styled(element, name, runs), context)
    return worded
  }

  private styled(element: HtmlElement, name: string, runs: Run[]): Run[] {
    if (runsText(runs).trim() === '') return runs.length > 0 ? [' '] : []
    if (name === 'strong' || name === 'b') return this.one({ type: 'strong', runs })
    if (EMPHASIS.has(name)) return this.one({ type: 'emphasis', runs })
    if (CODE.has(name)) return this.one({ type: 'code', runs: [runsText(runs)] })
    if (name === 'sup' || name === 'sub') return this.one({ type: name, runs })
    if (name === 'q') return ['“', ...runs, '”']
    if (name === 'a') {
      const url = this.address(element.getAttribute('href'))
      if (url) return this.one({ type: 'link', url, runs: withoutLinks(runs) })
    }
    return runs
  }

  private one(run: Run): Run[] {
    this.runs += 1
    return [run]
  }

  private inLanguage(element: HtmlElement, runs: Run[], context: Context): Run[] {
    const language = languageTag(element.getAttribute('lang'))
    const outer = this.outerLanguage(element, context)
    if (!language || language === outer || runsText(runs).trim() === '') return runs
    return this.one({ type: 'language', language, direction: directionOf(language), runs })
  }

  private outerLanguage(element: HtmlElement, context: Context): LanguageTag | undefined {
    const around = languageTag(element.parentElement?.closest('[lang]')?.getAttribute('lang'))
    return around ?? context.language ?? this.options.language
  }

  text(node: HtmlNode): Run[] {
    const text = cleanText(node.textContent ?? '')
    if (text === '') return []
    this.runs += 1
    const pieces: Run[] = []
    const most = LIMITS.string - 1000
    for (let at = 0; at < text.length; at += most) pieces.push(text.slice(at, at + most))
    return pieces
  }

  address(written: string | null | undefined): string | undefined {
    const address = written?.trim()
    if (!address || address.startsWith('#') || address.length > 4000) return undefined
    if (/^article:[A-Za-z0-9_-]{1,64}$/.test(address)) return address
    try {
      const url = new URL(address, this.options.base)
      if (!/^(?:https?|mailto):$/.test(url.protocol)) return undefined
      // The address names a place on the same page, and the device does not have that page.
      const [page] = url.href.split('#')
      if (url.hash && page === this.options.base.split('#')[0]) return undefined
      return /[\u0000-\u0020]/.test(url.href) ? undefined : url.href
    } catch {
      return undefined
    }
  }
}

/** Removes control characters and bidirectional overrides, which could make a text look like another one. */
export function cleanText(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (c) => (c === '\r' || c === '\f' ? ' ' : ''),
  )
}

function withoutLinks(runs: Run[]): Run[] {
  return runs.flatMap((run) => {
    if (typeof run === 'string' || run.type === 'break') return [run]
    if (run.type === 'link') return withoutLinks(run.runs)
    return [{ ...run, runs: withoutLinks(run.runs) }]
  })
}
