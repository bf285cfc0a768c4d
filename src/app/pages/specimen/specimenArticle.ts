import type { Article, Author, Block, Image } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'

export type SpecimenCard = Pick<Card, 'headline' | 'summary' | 'authors'> &
  Partial<Pick<Card, 'kicker' | 'language' | 'direction' | 'corrected'>>

/** The words of a specimen; all other data is the same in every specimen. */
export interface SpecimenArticle
  extends Required<
    Pick<
      Article,
      'headline' | 'kicker' | 'standfirst' | 'summary' | 'dateline' | 'tags' | 'url' | 'correction'
    >
  > {
  authors: Author[]
  body: (images: Image[]) => Block[]
  cards: SpecimenCard[]
  breaking: string
  publication: { title: string; description: string }
  sections: string[]
}
