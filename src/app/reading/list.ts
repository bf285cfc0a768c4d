import { loadCards, loadNeighbours, type Neighbours } from '#library/reads.ts'
import type { Library } from '#library/schema.ts'
import { routeOf } from '#site/urls.ts'
import type { SiteConfig } from '../site/page.ts'
import { readSite } from '../site/site.ts'
import { followStates } from './states.ts'

const LIST = 'longwave:list'
/** More than anybody goes through one by one. */
const MOST = 400

/** Addresses in the order in which the reader saw them; where storage is refused, for as long as the page lives. */
let list: string[] | undefined

/** The list in which a headline is followed is the one the article has been chosen from; how far each has been read is said. */
export function watchLists(): void {
  followStates(readSite(document))
  // Before the click is answered, and the list gone.
  document.addEventListener('click', ({ target }) => remember(target), { capture: true })
}

function remember(target: EventTarget | null): void {
  if (!(target instanceof Element && target.closest('main h3 a'))) return
  const links = document.querySelectorAll<HTMLAnchorElement>('main h3 a')
  // On a front page the newest stand in more than one place.
  list = [...new Set([...links].map(({ pathname }) => pathname))].slice(0, MOST)
  try {
    sessionStorage.setItem(LIST, JSON.stringify(list))
  } catch {
    // Refused or full: the list in memory has to do.
  }
}

/** The articles before and after this one, in the list it was chosen from; without one, in order of time. */
export async function loadBeside(
  library: Library,
  site: SiteConfig,
  publication: string,
  article: { id: string; published: string },
): Promise<Neighbours> {
  list ??= read()
  const ids = list.flatMap((pathname) => {
    const place = routeOf(pathname, site)
    return place.kind === 'article' && place.publication === publication ? [place.article] : []
  })
  const at = ids.indexOf(article.id)
  if (at < 0) return loadNeighbours(library, publication, article)
  const [previous, next] = await loadCards(library, publication, [ids[at - 1], ids[at + 1]])
  return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) }
}

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(LIST) ?? '[]')
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : []
  } catch {
    return []
  }
}
