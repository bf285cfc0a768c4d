import type { LanguageTag } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import { defined } from '#bundle/defined.ts'
import { canonicalAddress } from '../article/articleId.ts'
import type { Draft } from '../article/draft.ts'
import { type Fetched, fetchSource } from '../fetching/fetchSource.ts'
import { isWeb } from '../fetching/trust.ts'
import { PressError } from '../report/PressError.ts'
import { decodeSource } from './decodeSource.ts'
import { detectSource } from './detectSource.ts'
import type { FeedItem } from './feeds/feedItem.ts'
import { addAudio } from './feeds/itemMedia.ts'
import { parseFeed } from './feeds/parseFeed.ts'
import { parseHtml } from './html/parseHtml.ts'
import { extractPage, PAGE_REMEDY } from './page/extractPage.ts'
import {
  asPressError,
  newestFirst,
  type ReadItem,
  type Reading,
  type SourceItem,
} from './reading.ts'

/** Reads the articles of a feed or a page: its format is detected, its bytes are decoded once, its text is read. */
export async function* readDocument(
  input: string,
  fetched: Fetched,
  reading: Reading,
): AsyncGenerator<SourceItem> {
  const { format, mayNameFeed } = detectSource(input, fetched, reading.source)
  const text = decodeSource(fetched, format)
  const address = mayNameFeed ? feedNamedIn(text, fetched.url) : undefined
  if (address !== undefined) {
    const feed = await fetchSource(address, { trust: reading.trust })
    yield* readFeed(address, decodeSource(feed, 'feed'), feed.url, reading)
  } else if (format === 'feed') yield* readFeed(input, text, fetched.url, reading)
  else {
    const draft = readPage(text, fetched, reading.language)
    yield defined<ReadItem>({ input, draft, link: draft.url })
  }
}

async function* readFeed(
  input: string,
  text: string,
  url: string,
  { source, language, trust, onFeed }: Reading,
): AsyncGenerator<SourceItem> {
  onFeed?.()
  const feed = parseFeed(text, { url, language })
  for (const item of wantedOf(feed.items, source.limit)) {
    const { draft, link, partial, guid, faults } = item
    const name = link ?? `${input}: ${draft.headline}`
    const found = { input: name, feed: true, link, guid, faults } as const
    if (!partial || source.full !== true || !link || !isWeb(link)) {
      yield defined<ReadItem>({ ...found, draft })
      continue
    }
    try {
      const page = await fetchSource(link, { trust })
      const full = readPage(decodeSource(page, 'page'), page, draft.language)
      yield defined<ReadItem>({ ...found, draft: merge(draft, full, link) })
    } catch (error) {
      // The summary is no substitute: it would replace the whole article of an earlier run.
      yield { input: name, error: asPressError(link, error), feed: true }
    }
  }
}

/** Bytes. The longest pages of articles are a fourth of this, images written inside them included. */
const MOST_PAGE = 8 * 1024 * 1024

/** @param text the decoded bytes of the page */
function readPage(text: string, { bytes, url }: Fetched, language: LanguageTag): Draft {
  if (bytes.length > MOST_PAGE) {
    throw new PressError(url, 'this page is longer than 8 MiB', { remedy: PAGE_REMEDY })
  }
  return extractPage(text, { url, language })
}

/** Characters. The link to a feed stands in the head of a page. */
const MOST_HEAD = 512 * 1024

/** The address of the feed that a page offers to feed readers. */
function feedNamedIn(text: string, url: string): string | undefined {
  const document = parseHtml(text.slice(0, MOST_HEAD))
  for (const link of document.querySelectorAll('link[rel~="alternate" i][href]')) {
    const kind = link.getAttribute('type') ?? ''
    const href = link.getAttribute('href') ?? ''
    if (!/^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b/i.test(kind.trim())) continue
    if (/comments/i.test(`${href} ${link.getAttribute('title') ?? ''}`)) continue
    if (URL.canParse(href, url)) return new URL(href, url).href
  }
  return undefined
}

/**
 * The items of a feed within the limit, chosen before any page is fetched. They are sorted, because not every feed is
 * newest first.
 */
function wantedOf(items: FeedItem[], limit: number | undefined): FeedItem[] {
  if (limit === undefined) return items
  return [...items].sort((a, b) => newestFirst(a.draft, b.draft)).slice(0, limit)
}

/**
 * Joins an item of a feed with its page: the feed has the headline and the date of the article, the page has the text.
 */
function merge(item: Draft, page: Draft, link: string): Draft {
  const body = [...page.body]
  addAudio(body, audiosOf(item.body))
  return defined<Draft>({
    ...page,
    body,
    id: item.id,
    url: canonicalAddress(link),
    headline: item.headline,
    authors: item.authors.length > 0 ? item.authors : page.authors,
    published: item.published ?? page.published,
    tags: item.tags.length > 0 ? item.tags : page.tags,
    image: page.image ?? item.image,
  })
}
