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

/**
 * The file that remembers which source each article belongs to: `publication.articles.json` beside publication.json, or
 * `<out>.articles.json` where there is no publication file.
 */
export function articlesFile({ path }: Publication, out: string): string {
  if (path === undefined) return `${resolve(out)}.articles.json`
  return join(dirname(path), `${basename(path).replace(/\.json$/, '')}.articles.json`)
}

/**
 * @returns no articles where there is no such file
 * @throws PressError
 */
export async function readArticlesFile(path: string): Promise<RememberedArticles> {
  const bytes = await readIfThere(dirname(path), basename(path))
  if (!bytes) return new Map()
  try {
    const { articles } = JSON.parse(new TextDecoder().decode(bytes)) as { articles: object }
    return new Map(Object.entries(articles).map(([id, article]) => [id, checkArticle(article)]))
  } catch (cause) {
    throw new PressError(path, `cannot be read (${(cause as Error).message})`, {
      remedy:
        'Restore it from a backup or the version control. Without it, the press finds out anew which source each article belongs to.',
      cause,
    })
  }
}

function checkArticle(value: unknown): RememberedArticle {
  const { source, guid, also, from } = value as Record<string, unknown>
  for (const text of [source, guid ?? '', also ?? '', from ?? '']) {
    if (typeof text !== 'string') throw new Error('an article has a field that is no text')
  }
  return defined<RememberedArticle>({ source, guid, also, from } as RememberedArticle)
}

/** Writes the articles in the order of their ids, each in a line of its own, so that versions can be compared and merged. */
export async function writeArticlesFile(path: string, articles: RememberedArticles): Promise<void> {
  const lines = [...articles]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, { source, guid, also, from }]) => {
      const article = defined<RememberedArticle>({ source, guid, also, from })
      return `    ${JSON.stringify(id)}: ${JSON.stringify(article)}`
    })
  const text = `{
  "about": "Which source each article belongs to. Written by longwave; keep it with publication.json.",
  "articles": {
${lines.join(',\n')}
  }
}
`
  await writeChanged(dirname(path), basename(path), new TextEncoder().encode(text))
}
