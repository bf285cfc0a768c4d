import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { LanguageTag } from '#bundle/article.ts'
import { canonicalAddress } from './articleId.ts'
import { decodeText } from './decodeText.ts'
import type { Draft } from './draft.ts'
import { isFeed, parseFeed } from './feeds/parseFeed.ts'
import { type Fetched, fetchSource } from './fetchSource.ts'
import { readMarkdown } from './markdown/readMarkdown.ts'
import { PressError } from './PressError.ts'
import { extractPage } from './page/extractPage.ts'
import type { SourceEntry, SourceObject } from './publicationFile.ts'
import { reasonOf } from './publicationFolder.ts'

/** One article of a source, or why there is none. `input` is the file or address it comes from. */
export type SourceItem =
  | { input: string; draft: Draft; feed?: true }
  | { input: string; error: PressError; feed?: true }

export interface SourceContext {
  /** What paths are relative to. */
  folder: string
  /** For articles whose source names none. */
  language: LanguageTag
  /** Where a page read from a file lives on the web. */
  url?: string
}

/**
 * The articles of one source, in its own order. A fault in one never ends the rest; a source that
 * cannot be read at all yields one error.
 */
export async function* readSource(
  entry: SourceEntry,
  context: SourceContext,
): AsyncGenerator<SourceItem> {
  const source: SourceObject = typeof entry === 'string' ? {} : entry
  const where =
    typeof entry === 'string'
      ? entry
      : (entry.feed ?? entry.page ?? entry.pages ?? entry.markdown ?? '')
  const language = source.language ?? context.language
  const inner = { ...context, language }
  let yielded = 0
  try {
    for await (const item of readWhatever(where, source, inner)) {
      yield item
      if ('draft' in item && ++yielded === source.limit) return
    }
  } catch (error) {
    yield { input: where, error: asPressError(where, error) }
  }
}

async function* readWhatever(
  where: string,
  source: SourceObject,
  context: SourceContext,
): AsyncGenerator<SourceItem> {
  if (/^https?:\/\//i.test(where)) {
    const fetched = await fetchSource(where, { written: true })
    yield* readBytes(where, fetched, source, context)
    return
  }
  const path = resolve(context.folder, where)
  const kind = await stat(path).catch(() => undefined)
  if (!kind) {
    throw new PressError(where, 'there is no such file or folder', {
      remedy: `Paths are relative to ${context.folder}.`,
      misuse: true,
    })
  }
  if (kind.isDirectory()) {
    for (const file of await filesBelow(path, source)) yield* guarded(file, path, source, context)
  } else yield* guarded(path, resolve(path, '..'), source, context)
}

async function* guarded(
  path: string,
  root: string,
  source: SourceObject,
  context: SourceContext,
): AsyncGenerator<SourceItem> {
  try {
    yield* readOne(path, root, source, context)
  } catch (error) {
    yield { input: path, error: asPressError(path, error) }
  }
}

async function* readOne(
  path: string,
  root: string,
  source: SourceObject,
  context: SourceContext,
): AsyncGenerator<SourceItem> {
  if (MARKDOWN.test(path)) {
    const draft = await readMarkdown(path, { root, language: context.language })
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
  const url = context.url ?? pathToFileURL(path).href
  yield* readBytes(path, { url, bytes }, source, context)
}

const MARKDOWN = /\.(?:md|markdown)$/i
const PAGE = /\.(?:x?html?)(?:\.gz)?$/i
const FEED = /\.(?:rss|atom|rdf|xml|json)(?:\.gz)?$/i

/** Every file of a folder a source may mean, in an order that is the same on every machine. */
async function filesBelow(folder: string, source: SourceObject): Promise<string[]> {
  const found: string[] = []
  const walk = async (at: string, depth: number): Promise<void> => {
    if (depth > 20) return
    for (const entry of await readdir(at, { withFileTypes: true })) {
      if (/^[._]/.test(entry.name) && !/^_(?:posts|articles)$/.test(entry.name)) continue
      if (entry.name === 'node_modules') continue
      const path = join(at, entry.name)
      if (entry.isDirectory()) await walk(path, depth + 1)
      else if (entry.isFile()) found.push(path)
    }
  }
  await walk(folder, 0)
  const wanted = source.markdown
    ? MARKDOWN
    : source.pages
      ? PAGE
      : { test: (name: string) => MARKDOWN.test(name) || PAGE.test(name) }
  return found
    .filter(
      (path) =>
        wanted.test(path) && !/^(?:readme|license|contributing|changelog)\./i.test(basename(path)),
    )
    .sort((a, b) => (a < b ? -1 : 1))
}

async function* readBytes(
  input: string,
  fetched: Fetched,
  source: SourceObject,
  context: SourceContext,
): AsyncGenerator<SourceItem> {
  const { bytes, url, contentType } = fetched
  const sample = decodeText(bytes.subarray(0, 40_000), { contentType })
  const asFeed =
    source.feed !== undefined ||
    (source.page === undefined &&
      source.pages === undefined &&
      (isFeed(sample) || (FEED.test(input) && !PAGE.test(input))))
  if (!asFeed) {
    yield { input, draft: extractPage(bytes, { url, contentType, language: context.language }) }
    return
  }
  const feed = parseFeed(bytes, { url, contentType, language: context.language })
  for (const { draft, link, partial } of feed.items) {
    const name = link ?? `${input}: ${draft.headline}`
    if (!partial || source.full !== true || !link) {
      yield { input: name, draft, feed: true }
      continue
    }
    try {
      const page = await fetchSource(link)
      const full = extractPage(page.bytes, {
        url: page.url,
        contentType: page.contentType,
        language: draft.language,
      })
      yield { input: name, draft: merge(draft, full, link), feed: true }
    } catch (error) {
      yield { input: name, error: asPressError(link, error), feed: true }
    }
  }
}

/** The feed knows what the article is called and when it came out; the page has the text. */
function merge(item: Draft, page: Draft, link: string): Draft {
  const published = item.published ?? page.published
  return {
    ...page,
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
  return new PressError(thing, `cannot be read (${message.split('\n')[0]})`, { cause: error })
}
