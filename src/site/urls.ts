import { isPublicationKey, type PublicationKey } from './publicationKey.ts'

/** Where a copy of the app stands, and which publication is built into it. */
export interface Site {
  /** Path of the app, with a slash at both ends. */
  base: string
  /** Id of the built-in publication. */
  id: string
  /** Key of the built-in publication, whose pages stand at the top of the site. */
  root: PublicationKey
}

/**
 * Every address of the app, relative to its path, in the words of the router: `$name` stands for one part. The router, the
 * first page (which cannot wait for the router) and all links are made from this table. Where a kind of page stands here
 * twice, the first address is that of the built-in publication.
 */
export const PAGES = [
  { kind: 'front', pattern: '' },
  { kind: 'article', pattern: 'article/$article' },
  { kind: 'section', pattern: 'section/$section' },
  { kind: 'front', pattern: 'p/$publication' },
  { kind: 'article', pattern: 'p/$publication/article/$article' },
  { kind: 'section', pattern: 'p/$publication/section/$section' },
  { kind: 'search', pattern: 'search' },
  { kind: 'publications', pattern: 'publications' },
  { kind: 'settings', pattern: 'settings' },
  { kind: 'about', pattern: 'about' },
  // Everything the app can draw, for its developers (src/app/pages/specimen/).
  { kind: 'specimen', pattern: 'specimen' },
  { kind: 'specimen', pattern: 'specimen/$name' },
] as const

export type PageKind = (typeof PAGES)[number]['kind']

/** The pages of the app itself, which belong to no publication. */
export type PanelKind = 'search' | 'publications' | 'settings' | 'about'

/** What an address asks for. */
export type Route =
  | { kind: 'front'; publication: PublicationKey }
  | { kind: 'article'; publication: PublicationKey; article: string }
  | { kind: 'section'; publication: PublicationKey; section: string }
  | { kind: PanelKind | 'unknown' }
  | { kind: 'specimen'; name?: string }
  | FormerRoute

/**
 * An address of the version before, which named publications by their ids. Only the library knows which publication it means.
 */
export interface FormerRoute {
  kind: 'former'
  id: string
  /** @returns what the address asks for */
  in: (publication: PublicationKey) => Route
}

/** @returns what the parameters of one of the addresses above ask for */
export function routeTo(kind: PageKind, parameters: Record<string, string>, site: Site): Route {
  const own = /^(?:front|article|section)$/.test(kind) ? { publication: site.root } : {}
  const { publication: named, ...others } = parameters
  const routeIn = (publication: object) => ({ kind, ...publication, ...others }) as Route
  if (named === undefined || named === site.id) return routeIn(own)
  if (isPublicationKey(named)) return routeIn({ publication: named })
  return { kind: 'former', id: named, in: (publication) => routeIn({ publication }) }
}

/** @param pathname of a whole address, with or without the `index.html` that a plain host serves for it */
export function routeOf(pathname: string, site: Site): Route {
  const parts = partsOf(pathname, site)
  for (const { kind, pattern } of parts ? PAGES : []) {
    const names = pattern.split('/').filter(Boolean)
    if (names.length !== parts!.length) continue
    const parameters: Record<string, string> = {}
    const fits = names.every((name, index) => {
      const part = parts![index]!
      if (name[0] !== '$') return name === part
      parameters[name.slice(1)] = part
      return true
    })
    if (fits) return routeTo(kind, parameters, site)
  }
  return { kind: 'unknown' }
}

function partsOf(pathname: string, { base }: Site): string[] | undefined {
  if (!`${pathname}/`.startsWith(base)) return undefined
  try {
    const parts = pathname.slice(base.length).split('/').filter(Boolean).map(decodeURIComponent)
    return parts.at(-1) === 'index.html' ? parts.slice(0, -1) : parts
  } catch {
    // A stray % escapes nothing.
    return undefined
  }
}

/** @returns the path of a page, with a slash at its end */
export function hrefOf(
  site: Site,
  route: Exclude<Route, { kind: 'unknown' } | FormerRoute>,
): string {
  const { kind, ...rest } = route
  const values: Record<string, string> = { ...rest }
  if (values.publication === site.root) delete values.publication
  const { pattern } = PAGES.find(
    (page) =>
      page.kind === kind && page.pattern.split('$').length - 1 === Object.keys(values).length,
  )!
  const path = pattern.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent(values[name]!))
  return `${site.base}${path}${path && '/'}`
}

export function publicationHref(site: Site, publication: PublicationKey): string {
  return hrefOf(site, { kind: 'front', publication })
}

export function articleHref(site: Site, publication: PublicationKey, article: string): string {
  return hrefOf(site, { kind: 'article', publication, article })
}

export function sectionHref(site: Site, publication: PublicationKey, section: string): string {
  return hrefOf(site, { kind: 'section', publication, section })
}
