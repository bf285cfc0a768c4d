import type { Article, Author, Block, Image } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'

export type SpecimenCard = Pick<Card, 'headline' | 'summary' | 'authors'> &
  Partial<Pick<Card, 'kicker' | 'language' | 'direction' | 'corrected'>>

/** The words of one specimen; everything else is alike in all of them. */
export interface SpecimenArticle
  extends Required<
    Pick<
      Article,
      'headline' | 'kicker' | 'standfirst' | 'summary' | 'dateline' | 'tags' | 'url' | 'correction'
    >
  > {
  authors: Author[]
  body: (pictures: Image[]) => Block[]
  cards: SpecimenCard[]
  breaking: string
  publication: { title: string; description: string }
  sections: string[]
}
