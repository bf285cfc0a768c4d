import type { ArticleOf, BlockOf, Run } from '#bundle/article.ts'

/** A picture as a source names it, before the press has fetched and re-encoded it. */
export interface DraftFigure {
  /** Absolute https:, http: or file: URL; data: only for a picture written inside a source. */
  source: string
  alt: string
  caption?: Run[]
  credit?: string
}

/** A recording as a source names it. */
export interface DraftAudio {
  /** Absolute https:, http: or file: URL. */
  source: string
  title: string
  duration?: number
}

export type DraftBlock = BlockOf<DraftFigure, DraftAudio>

/** What a source yields: an article whose pictures and recordings are still addresses, without a section yet. */
export type Draft = Omit<ArticleOf<DraftFigure, DraftAudio>, 'section' | 'published'> & {
  /** Absent where the source names no date. */
  published?: string
}
