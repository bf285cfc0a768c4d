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
