import { basename, dirname, join, resolve } from 'node:path'
import { defined } from '#bundle/defined.ts'
import { PressError } from '../report/PressError.ts'
import type { Publication } from './publicationFile.ts'
import { readIfThere, writeChanged } from './publicationFolder.ts'

/** The facts about an article that the press remembers from run to run. */
export interface RememberedArticle {
  /** The name of the source that the article belongs to. */
  source: string
  /** The lasting name of the article in its feed, as a short digest. */
  guid?: string
  /** The id that the source makes for the article, where it was another source that gave the article its id. */
  also?: string
  /** The source that brought the article last, where the present one has taken it over and not yet brought it itself. */
  from?: string
}

export type RememberedArticles = Map<string, RememberedArticle>

export interface Memory {
  articles: RememberedArticles
  /** The paths and addresses of sources that are remembered by their ids. */
  places: Map<string, string>
}

/**
 * The file that remembers which source each article belongs to: `publication.articles.json` beside publication.json, or
 * `<out>.articles.json` where there is no publication file.
 */
export function articlesFile({ path }: Publication, out: string): string {
  if (path === undefined) return `${resolve(out)}.articles.json`
  return join(dirname(path), `${basename(path).replace(/\.json$/, '')}.articles.json`)
}

/**
 * @returns nothing remembered where there is no such file
 * @throws PressError
 */
export async function readArticlesFile(path: string): Promise<Memory> {
  const bytes = await readIfThere(dirname(path), basename(path))
  if (!bytes) return { articles: new Map(), places: new Map() }
  try {
    const { articles, sources = {} } = JSON.parse(new TextDecoder().decode(bytes)) as Written
    return {
      articles: new Map(
        Object.entries(articles).map(([id, article]) => [id, checkArticle(article)]),
      ),
      places: new Map(Object.entries(sources).map(([name, place]) => [name, checkText(place)])),
    }
  } catch (cause) {
    throw new PressError(path, `cannot be read (${(cause as Error).message})`, {
      remedy:
        'Restore it from a backup or the version control. Without it, the press finds out anew which source each article belongs to.',
      cause,
    })
  }
}

interface Written {
  articles: Record<string, unknown>
  sources?: Record<string, unknown>
}

function checkArticle(value: unknown): RememberedArticle {
  const { source, guid, also, from } = value as Record<string, unknown>
  const text = (field: unknown) => (field === undefined ? undefined : checkText(field))
  return defined<RememberedArticle>({
    source: checkText(source),
    guid: text(guid),
    also: text(also),
    from: text(from),
  })
}

function checkText(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a field is no text')
  return value
}

/** Writes sources and articles in the order of their names, each in a line of its own, to be compared and merged. */
export async function writeArticlesFile(path: string, memory: Memory): Promise<void> {
  const articles = [...memory.articles].map(([id, { source, guid, also, from }]) => {
    return [id, defined<RememberedArticle>({ source, guid, also, from })] as const
  })
  const text = `{
  "about": "Which source each article belongs to. Written by longwave; keep it with publication.json.",
  "sources": ${linesOf([...memory.places])},
  "articles": ${linesOf(articles)}
}
`
  await writeChanged(dirname(path), basename(path), new TextEncoder().encode(text))
}

function linesOf(entries: (readonly [string, unknown])[]): string {
  if (entries.length === 0) return '{}'
  const lines = [...entries]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  return `{\n${lines.join(',\n')}\n  }`
}
