import type { ArticleOf, BlockOf, Run } from '#bundle/article.ts'

/** An image as a source names it, before the press has fetched it and encoded it anew. */
export interface DraftFigure {
  /** Absolute https:, http: or file: URL, or a data: URL for an image that is written inside its source. */
  source: string
  alt: string
  caption?: Run[]
  credit?: string
}

/** Audio as a source names it. */
export interface DraftAudio {
  /** Absolute https:, http: or file: URL. */
  source: string
  title: string
  duration?: number
}

export type DraftBlock = BlockOf<DraftFigure, DraftAudio>

/** An article as a source yields it: its images and audio are still addresses, and it has no section yet. */
export type Draft = Omit<ArticleOf<DraftFigure, DraftAudio>, 'section' | 'published'> & {
  /** Absent where the source names no date. */
  published?: string
}
