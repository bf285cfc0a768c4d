import type { LanguageTag } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { languageTag } from '../../article/language.ts'
import { type FeedItem, itemOf } from './feedItem.ts'
import { guidOf, linkOf, titleOf } from './itemFields.ts'
import { addressOf, htmlLine, type Loose, listOf, obj, str, textOf } from './looseFields.ts'
import { readFields } from './readFields.ts'

export interface Feed {
  title: string
  language?: LanguageTag
  /** The items in the order of the feed. */
  items: FeedItem[]
}

export interface FeedOptions {
  /** The address of the feed, which its relative addresses are relative to. */
  url: string
  contentType?: string | undefined
  /** The language of an item whose feed and text tell none. */
  language?: LanguageTag | undefined
}

/** @throws PressError naming the feed */
export function parseFeed(text: string, options: FeedOptions): Feed {
  const { format, feed } = readFields(text, options.url)
  const items = listOf(feed.items ?? feed.entries)
  const base = addressOf(linkOf(feed), options.url) ?? options.url
  const language =
    languageTag(str(feed.language)) ??
    languageTag(str(obj(feed.xml).lang)) ??
    languageTag(str(listOf(obj(feed.dc).languages)[0] ?? obj(feed.dc).language))
  const shared = sharedLinks(items, base)
  const { url } = options
  const context = { url, format, base, language, feed, fallback: options.language, shared }
  return defined<Feed>({
    title: htmlLine(textOf(feed.title)),
    language,
    items: items.flatMap((item) => itemOf(item, context) ?? []),
  })
}

function sharedLinks(items: Loose[], base: string): Set<string> {
  const named = new Map<string, string>()
  const shared = new Set<string>()
  for (const item of items) {
    const link = addressOf(linkOf(item), base)
    if (link === undefined) continue
    // An item that stands in the feed twice is one article.
    const name = guidOf(item) || titleOf(item)
    if ((named.get(link) ?? name) !== name) shared.add(link)
    named.set(link, name)
  }
  return shared
}
