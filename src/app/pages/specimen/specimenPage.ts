import type { Direction, Image } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import { defined } from '#bundle/defined.ts'
import type { Section } from '#bundle/release.ts'
import { openLibrary } from '#library/open.ts'
import { loadLatest } from '#library/reads.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { PageData, PublicationSummary } from '../../site/page.ts'
import { Controls } from './Controls.tsx'
import { english } from './english.ts'
import { persian } from './persian.ts'
import type { SpecimenArticle } from './specimenArticle.ts'

/** Time of publication: far enough in the past that no page shows "an hour ago". */
const PRINTED = '2026-11-21T06:30:00Z'

/**
 * Pages that show everything the app can draw, with its own components: for people who work on styles, and for the
 * screenshots that tests compare (e2e/appearance/pictures/). No page that readers see links to them.
 *
 * @param name the part of the address after /specimen/
 */
export async function specimenPage(
  name: string,
  site: PublicationKey,
): Promise<PageData | undefined> {
  const [what, rtl] = name.split('-')
  if (rtl !== undefined && rtl !== 'rtl') return undefined
  const [specimen, language, direction]: [SpecimenArticle, string, Direction] = rtl
    ? [persian, 'fa', 'rtl']
    : [english, 'en', 'ltr']
  const publication = publicationOf(specimen, site, language, direction)
  const images = await imagesOf(site)
  const cards = cardsOf(specimen, publication, images)
  switch (what) {
    case '':
    case 'article': {
      const { cards: _, breaking: __, publication: ___, sections: ____, ...words } = specimen
      return {
        kind: 'article',
        article: {
          ...words,
          id: 'specimen',
          seq: 1,
          published: '2026-11-20T09:05:00Z',
          modified: '2026-11-22T16:20:00Z',
          language,
          direction,
          section: publication.sections[0]!.id,
          image: { image: images[0]!, caption: [specimen.summary], credit: 'Wren Platen' },
          body: specimen.body(images),
        },
        publication,
        section: publication.sections[0]!,
        neighbours: { previous: cards[0]!, next: cards[1]! },
      }
    }
    case 'front':
      return {
        kind: 'front',
        front: {
          ...publication,
          publication: site,
          breaking: {
            id: 'specimen',
            text: specimen.breaking,
            language,
            direction,
            article: 'specimen',
            published: PRINTED,
            expires: '9999-01-01T00:00:00Z',
          },
          lead: cards[0]!,
          top: cards.slice(1, 5),
          sections: publication.sections.map((section, index) => ({
            section,
            cards: cards.slice(index, 4),
          })),
          latest: cards,
        },
      }
    case 'controls':
      return { kind: 'panel', title: specimen.kicker, View: Controls, publication }
    default:
      return undefined
  }
}

function publicationOf(
  specimen: SpecimenArticle,
  key: PublicationKey,
  language: string,
  direction: Direction,
): PublicationSummary {
  const sections = specimen.sections.map((title, index) =>
    defined<Section>({
      id: `specimen-${index}`,
      title,
      language,
      direction,
      kind: index === 2 ? 'blog' : undefined,
    }),
  )
  return {
    ...specimen.publication,
    key,
    language,
    direction,
    version: 7,
    published: PRINTED,
    expires: '9999-01-01T00:00:00Z',
    sections,
  }
}

function cardsOf(
  specimen: SpecimenArticle,
  publication: PublicationSummary,
  images: Image[],
): Card[] {
  return specimen.cards.map((card, index) =>
    defined<Card>({
      language: publication.language,
      direction: publication.direction,
      id: `specimen-${index}`,
      seq: 1,
      published: new Date(Date.parse(PRINTED) - index * 5_000_000).toISOString(),
      section: publication.sections[index % publication.sections.length]!.id,
      words: 130 * (index + 1) ** 2,
      // The second card has no image, the fourth one that is not on this device.
      image: index === 1 ? undefined : { image: index === 3 ? ABSENT : images[index % 3]! },
      ...card,
    }),
  )
}

/** An image that is not on this device. */
const ABSENT: Image = {
  alt: '',
  width: 960,
  height: 640,
  sources: [{ width: 960, height: 640, digest: 'f'.repeat(64), type: 'image/webp', length: 1 }],
}

/** Three images of articles on the device, filled up with absent ones. */
async function imagesOf(publication: PublicationKey): Promise<Image[]> {
  const cards = await openLibrary()
    .then((library) => loadLatest(library, publication, { count: 20 }))
    .catch(() => [])
  const images = cards.flatMap(({ image }) => (image ? [image.image] : []))
  return [...images, ABSENT, ABSENT, ABSENT].slice(0, 3)
}
