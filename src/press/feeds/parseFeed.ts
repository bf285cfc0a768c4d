import { parseFeed as parseAny } from 'feedsmith'
import type { Author, LanguageTag } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import { plainText } from '#bundle/card.ts'
import { LIMITS } from '#bundle/limits.ts'
import { articleId, idOfAddress } from '../articleId.ts'
import { instantOf } from '../dates.ts'
import { decodeText } from '../decodeText.ts'
import type { Draft, DraftAudio, DraftBlock, DraftFigure } from '../draft.ts'
import { agreeingLanguage, directionOf, languageOfScript, languageTag } from '../language.ts'
import { PressError } from '../PressError.ts'
import { parseHtml } from '../page/parseHtml.ts'
import { toBlocks } from '../page/toBlocks.ts'
import { oneLine, shorten, summaryOf } from '../words.ts'
import { closeTruncatedJson, repairJson } from './repairJson.ts'
import { closeTruncated, itemByItem, repairXml } from './repairXml.ts'

export interface Feed {
  title: string
  language?: LanguageTag
  /** In the feed's order. */
  items: FeedItem[]
}

export interface FeedItem {
  draft: Draft
  /** The article's page. */
  link?: string
  /** Only a summary stands in the feed. */
  partial: boolean
}

export interface FeedOptions {
  /** Where the feed is, for its relative addresses. */
  url: string
  contentType?: string | undefined
  /** Where neither the feed nor the text says. */
  language?: LanguageTag | undefined
}

/** What feedsmith gives for RSS, RDF, Atom and JSON Feed, as far as it is used here; nothing is certain. */
interface Loose {
  [name: string]: unknown
}

export function isFeed(text: string): boolean {
  const start = text.slice(0, 2000)
  if (/<(?:rss|rdf:RDF|feed|channel)[\s>]/i.test(start.replace(/<!--[\s\S]*?-->/g, ''))) {
    return !/<html[\s>]/i.test(start)
  }
  return /^\s*\{/.test(start) && /jsonfeed\.org\/version|"items"\s*:/.test(text.slice(0, 20_000))
}

/** @throws PressError naming the feed */
export function parseFeed(bytes: Uint8Array, options: FeedOptions): Feed {
  const text = decodeText(bytes, {
    contentType: options.contentType,
    xml: !/^\s*[{[]/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 100))),
  })
  const { format, feed } = readFeed(text, options.url)
  const items = listOf(feed.items ?? feed.entries)
  const link = addressOf(linkOf(feed), options.url)
  const base = link ?? options.url
  const language =
    languageTag(str(feed.language)) ??
    languageTag(str(obj(feed.xml).lang)) ??
    languageTag(str(listOf(obj(feed.dc).languages)[0] ?? obj(feed.dc).language))
  const shared = sharedLinks(items, base)
  const context = { format, base, language, feed, fallback: options.language, shared }
  return {
    title: htmlLine(textOf(feed.title)),
    ...(language ? { language } : {}),
    items: items.flatMap((item) => itemOf(item, context) ?? []),
  }
}

