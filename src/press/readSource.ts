import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { LanguageTag } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import { articleId, canonicalAddress } from './articleId.ts'
import { decodeText } from './decodeText.ts'
import type { Draft } from './draft.ts'
import { addRecordings, type FeedItem, isFeed, parseFeed } from './feeds/parseFeed.ts'
import { type Fetched, fetchSource } from './fetchSource.ts'
import { readMarkdown } from './markdown/readMarkdown.ts'
import { PressError } from './PressError.ts'
import { extractPage } from './page/extractPage.ts'
import { parseHtml } from './page/parseHtml.ts'
import type { SourceEntry, SourceObject } from './publicationFile.ts'
import { reasonOf } from './publicationFolder.ts'
import { isWeb, pathOf, placeOf, type Trust, trustIn } from './trust.ts'

/** One article of a source, or why there is none. `input` is the file or address it comes from. */
export type SourceItem =
  | { input: string; draft: Draft; feed?: true }
  | { input: string; error: PressError; feed?: true }

export interface SourceContext {
  /** What paths are relative to. */
  folder: string
  /** For articles whose source names none. */
  language: LanguageTag
  /** Where a page read from a file lives on the web; for a folder, where the folder does. */
  url?: string
}

interface Reading extends SourceContext {
  /** What is written in the publication file, `{}` for a place alone: that is read as what it is. */
  source: SourceObject
  trust: Trust
  /** Of the Markdown files of this source. */
  ids: Map<string, string>
}

/**
 * The articles of one source, in its own order, or the newest first where it has a limit. A fault in
 * one never ends the rest; a source that cannot be read at all yields one error.
 */
export async function* readSource(
  entry: SourceEntry,
  context: SourceContext,
): AsyncGenerator<SourceItem> {
  const source = typeof entry === 'string' ? {} : entry
  const place = placeOf(entry)
  const reading = {
    ...context,
    source,
    language: source.language ?? context.language,
    trust: await trustIn([entry], context.folder),
    ids: new Map<string, string>(),
  }
  try {
    if (isWeb(place)) {
      yield* readBytes(place, await fetchSource(place, { trust: reading.trust }), reading)
    } else yield* readPath(place, reading)
  } catch (error) {
    yield { input: place, error: asPressError(place, error) }
  }
}

async function* readPath(place: string, reading: Reading): AsyncGenerator<SourceItem> {
  const path = pathOf(place, reading.folder)
  const kind = await stat(path).catch(() => undefined)
  if (!kind) {
    throw new PressError(place, 'there is no such file or folder', {
      remedy: `Paths are relative to ${reading.folder}.`,
      misuse: true,
    })
  }
  if (!kind.isDirectory()) {
    yield* readOne(path, dirname(path), reading)
    return
  }
  const items = readFolder(place, path, reading)
  yield* reading.source.limit === undefined ? items : newestOf(items, reading.source.limit)
}

async function* readFolder(
  place: string,
  folder: string,
  reading: Reading,
): AsyncGenerator<SourceItem> {
  const { files, faults } = await filesBelow(folder, reading.source)
  yield* faults
  if (files.length === 0 && faults.length === 0) {
    throw new PressError(place, `there are no ${kindOf(reading.source)} in this folder`, {
      remedy: 'Check the path and how the names of the files end.',
    })
  }
  for (const file of files) {
    const { url } = reading
    const below = relative(folder, file).split(sep).map(encodeURIComponent).join('/')
    const own = url === undefined ? reading : { ...reading, url: new URL(below, url).href }
    try {
      yield* readOne(file, folder, own)
    } catch (error) {
      yield { input: file, error: asPressError(file, error) }
    }
  }
}

/** A folder is in the order of its names, so all of it is read before the newest are known. */
async function* newestOf(
  items: AsyncGenerator<SourceItem>,
  limit: number,
): AsyncGenerator<SourceItem> {
  const found: Extract<SourceItem, { draft: Draft }>[] = []
  for await (const item of items) {
    if ('draft' in item) found.push(item)
    else yield item
  }
  yield* found.sort((a, b) => newestFirst(a.draft, b.draft)).slice(0, limit)
}

function newestFirst(a: Draft, b: Draft): number {
  const [one = '', other = ''] = [a.published, b.published]
  return one === other ? 0 : one < other ? 1 : -1
}

