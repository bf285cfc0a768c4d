import type { Fetched } from '../fetching/fetchSource.ts'
import { isWeb } from '../fetching/trust.ts'
import type { SourceObject } from '../files/publicationFile.ts'
import { PressError } from '../report/PressError.ts'
import type { SourceFormat } from './decodeSource.ts'
import { decodeText } from './decodeText.ts'
import { isFeed } from './feeds/readFields.ts'
import { FEED, PAGE } from './fileNames.ts'

export interface Detected {
  format: SourceFormat
  /** The publisher gave the address of a site and means its feed: the page may name that feed. */
  mayNameFeed: boolean
}

/** How many bytes are looked at. */
const SAMPLE = 40_000

/**
 * Tells a feed from a page, by the first bytes and by what the publication file says of the source.
 * @param input the file or address of the source
 * @throws PressError for a list of feeds
 */
export function detectSource(input: string, fetched: Fetched, source: SourceObject): Detected {
  const { bytes, contentType, url } = fetched
  const sample = decodeText(bytes.subarray(0, SAMPLE), { contentType })
  if (isFeed(sample) && source.page === undefined && source.pages === undefined) {
    return { format: 'feed', mayNameFeed: false }
  }
  if (/<opml[\s>]/i.test(sample.slice(0, 1000))) {
    throw new PressError(input, 'this is a list of feeds (OPML), not a feed', {
      remedy: 'Name the feeds in it as sources.',
    })
  }
  // A source given as a place alone is read as what it turns out to be.
  const isPlace = Object.keys(source).length === 0
  if (isWeb(input)) {
    const format = source.feed === undefined ? 'page' : 'feed'
    return { format, mayNameFeed: format === 'feed' || (isPlace && isFrontPage(url)) }
  }
  const isNamedFeed = isPlace && FEED.test(input) && !PAGE.test(input)
  return { format: source.feed !== undefined || isNamedFeed ? 'feed' : 'page', mayNameFeed: false }
}

/** Whether an address is that of a whole site (`/`, `/en/`, `/index.html`), which is never one article. */
function isFrontPage(address: string): boolean {
  return /^\/(?:[a-z]{2}(?:-[a-z]{2,4})?\/?)?(?:index\.\w+)?$/i.test(new URL(address).pathname)
}
