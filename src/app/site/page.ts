import type { Component } from 'solid-js'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import type { Release, Section } from '#bundle/release.ts'
import type { Neighbours } from '#library/neighbours.ts'
import type { FrontRow } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

/** Configuration of this copy of the app, read from the meta tags of index.html. */
export interface SiteConfig {
  /** Path of the app, with a slash at the start and the end. */
  base: string
  /** Address of the built-in publication, relative to `base`, ending in a slash. */
  publication: string
  /** Id of the built-in publication. */
  id: string
  /** Its key: SHA-256 of its root/1.json. */
  root: PublicationKey
  /** Version of the release the site was built with: the app accepts no older one. */
  floor: number
}

/** The data of a publication that each of its pages shows. */
export type PublicationSummary = Pick<
  Release,
  | 'title'
  | 'description'
  | 'language'
  | 'direction'
  | 'version'
  | 'published'
  | 'expires'
  | 'sections'
  | 'breaking'
> & { key: PublicationKey }

export interface ArticlePageData {
  kind: 'article'
  article: ArticleRecord
  publication: PublicationSummary
  section?: Section | undefined
  /** The articles beside this one in the list it was chosen from; loaded after the article has been painted. */
  neighbours?: Neighbours
  loadNeighbours?: () => Promise<Neighbours>
}

export interface SectionPageData {
  kind: 'section'
  section: Section
  cards: Card[]
  publication: PublicationSummary
  /** Address of the publication, if it is not the built-in one. */
  address?: string | undefined
  /** Loads the next page of older cards; absent in the prerender, which cannot load any. */
  loadOlder?: ((last: Card) => Promise<Card[]>) | undefined
}

/** A page of the app itself (settings, publications, about), which only a browser draws. */
export interface PanelPageData {
  kind: 'panel'
  title: string
  View: Component
  publication: PublicationSummary
  textSize?: true
  /** Set if the page stands in for an article whose text is not on the device, but may come. */
  awaited?: true
}

/** Everything that a page shows, as plain data: the same for the browser and the prerender. */
export type PageData =
  | { kind: 'front'; front: FrontRow }
  | ArticlePageData
  | SectionPageData
  | PanelPageData
  | { kind: 'missing'; publication: PublicationSummary; reason: 'address' | 'device' | 'storage' }
  | { kind: 'shell'; publication: PublicationSummary }

export function summaryOf(front: FrontRow): PublicationSummary {
  const { publication: key, sections, lead: _, top: __, latest: ___, ...rest } = front
  return { ...rest, key, sections: sections.map(({ section }) => section) }
}

export function publicationOf(page: PageData): PublicationSummary {
  return page.kind === 'front' ? summaryOf(page.front) : page.publication
}

/** A page as HTML: what src/app/prerender.tsx renders and the press writes. */
export interface RenderedPage {
  /** Goes into `<div id="app">`. */
  html: string
  title: string
  language: string
  direction: 'ltr' | 'rtl'
}
