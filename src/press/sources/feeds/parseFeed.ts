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
  const { url } = options
  const context = {
    url,
    format,
    base,
    language,
    feed,
    fallback: options.language,
    shared: sharedLinks(items, base),
    sharedGuids: sharedGuids(items, base),
  }
  return defined<Feed>({
    title: htmlLine(textOf(feed.title)),
    language,
    items: items.flatMap((item) => itemOf(item, context) ?? []),
  })
}

/** The addresses that several items name as their own. */
function sharedLinks(items: Loose[], base: string): Set<string> {
  return sharedBy(items, {
    // An item that stands in the feed twice is one article.
    other: (item) => guidOf(item) || titleOf(item),
    value: (item) => addressOf(linkOf(item), base),
  })
}

/** The lasting names that several items have. With one headline or one page they are one item that stands there twice. */
function sharedGuids(items: Loose[], base: string): Set<string> {
  const value = (item: Loose) => guidOf(item) || undefined
  const titled = sharedBy(items, { value, other: titleOf })
  const page = (item: Loose) =>
    addressOf(linkOf(item), base)?.replace(/[?#].*$/, '') ?? titleOf(item)
  const linked = sharedBy(items, { value, other: page })
  return new Set([...titled].filter((guid) => linked.has(guid)))
}

interface Compared {
  value: (item: Loose) => string | undefined
  other: (item: Loose) => string
}

/** The values that items have which differ in another field. */
function sharedBy(items: Loose[], { value, other }: Compared): Set<string> {
  const named = new Map<string, string>()
  const shared = new Set<string>()
  for (const item of items) {
    const own = value(item)
    if (own === undefined) continue
    if ((named.get(own) ?? other(item)) !== other(item)) shared.add(own)
    named.set(own, other(item))
  }
  return shared
}
