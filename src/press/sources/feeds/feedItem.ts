import type { Instant, LanguageTag } from '#bundle/article.ts'
import { plainText } from '#bundle/card.ts'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import { guidKey } from '../../article/articleId.ts'
import { instantOf } from '../../article/dates.ts'
import type { Draft, DraftBlock } from '../../article/draft.ts'
import {
  agreeingLanguage,
  directionOf,
  languageOfScript,
  languageTag,
} from '../../article/language.ts'
import { brokenAddress, isBrokenAddress } from '../../article/webAddress.ts'
import { oneLine, shorten, summaryOf } from '../../article/words.ts'
import type { PressError } from '../../report/PressError.ts'
import { parseHtml } from '../html/parseHtml.ts'
import { toBlocks } from '../html/toBlocks.ts'
import { authorsOf, contentOf, guidOf, idOf, linkOf, titleOf } from './itemFields.ts'
import { addAudio, audioOf, imageOf, takeLead } from './itemMedia.ts'
import {
  addressOf,
  decodeEntities,
  first,
  htmlLine,
  type Loose,
  list,
  listOf,
  obj,
  str,
  textOf,
} from './looseFields.ts'

export interface FeedItem {
  draft: Draft
  /** The address of the article's page. */
  link?: string
  /** The lasting name that the feed gives the article, as a short digest. */
  guid?: string
  /** Whether the feed has a summary of the article instead of its text. */
  partial: boolean
  /** Parts of the item that could not be used and were left out. */
  faults?: PressError[]
}

/**
 * The most characters of markup that are parsed. No article that readers take is longer, and the time of the parser
 * grows faster than the length.
 */
const MOST_TEXT = 4 * 1024 * 1024

export interface ItemContext {
  /** The address of the feed. */
  url: string
  format: string
  base: string
  language: LanguageTag | undefined
  feed: Loose
  fallback: LanguageTag | undefined
  /** Addresses that several items name (the site, a log of the day) and that are not the page of one article. */
  shared: ReadonlySet<string>
  /** Lasting names that several items have, which are no lasting names. */
  sharedGuids: ReadonlySet<string>
}

export function itemOf(item: Loose, context: ItemContext): FeedItem | undefined {
  const itemBase = addressOf(str(obj(item.xml).base), context.base) ?? context.base
  const written = linkOf(item).trim()
  const link = addressOf(written, itemBase)
  const base = addressOf(str(obj(obj(item.content).xml).base), itemBase) ?? link ?? itemBase
  const { html, partial } = contentOf(item)
  const document = parseHtml(html.length > MOST_TEXT ? '' : html)
  const language = languageOf(item, document.body.textContent ?? '', context)
  const body = toBlocks(document.body, { base, language })
  const headline = headlineOf(item, body)
  if (!headline) return undefined
  const lead = takeLead(body, imageOf(item, base))
  addAudio(body, audioOf(item, base, headline))
  const summary = htmlLine(textOf(item.summary) || (partial ? '' : textOf(item.description)), 2000)
  const standfirst =
    !partial && summary && !bodyText(body).startsWith(summary.slice(0, 60).replace(/…$/, ''))
      ? summary
      : undefined
  const own = link && !context.shared.has(link) ? link : undefined
  const guid = context.sharedGuids.has(guidOf(item)) ? undefined : guidOf(item) || undefined
  const draft = defined<Draft>({
    id: idOf(item, own, guid),
    url: link,
    headline,
    standfirst: standfirst ? shorten(standfirst, 600) : undefined,
    summary: summary && partial ? shorten(summary, 280) : summaryOf(standfirst, body),
    authors: authorsOf(item, context.feed),
    published: publishedOf(item),
    modified: modifiedOf(item),
    language,
    direction: directionOf(language),
    tags: tagsOf(item),
    image: lead,
    body,
  })
  const faults = isBrokenAddress(written)
    ? [brokenAddress(`${context.url}: ${headline}`, 'link', written)]
    : undefined
  const key = guid && guidKey(guid)
  return defined<FeedItem>({ draft, link: own, guid: key, partial, faults })
}

function languageOf(item: Loose, words: string, context: ItemContext): LanguageTag {
  const declared =
    languageTag(str(item.language)) ??
    languageTag(str(obj(item.xml).lang)) ??
    languageTag(str(listOf(obj(item.dc).languages)[0] ?? obj(item.dc).language)) ??
    context.language
  const script = languageOfScript(`${titleOf(item)} ${words}`)
  return agreeingLanguage(declared, script) ?? context.fallback ?? 'en'
}

function publishedOf(item: Loose): Instant | undefined {
  return instantOf(
    item.published ??
      item.pubDate ??
      item.date_published ??
      first(obj(item.dc).dates) ??
      obj(item.dc).date ??
      item.updated ??
      item.date_modified,
  )
}

/** @returns undefined unless the item was changed after it was published */
function modifiedOf(item: Loose): Instant | undefined {
  const published = publishedOf(item)
  const modified = instantOf(item.updated ?? item.date_modified ?? obj(item.atom).updated)
  return modified && published && modified > published ? modified : undefined
}

function tagsOf(item: Loose): string[] {
  const written = [...listOf(item.categories), ...list(item.tags)]
  const tags = written
    .map((tag) =>
      oneLine(
        typeof tag === 'string' ? tag : str(tag.label) || str(tag.name) || str(tag.term),
        100,
      ),
    )
    .filter(Boolean)
  return [...new Set(tags)].slice(0, LIMITS.tags)
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

function bodyText(body: DraftBlock[]): string {
  for (const block of body) {
    if (/^(?:figure|audio|embed)$/.test(block.type)) continue
    const text = oneLine(plainText(block), 4000)
    if (text) return text
  }
  return ''
}
