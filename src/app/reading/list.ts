import { defined } from '#bundle/defined.ts'
import { loadCards, loadNeighbours, type Neighbours } from '#library/neighbours.ts'
import type { Library } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { routeOf } from '#site/urls.ts'
import type { SiteConfig } from '../site/page.ts'
import { readSite } from '../site/site.ts'
import { session } from '../site/siteStorage.ts'
import { headlines } from '../ui/pageElements.ts'
import { followStates } from './states.ts'

/** Addresses of a list that are stored: more than a reader goes through one by one. */
const MOST_ADDRESSES = 400

/**
 * Addresses of the last list a reader chose an article from, in the order on the screen. Kept in the module, because a
 * browser that refuses storage still has it for as long as the page lives.
 */
let list: string[] | undefined

/** Remembers the list in which a reader follows a headline, and shows on every card how far its article has been read. */
export function watchLists(): void {
  followStates(readSite(document))
  // In the capture phase: the router answers the click by removing the list.
  document.addEventListener('click', ({ target }) => remember(target), { capture: true })
}

function remember(target: EventTarget | null): void {
  const links = headlines()
  if (!links.some((link) => link.contains(target as Node | null))) return
  // A front page shows the newest articles more than once.
  list = [...new Set(links.map(({ pathname }) => pathname))].slice(0, MOST_ADDRESSES)
  session.setJson('list', list)
}

/**
 * The articles before and after this one in the list it was chosen from; without such a list, by time of publication. A post
 * of a live article stands in no list, so it has none.
 */
export async function loadBeside(
  library: Library,
  site: SiteConfig,
  publication: PublicationKey,
  article: { id: string; published: string; partOf?: string },
): Promise<Neighbours> {
  if (article.partOf !== undefined) return {}
  list ??= readStored()
  const ids = list.flatMap((pathname) => {
    const route = routeOf(pathname, site)
    return route.kind === 'article' && route.publication === publication ? [route.article] : []
  })
  const at = ids.indexOf(article.id)
  if (at < 0) return loadNeighbours(library, publication, article)
  const [previous, next] = await loadCards(library, publication, [ids[at - 1], ids[at + 1]])
  return defined<Neighbours>({ previous, next })
}

function readStored(): string[] {
  const stored = session.getJson('list')
  return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : []
}