/** @param root the folder of the source: ids come from the path below it */
async function* readOne(path: string, root: string, reading: Reading): AsyncGenerator<SourceItem> {
  if (MARKDOWN.test(path)) {
    const { language, ids } = reading
    const draft = await readMarkdown(path, { root, language, ids })
    if (draft) yield { input: path, draft }
    return
  }
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
    if (path.endsWith('.gz')) bytes = gunzipSync(bytes, { maxOutputLength: 64 * 1024 * 1024 })
  } catch (cause) {
    throw new PressError(path, `cannot be read (${reasonOf(cause)})`, {
      remedy: 'Check the file.',
      cause,
    })
  }
  const url = reading.url ?? pathToFileURL(path).href
  for await (const item of readBytes(path, { url, bytes }, reading)) {
    yield 'draft' in item && reading.url === undefined
      ? { ...item, draft: fromFile(item, path, root) }
      : item
  }
}

/**
 * Without the address of a file, which means nothing on another machine: neither as a link nor in an
 * id, which has to be the same wherever the publication is pressed.
 */
function fromFile(
  { draft, feed }: Extract<SourceItem, { draft: Draft }>,
  path: string,
  root: string,
): Draft {
  const { url, ...rest } = draft
  if (url === undefined ? feed : isWeb(url)) return draft
  const target = url === undefined ? path : pathIn(url)
  const below = relative(root, target)
  const name = below.startsWith('..') ? target : below
  const plain = name.replace(/\.(?:x?html?|php|aspx?)(?:\.gz)?$/i, '')
  return { ...rest, id: articleId(plain.split(sep).join('-')) }
}

function pathIn(url: string): string {
  try {
    return fileURLToPath(url)
  } catch {
    // A host in it, or a path of another system.
    return new URL(url).pathname
  }
}

const MARKDOWN = /\.(?:md|markdown)$/i
const PAGE = /\.(?:x?html?)(?:\.gz)?$/i
const FEED = /\.(?:rss|atom|rdf|xml|json)(?:\.gz)?$/i
const HIDDEN = /^[._](?!(?:posts|articles)$)|^(?:node_modules|drafts)$/
/** What stands in a folder to explain the folder. */
const ABOUT = /^(?:readme|license|contributing|changelog|code_of_conduct)\./i

function kindOf({ feed, markdown, pages, page }: SourceObject): string {
  if (feed !== undefined) return 'feeds'
  if (markdown !== undefined) return 'Markdown files'
  return pages === undefined && page === undefined ? 'Markdown files or pages' : 'pages'
}

/** Every file of a folder a source may mean, in an order that is the same on every machine. */
async function filesBelow(
  folder: string,
  { feed, markdown, pages, page }: SourceObject,
): Promise<{ files: string[]; faults: SourceItem[] }> {
  const wanted =
    feed !== undefined
      ? [FEED]
      : markdown !== undefined
        ? [MARKDOWN]
        : pages !== undefined || page !== undefined
          ? [PAGE]
          : [MARKDOWN, PAGE]
  const files: string[] = []
  const faults: SourceItem[] = []
  const walk = async (at: string, depth: number): Promise<void> => {
    if (depth > 20) return
    try {
      for (const entry of await readdir(at, { withFileTypes: true })) {
        if (HIDDEN.test(entry.name)) continue
        const path = join(at, entry.name)
        if (entry.isDirectory()) await walk(path, depth + 1)
        else if (
          entry.isFile() &&
          wanted.some((kind) => kind.test(entry.name)) &&
          !ABOUT.test(entry.name)
        ) {
          files.push(path)
        }
      }
    } catch (cause) {
      const error = new PressError(at, `this folder cannot be read (${reasonOf(cause)})`, {
        remedy: 'Check its permissions.',
        cause,
      })
      faults.push({ input: at, error })
    }
  }
  await walk(folder, 0)
  return { files: files.sort((a, b) => (a < b ? -1 : 1)), faults }
}