function readFeed(text: string, url: string): { format: string; feed: Loose } {
  const json = /^\s*[{[]/.test(text)
  const attempts = json
    ? [
        () => asJsonFeed(text.replace(/^\uFEFF/, '')),
        () => asJsonFeed(repairJson(text)),
        () => asJsonFeed(closeTruncatedJson(repairJson(text))),
      ]
    : [() => repairXml(text), () => closeTruncated(repairXml(text))]
  let fault: unknown
  for (const attempt of attempts) {
    try {
      const candidate = attempt()
      if (candidate === undefined) continue
      const { format, feed } = parseAny(candidate) as unknown as { format: string; feed: Loose }
      return { format, feed }
    } catch (error) {
      fault = error
    }
  }
  const whole = json ? [] : itemByItem(repairXml(text)).flatMap(readable)
  if (whole.length > 0) {
    const items = whole.flatMap(({ feed }) => listOf(feed.items ?? feed.entries))
    return { format: whole[0]!.format, feed: { ...whole[0]!.feed, entries: undefined, items } }
  }
  // One that has nothing to say yet is no fault.
  if (!json && isFeed(text) && !/<(?:\w+:)?(?:item|entry)[\s>]/.test(text)) {
    return { format: 'rss', feed: {} }
  }
  throw new PressError(url, 'this is no feed that can be read', {
    remedy:
      'Give the address of an RSS, Atom or JSON Feed; a feed validator tells what is wrong with it.',
    cause: fault,
  })
}

function readable(text: string): { format: string; feed: Loose }[] {
  try {
    return [parseAny(text) as unknown as { format: string; feed: Loose }]
  } catch {
    return []
  }
}

/** Some write only the number where the address of the version belongs. */
function asJsonFeed(text: string | undefined): unknown {
  if (text === undefined) return undefined
  const value: unknown = JSON.parse(text)
  const feed = obj(value)
  const named = /jsonfeed\.org\/version/.test(str(feed.version))
  return named || !Array.isArray(feed.items)
    ? value
    : { ...feed, version: 'https://jsonfeed.org/version/1.1' }
}

/** Characters of markup: no article readers take is longer, and the parser's time grows faster than they do. */
const MOST_TEXT = 4 * 1024 * 1024
/** Characters of a headline, a name or a summary that are looked at. */
const MOST_LINE = 20_000

interface ItemContext {
  format: string
  base: string
  language: LanguageTag | undefined
  feed: Loose
  fallback: LanguageTag | undefined
  /** Addresses that several items name (the site, a log of the day): none is the page of one article. */
  shared: ReadonlySet<string>
}

function sharedLinks(items: Loose[], base: string): Set<string> {
  const named = new Map<string, string>()
  const shared = new Set<string>()
  for (const item of items) {
    const link = addressOf(linkOf(item), base)
    if (link === undefined) continue
    // The same item twice is one article.
    const name = guidOf(item) || titleOf(item)
    if ((named.get(link) ?? name) !== name) shared.add(link)
    named.set(link, name)
  }
  return shared
}

function itemOf(item: Loose, context: ItemContext): FeedItem | undefined {
  const itemBase = addressOf(str(obj(item.xml).base), context.base) ?? context.base
  const link = addressOf(linkOf(item), itemBase)
  const base = addressOf(str(obj(obj(item.content).xml).base), itemBase) ?? link ?? itemBase
  const { html, partial } = contentOf(item)
  const document = parseHtml(html.length > MOST_TEXT ? '' : html)
  const declared =
    languageTag(str(item.language)) ??
    languageTag(str(obj(item.xml).lang)) ??
    languageTag(str(listOf(obj(item.dc).languages)[0] ?? obj(item.dc).language)) ??
    context.language
  const words = document.body.textContent ?? ''
  const script = languageOfScript(`${titleOf(item)} ${words}`)
  const language = agreeingLanguage(declared, script) ?? context.fallback ?? 'en'
  const body = toBlocks(document.body, { base, language })
  const headline = headlineOf(item, body)
  if (!headline) return undefined
  const image = mediaOf(item, base) ?? undefined
  const lead = takeLead(body, image)
  addRecordings(body, recordingsOf(item, base, headline))
  const published = instantOf(
    item.published ??
      item.pubDate ??
      item.date_published ??
      first(obj(item.dc).dates) ??
      obj(item.dc).date ??
      item.updated ??
      item.date_modified,
  )
  const modified = instantOf(item.updated ?? item.date_modified ?? obj(item.atom).updated)
  const summary = htmlLine(textOf(item.summary) || (partial ? '' : textOf(item.description)), 2000)
  const standfirst =
    !partial && summary && !bodyText(body).startsWith(summary.slice(0, 60).replace(/…$/, ''))
      ? summary
      : undefined
  const tags = [...listOf(item.categories), ...list(item.tags)]
    .map((tag) =>
      oneLine(
        typeof tag === 'string' ? tag : str(tag.label) || str(tag.name) || str(tag.term),
        100,
      ),
    )
    .filter(Boolean)
  const own = link && !context.shared.has(link) ? link : undefined
  const draft: Draft = {
    id: idOf(item, own),
    ...(link ? { url: link } : {}),
    headline,
    ...(standfirst ? { standfirst: shorten(standfirst, 600) } : {}),
    summary: summary && partial ? shorten(summary, 280) : summaryOf(standfirst, body),
    authors: authorsOf(item, context.feed),
    ...(published ? { published } : {}),
    ...(modified && published && modified > published ? { modified } : {}),
    language,
    direction: directionOf(language),
    tags: [...new Set(tags)].slice(0, LIMITS.tags),
    ...(lead ? { image: lead } : {}),
    body,
  }
  return { draft, ...(own ? { link: own } : {}), partial }
}

function contentOf(item: Loose): { html: string; partial: boolean } {
  const full =
    str(obj(item.content).encoded) ||
    (obj(item.content).type === 'text' ? textAsHtml(textOf(item.content)) : textOf(item.content)) ||
    str(item.content_html) ||
    (str(item.content_text) ? textAsHtml(str(item.content_text)) : '')
  const media = obj(item.media)
  const short =
    textOf(item.description) ||
    textOf(item.summary) ||
    textOf(media.description) ||
    textOf(listOf(media.groups)[0]?.description) ||
    str(first(obj(item.dc).descriptions)) ||
    str(obj(item.itunes).summary)
  if (full.trim()) return { html: full, partial: false }
  // A description may be the whole article; a long one with paragraphs is taken for it.
  const whole = short.length > 1500 || /<p[\s>][\s\S]*<p[\s>]/i.test(short)
  return { html: short, partial: !whole }
}

function headlineOf(item: Loose, body: DraftBlock[]): string {
  const plain =
    obj(item.title).type === 'text' ||
    item.content_html !== undefined ||
    item.content_text !== undefined
  const written = titleOf(item)
  const title = plain ? oneLine(decodeEntities(written)) : htmlLine(written)
  if (title) return title
  const text = bodyText(body)
  return text ? shorten(oneLine(text, 2000), 80) : ''
}

function titleOf(item: Loose): string {
  return textOf(item.title) || str(first(obj(item.dc).titles)) || textOf(obj(item.media).title)
}

function bodyText(body: DraftBlock[]): string {
  for (const block of body) {
    if (/^(?:figure|audio|embed)$/.test(block.type)) continue
    const text = oneLine(plainText(block), 4000)
    if (text) return text
  }
  return ''
}

function idOf(item: Loose, link: string | undefined): string {
  const guid = guidOf(item)
  // The address is what a page has too; a guid that is no address is the feed's own word for the item.
  if (link) return idOfAddress(link)
  if (guid)
    return /^https?:\/\/\S+$/i.test(guid) && URL.canParse(guid)
      ? idOfAddress(guid)
      : articleId(guid)
  return articleId(`${titleOf(item)} ${textOf(item.description).slice(0, 200)}`)
}

function guidOf(item: Loose): string {
  return textOf(item.guid) || str(item.id) || str(obj(item.rdf).about)
}

function linkOf(source: Loose): string {
  const direct = str(source.link) || str(source.url) || str(source.external_url)
  if (direct) return direct
  const links = listOf(source.links)
  const alternate =
    links.find(
      ({ rel, type }) =>
        (rel === undefined || rel === 'alternate') &&
        (type === undefined || /html/.test(str(type))),
    ) ?? links.find(({ rel }) => rel === undefined || rel === 'alternate')
  if (alternate) return str(alternate.href)
  const guid = obj(source.guid)
  if (guid.isPermaLink !== false && /^https?:/i.test(str(guid.value))) return str(guid.value)
  return str(obj(source.rdf).about)
}

function mediaOf(item: Loose, base: string): DraftFigure | undefined {
  const media = obj(item.media)
  const contents = [
    ...listOf(media.contents),
    ...listOf(media.groups).flatMap((group) => listOf(group.contents)),
    ...listOf(obj(media.group).contents),
  ]
  const picture = contents
    .filter(
      ({ medium, type, url }) =>
        medium === 'image' ||
        /^image\//.test(str(type)) ||
        /\.(?:jpe?g|png|webp)(?:\?|$)/i.test(str(url)),
    )
    .sort((a, b) => Number(b.width ?? 0) - Number(a.width ?? 0))[0]
  const enclosure = listOf(item.enclosures).find(({ type }) => /^image\//.test(str(type)))
  const thumbnail = listOf(media.thumbnails)[0]
  const address = addressOf(
    str(picture?.url) ||
      str(enclosure?.url) ||
      str(item.image) ||
      str(item.banner_image) ||
      str(thumbnail?.url) ||
      str(obj(item.itunes).image),
    base,
  )
  if (!address) return undefined
  const words = picture ?? {}
  const caption = htmlLine(
    textOf(words.description) || textOf(words.title) || textOf(media.description),
    1000,
  )
  const credit = oneLine(
    str(listOf(words.credits)[0]?.value) || textOf(listOf(media.credits)[0]),
    200,
  )
  return {
    source: address,
    alt: '',
    ...(caption ? { caption: [caption] } : {}),
    ...(credit ? { credit } : {}),
  }
}

function recordingsOf(item: Loose, base: string, headline: string): DraftAudio[] {
  const files = [
    ...listOf(item.enclosures),
    ...listOf(item.attachments),
    ...listOf(item.links).filter(({ rel }) => rel === 'enclosure'),
  ].filter(({ type, mime_type }) => /^audio\//i.test(str(type ?? mime_type)))
  return files.flatMap(({ url, href, title, duration_in_seconds }) => {
    const source = addressOf(str(url ?? href), base)
    // Of several recordings nobody knows which one is that long.
    const seconds = duration_in_seconds ?? (files.length === 1 ? obj(item.itunes).duration : 0)
    const duration = Math.min(Math.round(Number(seconds)) || 0, 1e6)
    if (!source) return []
    const recording = { source, title: htmlLine(str(title)) || headline }
    return duration > 0 ? [{ ...recording, duration }] : [recording]
  })
}

/** Ahead of the text, unless they are played in it. In place. */
export function addRecordings(body: DraftBlock[], recordings: DraftAudio[]): void {
  const name = (source: string) => source.replace(/[?#].*$/, '')
  const there = new Set(audiosOf(body).map(({ source }) => name(source)))
  const missing = recordings.filter(({ source }) => {
    if (there.has(name(source))) return false
    there.add(name(source))
    return true
  })
  body.unshift(...missing.map((recording) => ({ type: 'audio' as const, ...recording })))
}

/** The lead picture stands above the body, so the same one at its top goes. */
function takeLead(body: DraftBlock[], media: DraftFigure | undefined): DraftFigure | undefined {
  const [first] = body
  if (first?.type === 'figure') {
    body.shift()
    const { type: _, language: __, direction: ___, ...figure } = first
    return figure
  }
  if (!media) return undefined
  const name = (source: string) =>
    source
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1)
  const twin = body.findIndex(
    (block) => block.type === 'figure' && name(block.source) === name(media.source),
  )
  if (twin >= 0) {
    const [found] = body.splice(twin, 1)
    const { type: _, ...figure } = found as { type: 'figure' } & DraftFigure
    return {
      source: figure.source,
      alt: figure.alt,
      ...(figure.caption ? { caption: figure.caption } : {}),
      ...(figure.credit ? { credit: figure.credit } : {}),
    }
  }
  return media
}

function authorsOf(item: Loose, feed: Loose): Author[] {
  const found = (source: Loose): Author[] =>
    [
      ...list(obj(source.dc).creators),
      ...list(obj(source.dc).creator),
      ...list(source.authors),
      ...list(source.author),
      ...list(obj(source.itunes).author),
    ].flatMap((value): Author[] => {
      const written = typeof value === 'string' ? value : str(value.name) || str(value.value)
      // RSS 2.0: `mail@example.org (A. Name)`.
      const name = oneLine(
        decodeEntities(
          /^\S+@\S+\s+\((.+)\)$/.exec(written.trim())?.[1] ?? written.replace(/<[^<>]*>/g, ''),
        ),
        200,
      )
      if (!name || /^\S+@\S+$/.test(name)) return []
      const url = typeof value === 'string' ? '' : str(value.uri) || str(value.url)
      return [{ name, ...(/^https?:\/\/\S+$/.test(url) ? { url } : {}) }]
    })
  const own = found(item)
  const authors = own.length > 0 ? own : found(feed)
  const seen = new Set<string>()
  return authors.filter(({ name }) => !seen.has(name) && seen.add(name)).slice(0, LIMITS.authors)
}

function addressOf(written: string, base: string): string | undefined {
  if (!written.trim()) return undefined
  try {
    const url = new URL(written.trim(), base)
    return /^https?:$/.test(url.protocol) || (url.protocol === 'file:' && base.startsWith('file:'))
      ? url.href
      : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return str(obj(value).value)
}

function htmlLine(html: string, most?: number): string {
  if (!/[<&]/.test(html)) return oneLine(html, most)
  const { body } = parseHtml(html.slice(0, MOST_LINE))
  for (const code of [...body.querySelectorAll('script, style, template')]) code.remove()
  return oneLine(body.textContent ?? '', most)
}

function decodeEntities(text: string): string {
  return text.includes('&')
    ? (parseHtml(text.slice(0, MOST_LINE).replaceAll('<', '&lt;')).body.textContent ?? '')
    : text
}

function textAsHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('')
}

function str(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function obj(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Loose)
    : {}
}

function list(value: unknown): (string | Loose)[] {
  const values = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  return values.filter(
    (item) => typeof item === 'string' || (typeof item === 'object' && item !== null),
  )
}

function listOf(value: unknown): Loose[] {
  return list(value).map((item) => (typeof item === 'string' ? { value: item } : item))
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined
}
