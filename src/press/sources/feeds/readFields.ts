import { parseFeed as parseAny } from 'feedsmith'
import { PressError } from '../../report/PressError.ts'
import { type Loose, listOf, obj, str } from './looseFields.ts'
import { closeTruncatedJson, repairJson } from './repairJson.ts'
import { closeTruncated, itemByItem, repairXml } from './repairXml.ts'

export interface FeedFields {
  /** The name of the format as feedsmith gives it. */
  format: string
  feed: Loose
}

export function isFeed(text: string): boolean {
  const start = text.slice(0, 2000)
  if (/<(?:rss|rdf:RDF|feed|channel)[\s>]/i.test(start.replace(/<!--[\s\S]*?-->/g, ''))) {
    return !/<html[\s>]/i.test(start)
  }
  return /^\s*\{/.test(start) && /jsonfeed\.org\/version|"items"\s*:/.test(text.slice(0, 20_000))
}

/**
 * Parses a feed with feedsmith. A broken feed is repaired step by step; in the last step each item is parsed by itself, so that
 * one broken item costs only itself.
 * @throws PressError naming the feed
 */
export function readFields(text: string, url: string): FeedFields {
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
      const { format, feed } = parseAny(candidate) as unknown as FeedFields
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
  // A feed without items is no fault.
  if (!json && isFeed(text) && !/<(?:\w+:)?(?:item|entry)[\s>]/.test(text)) {
    return { format: 'rss', feed: {} }
  }
  throw new PressError(url, 'this is not a readable feed', {
    remedy:
      'Give the address of an RSS, Atom or JSON Feed; a feed validator shows what is wrong with it.',
    cause: fault,
  })
}

function readable(text: string): FeedFields[] {
  try {
    return [parseAny(text) as unknown as FeedFields]
  } catch {
    return []
  }
}

/** Mends a JSON Feed that writes a number as its version instead of the address of the version. */
function asJsonFeed(text: string | undefined): unknown {
  if (text === undefined) return undefined
  const value: unknown = JSON.parse(text)
  const feed = obj(value)
  const named = /jsonfeed\.org\/version/.test(str(feed.version))
  return named || !Array.isArray(feed.items)
    ? value
    : { ...feed, version: 'https://jsonfeed.org/version/1.1' }
}
