import type { ArticlePageData, PageData, PublicationSummary } from '#app/site/page.ts'
import { type ArticleRecord, isInLists } from '#bundle/article.ts'
import { toCard } from '#bundle/card.ts'
import { defined } from '#bundle/defined.ts'
import { composeFrontPage } from '#bundle/frontPage.ts'
import type { Release } from '#bundle/release.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

type Neighbours = NonNullable<ArticlePageData['neighbours']>

/** How many cards the page of a section has. */
const CARDS = 20

/** The fields of a release that every page shows. */
export function summaryOf(release: Release, key: PublicationKey): PublicationSummary {
  const { title, language, direction, version, published, expires, sections, description } = release
  return defined<PublicationSummary>({
    key,
    title,
    description,
    language,
    direction,
    version,
    published,
    expires,
    sections,
  })
}

/**
 * The pages of a site, each with the name of its file.
 * @param key of the publication
 * @param articles the live articles, newest first
 */
export function* sitePages(
  release: Release,
  key: PublicationKey,
  articles: ArticleRecord[],
): Generator<[name: string, page: PageData]> {
  const publication = summaryOf(release, key)
  const { sections } = release
  const listed = articles.filter(isInLists)
  const cards = listed.map(toCard)
  const places = new Map(listed.map(({ id }, index) => [id, index]))
  const newest = (count: number, section?: string) =>
    (section === undefined ? cards : cards.filter((card) => card.section === section)).slice(
      0,
      count,
    )
  const front = { ...composeFrontPage(release, cards, newest), publication: key }
  yield ['index.html', { kind: 'front', front }]
  for (const section of sections) {
    const name = `section/${section.id}/index.html`
    yield [name, { kind: 'section', section, cards: newest(CARDS, section.id), publication }]
  }
  for (const article of articles) {
    const place = places.get(article.id)
    const section = sections.find(({ id }) => id === article.section)
    yield [
      `article/${article.id}/index.html`,
      defined<ArticlePageData>({
        kind: 'article',
        article,
        publication,
        section,
        neighbours:
          place === undefined
            ? {}
            : defined<Neighbours>({ previous: cards[place - 1], next: cards[place + 1] }),
      }),
    ]
  }
  for (const place of ['search', 'settings', 'publications', 'about']) {
    yield [`${place}/index.html`, { kind: 'shell', publication }]
  }
  yield ['404.html', { kind: 'missing', publication, reason: 'address' }]
}
