import type { ArticleOf, Run } from '#bundle/article.ts'

/** A picture as a source names it, before the press has fetched and re-encoded it. */
export interface DraftFigure {
  /** Absolute https:, http: or file: URL; data: only for a picture written inside a source. */
  source: string
  alt: string
  caption?: Run[]
  credit?: string
}

/** What a source yields: an article whose pictures are still addresses, without a section yet. */
export type Draft = Omit<ArticleOf<DraftFigure>, 'section' | 'published'> & {
  /** Absent where the source names no date. */
  published?: string
}
