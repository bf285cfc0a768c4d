import type { BlockLanguage, Cell, Direction, LanguageTag, Run } from '#bundle/article.ts'
import { plainText, runsText } from '#bundle/card.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftBlock, DraftFigure } from '../draft.ts'
import { directionOf, directionOfLetters, languageOfScript, languageTag } from '../language.ts'
import { oneLine } from '../words.ts'
import { ELEMENT, type HtmlElement, type HtmlNode, MAX_DEPTH, TEXT } from './parseHtml.ts'
import { isGlyph, pictureSource } from './pictureSource.ts'
import { normaliseRuns, splitAtBreaks } from './runs.ts'

export interface ToBlocksOptions {
  /** What relative addresses are relative to. */
  base: string
  /** The article's language: blocks and passages in another one are marked. */
  language?: LanguageTag
  /** Markdown writes a figure's caption and credit as the picture's title, `caption | credit`. */
  figureTitles?: boolean
}

/**
 * The content of an element as blocks. An allow-list walk: what has no meaning here is entered for its
 * text or left out, so whatever a page tries, the result is text, pictures and checked links.
 */
export function toBlocks(root: HtmlElement, options: ToBlocksOptions): DraftBlock[] {
  const walk = new Walk(options)
  const blocks = walk.collect(root, { depth: 0, nesting: 0, language: options.language })
  if (options.language) turnBlocks(blocks, directionOf(options.language))
  return levelHeadings(blocks)
}

/**
 * A quotation in the other direction, where the source does not say so, would have its full stop at the wrong
 * end. By all its letters: its first word may be a name.
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

/** The runs of one element, such as a headline or a caption. */
export function toRuns(element: HtmlElement, options: ToBlocksOptions): Run[] {
  return normaliseRuns(
    new Walk(options).inline(element, { depth: 0, nesting: 0, language: options.language }),
  )
}

interface Context {
  /** Elements around. */
  depth: number
  /** Blocks around. */
  nesting: number
  language: LanguageTag | undefined
}

const SKIPPED = new Set(
  (
    'script style template head title meta link base button input select textarea option datalist ' +
    'nav dialog canvas map area param track source svg rp menu frame frameset noframes'
  ).split(' '),
)

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul ' +
    'iframe video audio object embed amp-youtube amp-iframe amp-video'
  ).split(' '),
)

const EMPHASIS = new Set(['em', 'i', 'cite', 'dfn', 'var'])
const CODE = new Set(['code', 'kbd', 'samp', 'tt'])

class Walk {
  private readonly options: ToBlocksOptions
  private readonly seen = new Set<string>()
  private blocks = 0
  private runs = 0

  constructor(options: ToBlocksOptions) {
    this.options = options
  }

