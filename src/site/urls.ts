/** The page an address asks for. src/app/navigation/router.ts has the same map in the form of the router. */
export type Route =
  | { kind: 'front'; publication: string }
  | { kind: 'article'; publication: string; article: string }
  | { kind: 'section'; publication: string; section: string }
  | { kind: 'search' | 'settings' | 'publications' | 'about' | 'unknown' }
  /** A page with everything the app can draw, for those who work on it (specimen/). */
  | { kind: 'specimen'; name: string }

/** Path of a copy of the app, and id of its built-in publication. */
type Site = { base: string; id: string }

/** Parses an address without the router, for which the first page cannot wait. */
export function routeOf(pathname: string, site: Site): Route {
  if (!`${pathname}/`.startsWith(site.base)) return { kind: 'unknown' }
  let parts: string[]
  try {
    parts = pathname.slice(site.base.length).split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return { kind: 'unknown' }
  }
  if (parts[0] === 'index.html' && parts.length === 1) parts = []
  const [only] = parts
  if (
    parts.length === 1 &&
    (only === 'search' || only === 'settings' || only === 'publications' || only === 'about')
  ) {
    return { kind: only }
  }
  if (only === 'specimen' && parts.length < 3) return { kind: only, name: parts[1] ?? '' }
  const publication = parts[0] === 'p' && parts[1] ? parts[1] : site.id
  const [kind, id, ...more] = parts[0] === 'p' ? parts.slice(2) : parts
  if (kind === undefined && (parts.length === 0 || parts.length === 2)) {
    return { kind: 'front', publication }
  }
  if (id !== undefined && more.length === 0) {
    if (kind === 'article') return { kind, publication, article: id }
    if (kind === 'section') return { kind, publication, section: id }
  }
  return { kind: 'unknown' }
}

export function publicationHref(site: Site, publication: string): string {
  return publication === site.id ? site.base : `${site.base}p/${encodeURIComponent(publication)}/`
}

export function articleHref(site: Site, publication: string, article: string): string {
  return `${publicationHref(site, publication)}article/${encodeURIComponent(article)}/`
}

export function sectionHref(site: Site, publication: string, section: string): string {
  return `${publicationHref(site, publication)}section/${encodeURIComponent(section)}/`
}
