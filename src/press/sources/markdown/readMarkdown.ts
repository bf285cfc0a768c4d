import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import type { HtmlExtension } from 'micromark-util-types'
import type { Author, Correction, LanguageTag } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import { articleId } from '../../article/articleId.ts'
import { instantOf } from '../../article/dates.ts'
import type { Draft, DraftBlock, DraftFigure } from '../../article/draft.ts'
import { directionOf, languageOfScript, languageTag } from '../../article/language.ts'
import { oneLine, shorten, summaryOf } from '../../article/words.ts'
import { reasonOf } from '../../files/publicationFolder.ts'
import { PressError } from '../../report/PressError.ts'
import { type HtmlDocument, parseHtml } from '../html/parseHtml.ts'
import { toBlocks } from '../html/toBlocks.ts'
import { type Fields, fieldOf, listOf, readFrontMatter, wordsOf } from './frontMatter.ts'

export interface MarkdownContext {
  /** The folder of the source: ids and languages come from the path below it. */
  root: string
  /** The language of files whose front matter and folder name none. */
  language: LanguageTag
  /** Ids of files by their path, so that a file that several links name is read once for its id. */
  ids?: Map<string, string>
}

const MOST = 4 * 1024 * 1024

/**
 * @returns undefined for a draft, or a file that is no article (an empty one)
 * @throws PressError naming the file
 */
export async function readMarkdown(
  path: string,
  context: MarkdownContext,
): Promise<Draft | undefined> {
  let source: string
  try {
    const bytes = await readFile(path)
    if (bytes.length > MOST) throw new Error('it is longer than 4 MiB')
    source = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const isText = cause instanceof TypeError
    throw new PressError(
      path,
      isText ? 'this is not UTF-8 text' : `cannot be read (${reasonOf(cause)})`,
      {
        remedy: isText ? 'Save it as UTF-8.' : 'Check the file.',
        cause,
      },
    )
  }
  const { fields, text } = readFrontMatter(source, path)
  if (fieldOf(fields, 'draft') === true || fieldOf(fields, 'published') === false) return undefined
  return draftOf(fields, text, path, context)
}

async function draftOf(
  fields: Fields,
  text: string,
  path: string,
  context: MarkdownContext,
): Promise<Draft | undefined> {
  const named =
    languageTag(wordsOf(fields, 'language', 'lang', 'locale')) ?? languageOfPath(path, context.root)
  const html = micromark(cleanMarkdown(text), {
    allowDangerousHtml: true,
    // Addresses are checked once, in toBlocks.
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtmlAsWritten()],
  })
  const document = parseHtml(html)
  tidyGfm(document)
  await linkArticles(document.body, path, context)
  for (const image of document.body.querySelectorAll('img[src]')) {
    image.setAttribute('src', fromRoot(image.getAttribute('src') ?? '', context.root))
  }
  const written = wordsOf(fields, 'title', 'headline', 'name')
  const base = pathToFileURL(resolve(path)).href
  const language = named ?? languageOfScript(document.body.textContent ?? '') ?? context.language
  const blocks = toBlocks(document.body, { base, language, figureTitles: true })
  const headline = oneLine(written) || takeHeadline(blocks)
  if (!headline) {
    if (blocks.length === 0) return undefined
    throw new PressError(path, 'this article has no headline', {
      remedy: 'Give it a `title:` in its front matter, or begin it with `# A headline`.',
    })
  }
  dropHeadline(blocks, headline)
  const standfirst = oneLine(
    wordsOf(fields, 'standfirst', 'description', 'subtitle', 'deck', 'excerpt', 'summary', 'intro'),
    2000,
  )
  const image = leadFigure(fields, base, context.root) ?? takeLeadFigure(blocks)
  const published = instantOf(
    fieldOf(fields, 'date') ??
      fieldOf(fields, 'published') ??
      fieldOf(fields, 'pubDate') ??
      fieldOf(fields, 'created') ??
      dateInPath(fields, path, context.root),
  )
  const modified = instantOf(
    fieldOf(fields, 'modified') ?? fieldOf(fields, 'updated') ?? fieldOf(fields, 'lastmod'),
  )
  const kicker = oneLine(wordsOf(fields, 'kicker', 'eyebrow'))
  const dateline = oneLine(wordsOf(fields, 'dateline'))
  const url = wordsOf(fields, 'canonical', 'canonical_url', 'url')
  const correction = correctionOf(fields, path)
  return defined<Draft>({
    id: idOf(fields, path, context.root),
    url: url && /^https?:\/\/\S+$/.test(url) ? url : undefined,
    headline,
    kicker: kicker || undefined,
    standfirst: standfirst || undefined,
    summary: summaryOf(standfirst || undefined, blocks),
    authors: authorsOf(fields),
    published,
    modified,
    dateline: dateline || undefined,
    language,
    direction: directionOf(language),
    tags: tagsOf(fields),
    image,
    correction,
    body: blocks,
  })
}

