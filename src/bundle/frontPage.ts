import { isInLists } from './article.ts'
import type { Card } from './card.ts'
import type { Breaking, Release, Section } from './release.ts'

/** Everything the front page shows. It is stored as one value, so that one read brings all of it. */
export interface FrontPage {
  publication: string
  title: string
  description?: string
  language: string
  direction: 'ltr' | 'rtl'
  version: number
  published: string
  expires: string
  breaking?: Breaking
  lead?: Card
  /** Cards after the lead, in the release's order. */
  top: Card[]
  /** Every section of the release; one whose cards all stand further up has none here. */
  sections: { section: Section; cards: Card[] }[]
  latest: Card[]
}

/** How many cards a front page asks for. */
export const FRONT_COUNTS = { top: 6, section: 4, latest: 10 } as const

/**
 * @param cards those of the cards named by `release.front` that the library has, in any order
 * @param newest gives the newest cards of a section, or of all sections (no argument), newest first, without posts
 */
export function composeFrontPage(
  release: Release,
  cards: Card[],
  newest: (count: number, section?: string) => Card[],
): FrontPage {
  const byId = new Map(cards.map((card) => [card.id, card]))
  const named = release.front.flatMap((id) => byId.get(id) ?? [])
  const front = named.filter(isInLists)
  const [lead = newest(1)[0], ...rest] = front
  const top = rest.slice(0, FRONT_COUNTS.top)
  const shown = new Set([lead?.id, ...top.map((card) => card.id)])
  const sections = release.sections.map((section) => ({
    section,
    cards: newest(FRONT_COUNTS.section + shown.size, section.id)
      .filter((card) => !shown.has(card.id))
      .slice(0, FRONT_COUNTS.section),
  }))
  return {
    publication: release.id,
    title: release.title,
    ...(release.description === undefined ? {} : { description: release.description }),
    language: release.language,
    direction: release.direction,
    version: release.version,
    published: release.published,
    expires: release.expires,
    ...(release.breaking === undefined ? {} : { breaking: release.breaking }),
    ...(lead === undefined ? {} : { lead }),
    top,
    sections,
    latest: newest(FRONT_COUNTS.latest),
  }
}
