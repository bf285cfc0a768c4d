import type { ArticleRecord } from '#bundle/article.ts'
import { openLibrary } from '#library/open.ts'
import { loadArticles } from '#library/reads.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { type Route, routeOf } from '#site/urls.ts'
import { formatMoment } from '../language/dates.ts'
import { rememberReading } from '../reading/opening.ts'
import { wordCount } from '../reading/wordCount.ts'
import type { SiteConfig } from '../site/page.ts'
import { headlines } from '../ui/pageElements.ts'

/** Articles kept at hand: about a screen or two of cards. */
const MOST_AT_HAND = 24
/** How long a card must stay in view (ms): scrolling past reads nothing. */
const LOOKED_AT_MS = 100

/** By publication and id, the longest unused first. */
const articles = new Map<string, ArticleRecord>()

/** @returns an article whose card has been in view; the library is not asked */
export function articleAtHand(publication: PublicationKey, id: string): ArticleRecord | undefined {
  return articles.get(`${publication} ${id}`)
}

export function keepAtHand(publication: PublicationKey, article: ArticleRecord): void {
  const key = `${publication} ${article.id}`
  articles.delete(key)
  articles.set(key, article)
  for (const oldest of articles.keys()) {
    if (articles.size <= MOST_AT_HAND) break
    articles.delete(oldest)
  }
}

export function forgetAtHand(): void {
  articles.clear()
}

/** Watches the cards of the page that is shown; a new page replaces it. */
let observer: IntersectionObserver | undefined

/**
 * Reads the articles of the cards in view in one transaction, before the reader taps one: a tap then
 * finds its article in memory. Call after a page has been drawn.
 * @param warmed told of one that is at hand now
 */
export function prefetchArticles(site: SiteConfig, warmed: (route: Route) => void): void {
  observer?.disconnect()
  const links = headlines()
  if (links.length === 0) return
  const inView = new Set<HTMLAnchorElement>()
  let timer: ReturnType<typeof setTimeout> | undefined
  observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inView.add(target as HTMLAnchorElement)
      else inView.delete(target as HTMLAnchorElement)
    }
    clearTimeout(timer)
    timer = setTimeout(() => {
      read(inView, site).then(
        ([first]) => first && warmed(first),
        () => {},
      )
    }, LOOKED_AT_MS)
  })
  for (const link of links) observer.observe(link)
}

/** @returns the routes of the articles read */
async function read(links: Set<HTMLAnchorElement>, site: SiteConfig): Promise<Route[]> {
  const routes: Route[] = []
  const wanted: [publication: PublicationKey, id: string][] = []
  for (const { pathname } of links) {
    const route = routeOf(pathname, site)
    if (route.kind === 'article' && !articleAtHand(route.publication, route.article)) {
      wanted.push([route.publication, route.article])
      routes.push(route)
    }
  }
  if (wanted.length === 0) return []
  const found = await loadArticles(await openLibrary(), wanted.slice(0, MOST_AT_HAND))
  for (const [index, [article, row]] of found.entries()) {
    if (!article) continue
    const [publication] = wanted[index]!
    keepAtHand(publication, article)
    await rememberReading(publication, article.id, row)
    wordCount(article)
    // A first date costs more than the article's whole page; it is kept for the tap (language/kept.ts).
    formatMoment(article.published, article.language)
    if (article.modified) formatMoment(article.modified, article.language)
  }
  return routes
}