/** GFM escapes the tag of a script to text. Without that filter the tag is parsed as an element, and then left out. */
function gfmHtmlAsWritten(): HtmlExtension {
  const { exit, ...rest } = gfmHtml()
  const { htmlFlowData: _, htmlTextData: __, ...kept } = exit ?? {}
  return { ...rest, exit: kept }
}

/** The most marks of emphasis and links in one paragraph: no article has so many. */
const MOST_MARKS = 2000

/**
 * Removes the tags of Jekyll and Hugo and the attributes of Kramdown, which a site generator would have replaced. Code
 * stays as it is, because there an article may show `{:?}` and `{% x %}`.
 */
function cleanMarkdown(text: string): string {
  let fence = ''
  let marks = 0
  const inWords = (words: string) => {
    const plain = words.includes('{') ? withoutTagsOutsideCode(words) : words
    // The time that micromark needs to pair marks grows with the square of their number.
    return plain.replace(/\\[*_~[]|^\s*(?:\*\s|\[[^\]]*\]:)|[*_~]+|\[/g, (found) => {
      // The mark of a list item and the definition of a link pair with no other mark.
      if (/[\s:]$/.test(found)) return found
      marks += 1
      return marks > MOST_MARKS && !found.startsWith('\\') ? found.replace(/./g, '\\$&') : found
    })
  }
  return text
    .split('\n')
    .map((whole) => {
      // The time for nested quotations grows with the square of their depth, and readers show a few levels.
      const line = whole.replace(/^((?: {0,3}>){30})[ >]*/, '$1 ')
      const [, mark] = /^ {0,12}(`{3,}|~{3,})/.exec(line) ?? []
      if (mark && (fence === '' || (line.trim() === mark && mark.startsWith(fence)))) {
        fence = fence === '' ? mark : ''
        return line
      }
      if (line.trim() === '') marks = 0
      if (fence !== '' || !/[{*_~[]/.test(line) || /^(?: {4}|\t)/.test(line)) return line
      return line
        .split(/(`+[^`]*`+)/)
        .map((part, index) => (index % 2 === 1 ? part : inWords(part)))
        .join('')
        .replace(/^(#{1,6} [^{]*)\{[#.][^{}]*\} *$/, '$1')
    })
    .join('\n')
}

function withoutTagsOutsideCode(text: string): string {
  return text
    .replace(/\{%[^%{]{0,2000}%\}/g, '')
    .replace(/\{\{[<%][^{}]{0,2000}[>%]\}\}/g, '')
    .replace(/\{: ?[.#\w][^{}]{0,200}\}/g, '')
}

/** Makes footnotes and check boxes showable without HTML: footnotes after a line, boxes as characters. */
function tidyGfm(document: HtmlDocument): void {
  const { body } = document
  const notes = body.querySelector('section[data-footnotes]')
  if (notes) {
    // A line between the text and the notes needs no translation, as a heading would.
    notes.querySelector('h2')?.replaceWith(document.createElement('hr'))
    for (const back of [...notes.querySelectorAll('a[data-footnote-backref]')]) back.remove()
  }
  for (const box of [...body.querySelectorAll('li input[type=checkbox]')]) {
    box.replaceWith(box.hasAttribute('checked') ? '☑ ' : '☐ ')
  }
}

/** Resolves `/pictures/one.jpg` from the top of the folder, as a site made from the folder would. */
function fromRoot(written: string, root: string): string {
  const path = written.trim()
  return /^\/(?!\/)/.test(path) ? `${pathToFileURL(resolve(root)).href}${path}` : path
}

/** Turns links to other files, such as `../fa/one.md`, into `article:<id>`, if the file is below the root. */
async function linkArticles(
  body: HtmlDocument['body'],
  path: string,
  { root, ids = new Map() }: MarkdownContext,
): Promise<void> {
  for (const link of body.querySelectorAll('a[href]')) {
    const [target] = (link.getAttribute('href') ?? '').split(/[?#]/)
    if (!target || !/\.(?:md|markdown)$/i.test(target) || /^[a-z][a-z0-9+.-]*:/i.test(target))
      continue
    try {
      const file = fileURLToPath(new URL(fromRoot(target, root), pathToFileURL(resolve(path))))
      // A file outside the root is no article of this source, though one here may have the same name.
      if (relative(resolve(root), file).startsWith('..')) continue
      const id = ids.get(file) ?? (await idOfFile(file, root))
      ids.set(file, id)
      link.setAttribute('href', `article:${id}`)
    } catch {
      // The target is no path of this operating system. It stays as it is, and toBlocks drops it as no address.
    }
  }
}

/** The id that the article in a file has or would have. */
async function idOfFile(path: string, root: string): Promise<string> {
  try {
    const source = await readFile(path)
    const { fields } = readFrontMatter(source.subarray(0, 64 * 1024).toString(), path)
    return idOf(fields, path, root)
  } catch {
    // A missing or broken file is reported where it is linked to or read.
    return idOfPath(path, root)
  }
}

/** The id of an article: the field `id:`, the field `slug:` in place of the file's name, or the path. */
function idOf(fields: Fields, path: string, root: string): string {
  const id = wordsOf(fields, 'id')
  if (id) return articleId(id)
  const slug = wordsOf(fields, 'slug')?.replace(/^\/|\/$/g, '')
  return slug ? idOfPath(join(dirname(resolve(path)), `${slug}.md`), root) : idOfPath(path, root)
}

/** The id of a file by its path: `fa/2026-11-02-how-it-works.md` gives `fa-how-it-works`. */
function idOfPath(path: string, root: string): string {
  const below = relative(resolve(root), resolve(path))
  const inside = below !== '' && !below.startsWith('..')
  const name = (inside ? below : basename(path))
    .replace(/\.(?:md|markdown)$/i, '')
    .split(sep)
    .map((part) => part.replace(/^_/, '').replace(/^\d{4}-\d{2}-\d{2}-/, ''))
  if (name.length > 1 && /^(?:index|readme|_index)$/i.test(name.at(-1)!)) name.pop()
  return articleId(name.join('-'))
}

/** The language that a folder is named after: `fa/`, `zh-hans/`, `pt-BR/`, `_articles/fa/`. */
function languageOfPath(path: string, root: string): LanguageTag | undefined {
  const folders = relative(resolve(root), dirname(resolve(path))).split(sep)
  const own = [...folders, ...(folders[0] === '' ? [basename(resolve(root))] : [])]
  for (const folder of own.reverse()) {
    const tag = languageTag(folder)
    if (tag && /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(folder) && isKnown(tag)) return tag
  }
  const suffix = /\.([a-z]{2}(?:-[a-z0-9]{2,8})?)\.(?:md|markdown)$/i.exec(path)
  return suffix ? languageTag(suffix[1]) : undefined
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** Whether a tag is that of a known language: `news` and `img` have the form of a tag too. */
function isKnown(tag: LanguageTag): boolean {
  return names.of(tag.split('-')[0]!) !== undefined
}

function takeHeadline(blocks: DraftBlock[]): string {
  const first = blocks.find((block) => block.type !== 'figure')
  return first?.type === 'heading' ? oneLine(runsText(first.runs)) : ''
}

/** Removes the headline from the body, because it is shown above the body. */
function dropHeadline(blocks: DraftBlock[], headline: string): void {
  const index = blocks.findIndex((block) => block.type !== 'figure')
  const block = blocks[index]
  if (block?.type === 'heading' && oneLine(runsText(block.runs)) === headline)
    blocks.splice(index, 1)
}

function takeLeadFigure(blocks: DraftBlock[]): DraftFigure | undefined {
  const [first] = blocks
  if (first?.type !== 'figure') return undefined
  blocks.shift()
  const { type: _, language: __, direction: ___, ...figure } = first
  return figure
}

/**
 * The date in a path such as `2026-11-02-name.md` or `2026/11/02/name.md`, or in such an address in the front matter.
 */
function dateInPath(fields: Fields, path: string, root: string): string | undefined {
  const written = wordsOf(fields, 'path', 'permalink', 'slug') ?? ''
  for (const place of [written, relative(resolve(root), resolve(path)), basename(path)]) {
    const [, year, month, day] =
      /(?:^|[/\\])(\d{4})[-/\\](\d{2})[-/\\](\d{2})(?=[-/\\.]|$)/.exec(place) ?? []
    if (year) return `${year}-${month}-${day}`
  }
  return undefined
}

function leadFigure(fields: Fields, base: string, root: string): DraftFigure | undefined {
  const value = fieldOf(fields, 'image') ?? fieldOf(fields, 'cover') ?? fieldOf(fields, 'picture')
  const object = typeof value === 'object' && value !== null ? (value as Fields) : undefined
  const source = object ? wordsOf(object, 'src', 'source', 'path', 'url', 'image') : value
  if (typeof source !== 'string' || !source.trim()) return undefined
  let address: URL
  try {
    address = new URL(fromRoot(source, root), base)
  } catch {
    return undefined
  }
  if (!/^(?:https?|file):$/.test(address.protocol)) return undefined
  const words = object ?? {
    alt: fieldOf(fields, 'imageAlt') ?? fieldOf(fields, 'image_alt'),
    caption: fieldOf(fields, 'imageCaption') ?? fieldOf(fields, 'image_caption'),
    credit: fieldOf(fields, 'imageCredit') ?? fieldOf(fields, 'image_credit'),
  }
  const caption = wordsOf(words, 'caption')
  const credit = wordsOf(words, 'credit')
  return defined<DraftFigure>({
    source: address.href,
    alt: shorten(wordsOf(words, 'alt') ?? '', 2000),
    caption: caption ? [caption] : undefined,
    credit: credit ? shorten(credit, 200) : undefined,
  })
}

function authorsOf(fields: Fields): Author[] {
  const written = fieldOf(fields, 'authors') ?? fieldOf(fields, 'author') ?? fieldOf(fields, 'by')
  return listOf(written)
    .flatMap((value): Author[] => {
      if (typeof value === 'string') {
        return namesIn(oneLine(value.replace(/<[^<>]*>/g, ''))).map((name) => ({ name }))
      }
      if (typeof value !== 'object' || value === null) return []
      const name = oneLine(wordsOf(value as Fields, 'name', 'title'))
      const url = wordsOf(value as Fields, 'url', 'link', 'website')
      return name
        ? [defined<Author>({ name, url: url && /^https?:\/\/\S+$/.test(url) ? url : undefined })]
        : []
    })
    .slice(0, LIMITS.authors)
}

/** Splits `Ada Voss, Ben Okri and Cy Lund` into three names; `Voss, Ada` and `Ink and Paper` are one name each. */
function namesIn(line: string): string[] {
  const names = line
    .split(/\s*(?:,\s+(?:and\s+|&\s+)?|;\s*|、|،\s*|\s+(?:and|&|und|et|y|e|en|og|och|и|و)\s+)/u)
    .filter(Boolean)
  const areWhole = names.every((name) => / |^[^\u0000-\u02ff]+$/.test(name.trim()))
  return areWhole ? names.map((name) => name.trim()) : [line]
}

function tagsOf(fields: Fields): string[] {
  const taxonomies = fieldOf(fields, 'taxonomies')
  const own = typeof taxonomies === 'object' && taxonomies !== null ? (taxonomies as Fields) : {}
  const written = listOf(
    fieldOf(fields, 'tags') ?? fieldOf(fields, 'keywords') ?? fieldOf(own, 'tags'),
  )
  const tags = written.flatMap((value) => (typeof value === 'string' ? value.split(/,\s*/) : []))
  return [...new Set(tags.map((tag) => oneLine(tag, 100)).filter(Boolean))].slice(0, LIMITS.tags)
}

/** Reads a correction: `correction: words` with `corrected: date`, or `correction: {date, text}`. */
function correctionOf(fields: Fields, path: string): Correction | undefined {
  const value = fieldOf(fields, 'correction')
  if (value === undefined || value === null || value === '') return undefined
  const object = typeof value === 'object' ? (value as Fields) : { text: value }
  const text = wordsOf(object, 'text')
  const date = instantOf(
    fieldOf(object, 'date') ??
      fieldOf(fields, 'corrected') ??
      fieldOf(fields, 'modified') ??
      fieldOf(fields, 'updated'),
  )
  if (!text || !date) {
    throw new PressError(path, 'its correction needs a text and a date', {
      remedy: 'Write `correction: {date: 2026-11-20, text: What was wrong}`.',
    })
  }
  return { date, text: shorten(text, 4000) }
}
