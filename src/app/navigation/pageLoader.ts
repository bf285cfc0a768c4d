import type { ArticleRecord } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import { LibraryError, openLibrary, withLibrary } from '#library/open.ts'
import {
  loadArticles,
  loadFrontPage,
  loadLatest,
  loadPublication,
  loadPublications,
} from '#library/reads.ts'
import type { FrontRow, Library } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { FormerRoute, PanelKind, Route } from '#site/urls.ts'
import { loadLater } from '../language/catalog.ts'
import type { OpenPanel } from '../pages/openPanel.ts'
import { rememberReading } from '../reading/opening.ts'
import { type PageData, type PublicationSummary, type SiteConfig, summaryOf } from '../site/page.ts'
import { articleAtHand, forgetAtHand, keepAtHand } from './articlePrefetch.ts'

/** Cards of a section drawn at once; the rest comes by "Older posts". */
const PAGE_OF_CARDS = 20
/** Cards of a section that are drawn again at once for a reader who had gone so far down. */
const MOST_CARDS = 400

async function loadArticle(
  library: Library,
  publication: PublicationKey,
  id: string,
): Promise<ArticleRecord | undefined> {
  const [read] = await loadArticles(library, [[publication, id]])
  await rememberReading(publication, id, read?.[1])
  return read?.[0]
}

/** Reads what an address shows from the library, and from nothing else. */
export interface PageLoader {
  /** @param count how many cards of a section the reader had, with the older ones */
  at(route: Route, count?: number): Promise<PageData>
  /** @returns an article that is in memory already; undefined where the library must be asked */
  atHand(route: Route): PageData | undefined
  /** To be called when the library has changed: what was remembered of it is read again. */
  forget(): void
}

/**
 * The pages of the app itself, each in a chunk of its own. A page of the kind `search` (src/site/urls.ts) is
 * pages/search/searchPanel.ts.
 */
const PANELS = import.meta.glob<{ openPanel: OpenPanel }>('../pages/*/*Panel.ts')

function articlePage(
  article: ArticleRecord,
  publication: PublicationSummary,
  site: SiteConfig,
): PageData {
  const section = publication.sections.find(({ id }) => id === article.section)
  return {
    kind: 'article',
    article,
    publication,
    section,
    loadNeighbours: async () => {
      const { loadBeside } = await import('../reading/list.ts')
      return loadBeside(await openLibrary(), site, publication.key, article)
    },
  }
}

/** Reads what every page says about its publication once, and again when the library has changed. */
function createSummaries(site: SiteConfig, builtInTitle: string) {
  const known = new Map<string, PublicationSummary>()
  /** Stands for a publication that is not in the library: the built-in one, as the prerendered page names it. */
  const unknown: PublicationSummary = {
    key: site.root,
    title: builtInTitle,
    language: document.documentElement.lang || 'en',
    direction: document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr',
    version: 0,
    published: '',
    expires: '',
    sections: [],
  }
  const keep = (front: FrontRow) => {
    const summary = summaryOf(front)
    known.set(front.publication, summary)
    return summary
  }
  return {
    unknown,
    keep,
    forget: () => known.clear(),
    atHand: (publication: PublicationKey) => known.get(publication),
    of: async (library: Library, publication: PublicationKey): Promise<PublicationSummary> => {
      const front = known.get(publication) ? undefined : await loadFrontPage(library, publication)
      return known.get(publication) ?? (front ? keep(front) : unknown)
    },
  }
}

type Summaries = ReturnType<typeof createSummaries>

/** Reads a page from the library. A library that cannot be read is a page of its own, not a blank one. */
async function reading(
  summaries: Summaries,
  read: (library: Library) => Promise<PageData>,
): Promise<PageData> {
  try {
    return await withLibrary(read)
  } catch (error) {
    if (!(error instanceof LibraryError)) console.error(error)
    return { kind: 'missing', publication: summaries.unknown, reason: 'storage' }
  }
}

/** Pages of the app itself open also where the browser refuses storage: some of them are the remedy. */
async function loadPanel(
  summaries: Summaries,
  site: SiteConfig,
  kind: PanelKind,
): Promise<PageData> {
  const publication = await openLibrary()
    .then((library) => summaries.of(library, site.root))
    .catch(() => summaries.unknown)
  try {
    const [{ openPanel }, later] = await Promise.all([
      PANELS[`../pages/${kind}/${kind}Panel.ts`]!(),
      loadLater(),
    ])
    return { kind: 'panel', publication, ...(await openPanel(later)) }
  } catch {
    // The browser has the chunk neither in the precache nor from the host.
    return { kind: 'missing', publication, reason: 'device' }
  }
}

