import type { LanguageTag } from '#bundle/article.ts'
import type { Draft } from '../article/draft.ts'
import type { Trust } from '../fetching/trust.ts'
import type { SourceObject } from '../files/publicationFile.ts'
import { PressError } from '../report/PressError.ts'

/** An article of a source. `input` is the file or address it comes from. */
export interface ReadItem {
  input: string
  draft: Draft
  /** The article comes from a feed. */
  feed?: true
  /** The address of the article's page, unless other items of the feed have it too. */
  link?: string
  /** The lasting name that the feed gives the article, as a short digest, unless other items have it too. */
  guid?: string
  /** Parts of the article that could not be used and were left out. */
  faults?: PressError[]
}

/** An article of a source, or the reason why it could not be read. */
export type SourceItem = ReadItem | { input: string; error: PressError; feed?: true }

export interface SourceContext {
  /** The folder that paths are relative to. */
  folder: string
  /** The language of articles whose source names none. */
  language: LanguageTag
  /** The address on the web of a page that is read from a file, or of a folder of such pages. */
  url?: string
  /** Called for each feed that is read, also for one without articles. */
  onFeed?: () => void
}

export interface Reading extends SourceContext {
  /** The source as the publication file has it; `{}` for a place alone, which is read as what it turns out to be. */
  source: SourceObject
  trust: Trust
  /** Ids of the Markdown files of this source, by their path. */
  ids: Map<string, string>
}

export function newestFirst(a: Draft, b: Draft): number {
  const [one = '', other = ''] = [a.published, b.published]
  return one === other ? 0 : one < other ? 1 : -1
}

export function asPressError(thing: string, error: unknown): PressError {
  if (error instanceof PressError) return error
  const { message } = error as Error
  return new PressError(thing, `cannot be read (${message.split('\n')[0]})`, {
    remedy: 'Remove this source, or try another source of the same articles.',
    cause: error,
  })
}
