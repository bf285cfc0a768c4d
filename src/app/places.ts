import type { SiteConfig } from './page.ts'

type Links = Pick<SiteConfig, 'base' | 'id'>

/** Addresses inside the app, as routes.ts reads them. */
export function publicationHref(site: Links, publication: string): string {
  return publication === site.id ? site.base : `${site.base}p/${encodeURIComponent(publication)}/`
}

export function articleHref(site: Links, publication: string, article: string): string {
  return `${publicationHref(site, publication)}article/${encodeURIComponent(article)}/`
}

export function sectionHref(site: Links, publication: string, section: string): string {
  return `${publicationHref(site, publication)}section/${encodeURIComponent(section)}/`
}

/** The article an address of the app leads to: the reverse of articleHref. */
export function articleOfPath(
  site: Links,
  pathname: string,
): { publication: string; article: string } | undefined {
  if (!pathname.startsWith(site.base)) return undefined
  const [, publication, article] =
    /^(?:p\/([^/]+)\/)?article\/([^/]+)\/?$/.exec(pathname.slice(site.base.length)) ?? []
  if (article === undefined) return undefined
  return {
    publication: publication === undefined ? site.id : decodeURIComponent(publication),
    article: decodeURIComponent(article),
  }
}