async function* readBytes(
  input: string,
  fetched: Fetched,
  reading: Reading,
): AsyncGenerator<SourceItem> {
  const { source, trust } = reading
  const sample = decodeText(fetched.bytes.subarray(0, 40_000), {
    contentType: fetched.contentType,
  })
  if (isFeed(sample) && source.page === undefined && source.pages === undefined) {
    yield* readFeed(input, fetched, reading)
    return
  }
  if (/<opml[\s>]/i.test(sample.slice(0, 1000))) {
    throw new PressError(input, 'this is a list of feeds (OPML), not a feed', {
      remedy: 'Name the feeds in it as sources.',
    })
  }
  const isPlace = Object.keys(source).length === 0
  const isAddress = isWeb(input)
  if (isAddress && (source.feed !== undefined || (isPlace && isFrontPage(fetched.url)))) {
    // Given the address of a site, its feed is meant.
    const address = feedNamedIn(fetched)
    if (address !== undefined) {
      yield* readFeed(address, await fetchSource(address, { trust }), reading)
      return
    }
  }
  const isNamedSo = isPlace && FEED.test(input) && !PAGE.test(input) && !isAddress
  if (source.feed !== undefined || isNamedSo) {
    yield* readFeed(input, fetched, reading)
    return
  }
  const { url, contentType } = fetched
  const draft = extractPage(fetched.bytes, { url, contentType, language: reading.language })
  yield { input, draft }
}

/** `/`, `/en/`, `/index.html`: where a site begins, never one article. */
function isFrontPage(address: string): boolean {
  return /^\/(?:[a-z]{2}(?:-[a-z]{2,4})?\/?)?(?:index\.\w+)?$/i.test(new URL(address).pathname)
}

/** The feed a page offers to feed readers. */
function feedNamedIn({ bytes, url, contentType }: Fetched): string | undefined {
  const document = parseHtml(decodeText(bytes.subarray(0, 512 * 1024), { contentType }))
  for (const link of document.querySelectorAll('link[rel~="alternate" i][href]')) {
    const kind = link.getAttribute('type') ?? ''
    const href = link.getAttribute('href') ?? ''
    if (!/^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b/i.test(kind.trim())) continue
    if (/comments/i.test(`${href} ${link.getAttribute('title') ?? ''}`)) continue
    if (URL.canParse(href, url)) return new URL(href, url).href
  }
  return undefined
}

async function* readFeed(
  input: string,
  { bytes, url, contentType }: Fetched,
  { source, language, trust }: Reading,
): AsyncGenerator<SourceItem> {
  const feed = parseFeed(bytes, { url, contentType, language })
  for (const { draft, link, partial } of wantedOf(feed.items, source.limit)) {
    const name = link ?? `${input}: ${draft.headline}`
    if (!partial || source.full !== true || !link || !isWeb(link)) {
      yield { input: name, draft, feed: true }
      continue
    }
    try {
      const page = await fetchSource(link, { trust })
      const full = extractPage(page.bytes, {
        url: page.url,
        contentType: page.contentType,
        language: draft.language,
      })
      yield { input: name, draft: merge(draft, full, link), feed: true }
    } catch (error) {
      // Not the summary instead: it would take the place of the whole article of an earlier run.
      yield { input: name, error: asPressError(link, error), feed: true }
    }
  }
}

/** Known before any page is fetched: feeds are mostly, but not always, newest first. */
function wantedOf(items: FeedItem[], limit: number | undefined): FeedItem[] {
  if (limit === undefined) return items
  return [...items].sort((a, b) => newestFirst(a.draft, b.draft)).slice(0, limit)
}

/** The feed knows what the article is called and when it came out; the page has the text. */
function merge(item: Draft, page: Draft, link: string): Draft {
  const published = item.published ?? page.published
  const body = [...page.body]
  addRecordings(body, audiosOf(item.body))
  return {
    ...page,
    body,
    id: item.id,
    url: canonicalAddress(link),
    headline: item.headline,
    authors: item.authors.length > 0 ? item.authors : page.authors,
    ...(published === undefined ? {} : { published }),
    tags: item.tags.length > 0 ? item.tags : page.tags,
    ...((page.image ?? item.image) ? { image: page.image ?? item.image! } : {}),
  }
}

function asPressError(thing: string, error: unknown): PressError {
  if (error instanceof PressError) return error
  const { message } = error as Error
  return new PressError(thing, `cannot be read (${message.split('\n')[0]})`, {
    remedy: 'Leave it out, or try another source of the same articles.',
    cause: error,
  })
}