  collect(parent: HtmlElement, context: Context): DraftBlock[] {
    const out: DraftBlock[] = []
    let line: Run[] = []
    const flush = () => {
      for (const runs of splitAtBreaks(line)) this.push(out, { type: 'paragraph', runs })
      line = []
    }
    const enter = (node: HtmlNode, around: Context): void => {
      if (this.blocks >= LIMITS.blocks - 1 || this.runs > LIMITS.runs - 100) return
      if (node.nodeType === TEXT) {
        line.push(...this.text(node))
        return
      }
      if (node.nodeType !== ELEMENT) return
      const element = node as HtmlElement
      if (around.depth > MAX_DEPTH || isHidden(element)) return
      const inside = this.within(element, around)
      const name = element.localName
      if (name === 'noscript') {
        // Holds the real picture of a lazy-loading one; otherwise words on switching scripts on.
        for (const img of element.querySelectorAll('img')) enter(img, inside)
        return
      }
      if (SKIPPED.has(name)) return
      if ((name === 'img' || name === 'amp-img') && !isGlyph(element)) {
        flush()
        this.figure(element, out, inside)
        return
      }
      if (!BLOCKS.has(name) && !this.holdsBlocks(element)) {
        line.push(...this.inlineElement(element, inside))
        return
      }
      if (!BLOCKS.has(name)) {
        // An inline element around blocks or pictures means nothing by itself.
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
    const name = element.localName
    switch (name) {
      case 'p':
      case 'summary':
      case 'dt': {
        if (this.holdsBlocks(element)) return false
        const runs = this.inline(element, context)
        for (const paragraph of splitAtBreaks(runs)) {
          const whole: Run[] = name === 'p' ? paragraph : [{ type: 'strong', runs: paragraph }]
          this.push(out, { type: 'paragraph', runs: whole, ...language })
        }
        return true
      }
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6': {
        const level = Math.min(4, Math.max(2, Number(name[1]))) as 2 | 3 | 4
        const pictures = [...element.querySelectorAll('img')].filter((img) => !isGlyph(img))
        const runs = normaliseRuns(this.inline(element, context)).filter(
          (run) => typeof run === 'string' || run.type !== 'break',
        )
        if (runs.length > 0) this.push(out, { type: 'heading', level, runs, ...language })
        for (const img of pictures) this.figure(img, out, context)
        return true
      }
      case 'hr':
        if (out.length > 0 && out.at(-1)!.type !== 'rule') this.push(out, { type: 'rule' })
        return true
      case 'pre': {
        const text = preformatted(element).replace(/^\n+|\s+$/g, '')
        const syntax = syntaxOf(element)
        if (text) {
          this.push(out, {
            type: 'code',
            text: text.slice(0, LIMITS.string),
            ...(syntax ? { syntax } : {}),
          })
        }
        return true
      }
      case 'ul':
      case 'ol':
        return this.list(element, out, context, language)
      case 'blockquote':
        return this.quote(element, out, context, language)
      case 'figure':
        return this.recording(element, out, language) || this.figureElement(element, out, context)
      case 'table':
        return this.table(element, out, context, language)
      case 'audio':
        if (!this.audio(element, out, language)) this.embed(element, out)
        return true
      case 'iframe':
      case 'video':
      case 'object':
      case 'embed':
      case 'amp-youtube':
      case 'amp-iframe':
      case 'amp-video':
        this.embed(element, out)
        return true
      default:
        return false
    }
  }

  private list(
    element: HtmlElement,
    out: DraftBlock[],
    context: Context,
    language: BlockLanguage,
  ): boolean {
    if (context.nesting >= LIMITS.blockDepth - 2) return false
    const inside = { ...context, nesting: context.nesting + 1 }
    const items: DraftBlock[][] = []
    for (const child of element.childNodes) {
      if (child.nodeType !== ELEMENT) {
        if (child.textContent?.trim() && child.nodeType === TEXT) {
          items.push([{ type: 'paragraph', runs: normaliseRuns(this.text(child)) }])
        }
        continue
      }
      const item = child as HtmlElement
      if (isHidden(item) || SKIPPED.has(item.localName)) continue
      const blocks = this.collect(wrap(item), inside)
      const previous = items.at(-1)
      // A list written straight inside a list belongs to the item before it.
      if (previous && /^[ou]l$/.test(item.localName)) previous.push(...blocks)
      else if (blocks.length > 0) items.push(blocks)
    }
    if (items.length === 0) return true
    const start = Number.parseInt(element.getAttribute('start') ?? '1', 10)
    const ordered = element.localName === 'ol'
    this.push(out, {
      type: 'list',
      ordered,
      ...(ordered && start > 1 && start < 1e6 ? { start } : {}),
      items,
      ...language,
    })
    return true
  }

  private quote(
    element: HtmlElement,
    out: DraftBlock[],
    context: Context,
    language: BlockLanguage,
  ): boolean {
    if (context.nesting >= LIMITS.blockDepth - 2) return false
    const post =
      /\b(?:twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed)\b/.exec(
        element.className ?? '',
      )
    const signature = post
      ? undefined
      : [...element.querySelectorAll('footer, cite')].find(
          (found) => found.closest('blockquote') === element && isLast(found, element),
        )
    const cite = signature && runsText(normaliseRuns(this.inline(signature, context)))
    signature?.remove()
    const blocks = this.collect(element, { ...context, nesting: context.nesting + 1 })
    const links = [...element.querySelectorAll('a[href]')]
    if (blocks.length > 0) {
      this.push(out, {
        type: 'quote',
        blocks,
        ...(cite ? { cite: cite.replace(/^[\s—–-]+/, '').slice(0, 1000) } : {}),
        ...language,
      })
    }
    const address = post && links.map((link) => this.address(link.getAttribute('href'))).at(-1)
    if (address) this.pushEmbed(out, address, '')
    return true
  }

  /** A figure of one recording: its caption is what the recording is called. */
  private recording(element: HtmlElement, out: DraftBlock[], language: BlockLanguage): boolean {
    const [audio, another] = element.querySelectorAll('audio')
    if (!audio || another || element.querySelector('img, video, iframe, table')) return false
    return this.audio(audio, out, language, element.querySelector('figcaption')?.textContent)
  }

  private figureElement(element: HtmlElement, out: DraftBlock[], context: Context): boolean {
    const pictures = [...element.querySelectorAll('img, amp-img')]
    if (element.querySelector('table, pre, blockquote, iframe, video, audio, figure')) return false
    if (pictures.length === 0) return false
    const before = out.length
    for (const img of pictures) this.figure(img, out, context)
    const noscript = [...element.querySelectorAll('noscript')]
    const figure = out.slice(before).findLast((block) => block.type === 'figure')
    for (const hidden of noscript) hidden.remove()
    const captions = [...element.querySelectorAll('figcaption')]
    const caption = captions.find((found) => found.textContent?.trim()) ?? captions[0]
    if (figure?.type === 'figure' && caption) this.caption(figure, caption, context)
    return true
  }

  /** The caption and the credit are different things, printed differently. */
  private caption(figure: DraftFigure, element: HtmlElement, context: Context): void {
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
    const runs = normaliseRuns(this.inline(element, context)).map((run) =>
      typeof run !== 'string' && run.type === 'break' ? ' ' : run,
    )
    const caption = normaliseRuns(runs)
    if (figure.credit === undefined) splitCredit(figure, caption)
    if (caption.length > 0 && runsText(caption) !== figure.credit) figure.caption = caption
  }

  private figure(img: HtmlElement, out: DraftBlock[], context: Context): void {
    const source = pictureSource(img, this.options.base)
    if (!source || this.seen.size >= LIMITS.images - 1) return
    const key = source.replace(/[?#].*$/, '')
    if (!source.startsWith('data:') && this.seen.has(key)) return
    this.seen.add(key)
    const alt = (img.getAttribute('alt') ?? '').replace(/\s+/g, ' ').trim().slice(0, 2000)
    const figure: DraftFigure = { source, alt }
    const title = this.options.figureTitles ? img.getAttribute('title')?.trim() : undefined
    if (title) {
      const [caption, credit] = title.split(/\s+\|\s+/)
      if (caption) figure.caption = [caption]
      if (credit) figure.credit = credit
    }
    this.push(out, { type: 'figure', ...figure, ...this.languageOf(context) })
  }

  private table(
    element: HtmlElement,
    out: DraftBlock[],
    context: Context,
    language: BlockLanguage,
  ): boolean {
    if (!isDataTable(element)) return false
    const rows: Cell[][] = []
    let cells = 0
    for (const row of element.querySelectorAll('tr')) {
      if (row.closest('table') !== element) continue
      const line: Cell[] = []
      for (const cell of row.children) {
        if (!/^t[dh]$/.test(cell.localName) || cells >= LIMITS.cells) continue
        cells += 1
        const span = (name: string) => Number.parseInt(cell.getAttribute(name) ?? '1', 10)
        const columns = span('colspan')
        const depth = span('rowspan')
        line.push({
          runs: normaliseRuns(this.inline(cell, context)),
          ...(cell.localName === 'th' ? { header: true } : {}),
          ...(columns > 1 && columns <= 100 ? { columns } : {}),
          ...(depth > 1 && depth <= 100 ? { rows: depth } : {}),
        })
      }
      if (line.some(({ runs }) => runs.length > 0)) rows.push(line)
    }
    const caption = element.querySelector('caption')
    const words = caption ? normaliseRuns(this.inline(caption, context)) : []
    if (rows.length > 0) {
      this.push(out, {
        type: 'table',
        ...(words.length > 0 ? { caption: words } : {}),
        rows,
        ...language,
      })
    }
    return true
  }

  /** @returns false where no file is named, as of a player that a script fills */
  private audio(
    element: HtmlElement,
    out: DraftBlock[],
    language: BlockLanguage,
    caption?: string | null,
  ): boolean {
    const written = [element, ...element.querySelectorAll('source')].flatMap(
      (each) => each.getAttribute('src') ?? each.getAttribute('data-src') ?? [],
    )
    // Of several kinds of the same recording, the first that readers take.
    const source = (written.find((address) => TAKEN.test(address)) ?? written[0])?.trim()
    if (!source || !URL.canParse(source, this.options.base)) return false
    const { href, protocol, pathname } = new URL(source, this.options.base)
    // Of an article that is a file, files beside it.
    const isFile = protocol === 'file:' && this.options.base.startsWith('file:')
    if (!isFile && !/^https?:$/.test(protocol)) return false
    if (this.seen.has(href)) return true
    this.seen.add(href)
    const label = element.getAttribute('title') ?? element.getAttribute('aria-label')
    const title = oneLine(caption) || oneLine(label) || fileName(pathname)
    this.push(out, { type: 'audio', source: href, title, ...language })
    return true
  }

  private embed(element: HtmlElement, out: DraftBlock[]): void {
    const video = element.getAttribute('data-videoid')
    const written =
      (video ? `https://www.youtube.com/watch?v=${encodeURIComponent(video)}` : null) ??
      element.getAttribute('src') ??
      element.getAttribute('data-src') ??
      element.getAttribute('data') ??
      element.querySelector('source')?.getAttribute('src')
    const address = this.address(written)
    if (address && /^https?:/.test(address)) {
      this.pushEmbed(
        out,
        address,
        element.getAttribute('title') ?? element.getAttribute('aria-label') ?? '',
      )
    }
  }

  private pushEmbed(out: DraftBlock[], address: string, title: string): void {
    const url = new URL(address)
    // Counters, advertisements and consent frames are no content.
    if (
      /(?:^|\.)(?:doubleclick\.net|googletagmanager\.com|googlesyndication\.com|scorecardresearch\.com)$/.test(
        url.hostname,
      )
    ) {
      return
    }
    const player = /^\/embed\/([\w-]{6,20})/.exec(url.pathname)
    const youtube = /(?:^|\.)youtube(?:-nocookie)?\.com$/.test(url.hostname)
    const watch = youtube && player ? `https://www.youtube.com/watch?v=${player[1]}` : address
    const provider = new URL(watch).hostname.replace(/^(?:www|player|m)\./, '')
    const words = oneLine(title)
    this.push(out, { type: 'embed', url: watch, title: words || provider, provider })
  }

  inline(parent: HtmlElement, context: Context): Run[] {
    const runs: Run[] = []
    for (const child of parent.childNodes) runs.push(...this.inlineNode(child, context))
    return runs
  }

  private inlineNode(node: HtmlNode, context: Context): Run[] {
    if (node.nodeType === TEXT) return this.text(node)
    if (node.nodeType !== ELEMENT || this.runs > LIMITS.runs - 100) return []
    const element = node as HtmlElement
    if (context.depth > MAX_DEPTH || isHidden(element)) return []
    return this.inlineElement(element, this.within(element, context))
  }

  private inlineElement(element: HtmlElement, context: Context): Run[] {
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
    // Cells and list items inside a line still are words of their own.
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

  private within(element: HtmlElement, context: Context): Context {
    return {
      ...context,
      depth: context.depth + 1,
      language:
        (BLOCKS.has(element.localName) ? languageTag(element.getAttribute('lang')) : undefined) ??
        context.language,
    }
  }

  private languageOf({ language }: Context): BlockLanguage {
    if (!language || language === this.options.language) return {}
    return { language, direction: directionOf(language) }
  }

  private text(node: HtmlNode): Run[] {
    const text = cleanText(node.textContent ?? '')
    if (text === '') return []
    this.runs += 1
    const pieces: Run[] = []
    const most = LIMITS.string - 1000
    for (let at = 0; at < text.length; at += most) pieces.push(text.slice(at, at + most))
    return pieces
  }

  private address(written: string | null | undefined): string | undefined {
    const address = written?.trim()
    if (!address || address.startsWith('#') || address.length > 4000) return undefined
    if (/^article:[A-Za-z0-9_-]{1,64}$/.test(address)) return address
    try {
      const url = new URL(address, this.options.base)
      if (!/^(?:https?|mailto):$/.test(url.protocol)) return undefined
      // A place on the same page: there is no such page on the device.
      const [page] = url.href.split('#')
      if (url.hash && page === this.options.base.split('#')[0]) return undefined
      return /[\u0000-\u0020]/.test(url.href) ? undefined : url.href
    } catch {
      return undefined
    }
  }

  private holdsBlocks(element: HtmlElement): boolean {
    for (const found of element.querySelectorAll('*')) {
      if (BLOCKS.has(found.localName)) return true
      if (/^(?:amp-)?img$/.test(found.localName) && !isGlyph(found)) return true
    }
    return false
  }

  private push(out: DraftBlock[], block: DraftBlock): void {
    if (this.blocks >= LIMITS.blocks - 1) return
    this.blocks += 1
    out.push(block)
  }
}

const TAKEN = /\.(?:mp3|m4a|mp4|og[ga]|opus)(?:[?#]|$)/i

/** Of a path, for people. */
function fileName(path: string): string {
  const name = path.split('/').findLast((part) => part !== '') ?? path
  try {
    return oneLine(decodeURIComponent(name), 300) || name
  } catch {
    return name
  }
}

/** A list item alone in a parent, so that it is entered like any other element. */
function wrap(item: HtmlElement): HtmlElement {
  return item.localName === 'li' ? item : ({ childNodes: [item] } as unknown as HtmlElement)
}

function isHidden(element: HtmlElement): boolean {
  if (element.hasAttribute('hidden')) return true
  const style = element.getAttribute('style')
  if (style && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return true
  return element.getAttribute('aria-hidden') === 'true' && !element.querySelector('img')
}

function isLast(element: HtmlElement, ancestor: HtmlElement): boolean {
  for (
    let node: HtmlElement | null = element;
    node && node !== ancestor;
    node = node.parentElement
  ) {
    for (let next = node.nextSibling; next; next = next.nextSibling) {
      if (next.textContent?.trim()) return false
    }
  }
  return true
}

function isDataTable(table: HtmlElement): boolean {
  if (/^(?:presentation|none)$/.test(table.getAttribute('role') ?? '')) return false
  if (table.querySelector('table, iframe, video, figure')) return false
  const rows = [...table.querySelectorAll('tr')]
  const widest = Math.max(0, ...rows.slice(0, 50).map((row) => row.children.length))
  if (widest < 2) return false
  if (table.querySelector('th, caption, thead')) return true
  const longest = Math.max(
    0,
    ...[...table.querySelectorAll('td')].slice(0, 200).map((cell) => cell.textContent?.length ?? 0),
  )
  return rows.length > 1 && longest < 600
}

function preformatted(element: HtmlElement): string {
  for (const br of [...element.querySelectorAll('br')]) br.replaceWith('\n')
  return cleanText(element.textContent ?? '')
}

function syntaxOf(pre: HtmlElement): string | undefined {
  const names = [pre, pre.querySelector('code'), pre.parentElement]
  for (const element of names) {
    const found = /(?:^|\s)(?:language|lang|highlight-source)-([\w+#.-]{1,30})/.exec(
      element?.className ?? '',
    )
    if (found) return found[1]
  }
  return undefined
}

/** Control characters and bidirectional overrides have no business in an article (T12). */
function cleanText(text: string): string {
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

const CREDIT =
  /(?:^|[\s.|/([–—-])\(?((?:photo(?:graph)?s?|image|picture|foto|fotos|photographie|bild|credit|crédit|crédits|source|fuente|quelle|fonte|фото|عکس|صورة)(?:\s+(?:by|credit|de|par|von))?\s*[:：©]\s*|©\s*)([^()|]{2,90})\)?\s*$/i

/** `… at the port. Photo: A. Name` has its credit at the end of the caption's last text. */
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

/** Headings of a body begin at 2, under the headline, and never leave out a level. */
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