/** What was built into the site before its newsroom had another key stands for it until its publication is there. */
async function loadEarlierFront(
  library: Library,
  publication: PublicationKey,
): Promise<FrontRow | undefined> {
  const row = (await loadPublications(library)).find(
    ({ trust, fingerprint }) => trust === 'built-in' && fingerprint !== publication,
  )
  return row && loadFrontPage(library, row.fingerprint)
}

function loadFront(
  summaries: Summaries,
  site: SiteConfig,
  publication: PublicationKey,
): Promise<PageData> {
  return reading(summaries, async (library) => {
    const front =
      (await loadFrontPage(library, publication)) ??
      (publication === site.root ? await loadEarlierFront(library, publication) : undefined)
    if (front) {
      summaries.keep(front)
      return { kind: 'front', front }
    }
    return { kind: 'missing', publication: summaries.unknown, reason: 'device' }
  })
}

function loadArticlePage(
  summaries: Summaries,
  site: SiteConfig,
  publication: PublicationKey,
  id: string,
): Promise<PageData> {
  return reading(summaries, async (library) => {
    const [article, about] = await Promise.all([
      articleAtHand(publication, id) ?? loadArticle(library, publication, id),
      summaries.of(library, publication),
    ])
    // A worn-out flash memory may leave an article without its body.
    if (!article?.body) {
      const { loadEvicted } = await import('../pages/evicted/EvictedPage.tsx')
      const evicted = await loadEvicted(library, publication, id)
      return evicted
        ? {
            kind: 'panel',
            publication: about,
            title: evicted.headline,
            View: evicted.View,
            awaited: true,
          }
        : { kind: 'missing', publication: about, reason: 'device' }
    }
    keepAtHand(publication, article)
    return articlePage(article, about, site)
  })
}

function loadSection(
  summaries: Summaries,
  publication: PublicationKey,
  id: string,
  before = 0,
): Promise<PageData> {
  return reading(summaries, async (library) => {
    const count = Math.min(Math.max(before, PAGE_OF_CARDS), MOST_CARDS)
    const [cards, about, row] = await Promise.all([
      loadLatest(library, publication, { section: id, count }),
      summaries.of(library, publication),
      loadPublication(library, publication),
    ])
    const section = about.sections.find((section) => section.id === id)
    if (!section) return { kind: 'missing', publication: about, reason: 'device' }
    const full = cards.length === count
    const loadOlder = (last: Card) =>
      loadLatest(library, publication, { section: id, count: PAGE_OF_CARDS, after: last })
    return {
      kind: 'section',
      section,
      cards,
      publication: about,
      address: row && row.trust !== 'built-in' ? row.address : undefined,
      loadOlder: full ? loadOlder : undefined,
    }
  })
}

export function createPageLoader(site: SiteConfig, builtInTitle: string): PageLoader {
  const summaries = createSummaries(site, builtInTitle)
  /** The host has sent this page, so an unknown address is none of its own. The worker's page is blank at first. */
  const isFromHost = document.querySelector('main')

  const unknown = (reason: 'address' | 'device' = isFromHost ? 'address' : 'device') =>
    reading(summaries, async (library) => ({
      kind: 'missing',
      publication: await summaries.of(library, site.root),
      reason,
    }))

  const specimen = async (name = '') => {
    const page = await import('../pages/specimen/specimenPage.ts').catch(() => undefined)
    return (await page?.specimenPage(name, site.root)) ?? unknown('address')
  }

  /** An address that names a publication by its id, as the version before did. */
  const former = async ({ id, in: routeIn }: FormerRoute, count?: number) => {
    const key = await import('#library/upgrade.ts')
      .then((it) => withLibrary((library) => it.loadKeyOfId(library, id)))
      .catch(() => undefined)
    return key ? at(routeIn(key), count) : unknown()
  }

  const at: PageLoader['at'] = (route, count) => {
    switch (route.kind) {
      case 'front':
        return loadFront(summaries, site, route.publication)
      case 'article':
        return loadArticlePage(summaries, site, route.publication, route.article)
      case 'section':
        return loadSection(summaries, route.publication, route.section, count)
      case 'specimen':
        return specimen(route.name)
      case 'former':
        return former(route, count)
      case 'unknown':
        return unknown()
      default:
        return loadPanel(summaries, site, route.kind)
    }
  }

  return {
    at,
    atHand: (route) => {
      if (route.kind !== 'article') return undefined
      const article = articleAtHand(route.publication, route.article)
      const publication = summaries.atHand(route.publication)
      return article && publication && articlePage(article, publication, site)
    },
    forget: () => {
      summaries.forget()
      forgetAtHand()
    },
  }
}
