import { createComponent } from 'solid-js'
import { render } from 'solid-js/web'
import { forgetAtHand } from '#app/navigation/articlePrefetch.ts'
import { createPageLoader } from '#app/navigation/pageLoader.ts'
import { Page } from '#app/pages/layout/Page.tsx'
import type { PageData } from '#app/site/page.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { routeOf } from '#site/urls.ts'

/*
 * The app's own pages, loaded and rendered by the app's code in a page of a spec. They show what a reader would see of
 * the library at this moment.
 */

const site = { base: '/', publication: './', id: 'none', root: '' as PublicationKey, floor: 0 }

function rendered<T>(page: PageData, read: (container: HTMLElement) => T): T {
  const container = document.createElement('div')
  const dispose = render(() => createComponent(Page, { page, site }), container)
  try {
    return read(container)
  } finally {
    dispose()
  }
}

/** Renders the front page, and the page that opens for each article on it. */
async function look(publication: PublicationKey) {
  forgetAtHand()
  const load = createPageLoader(site, 'Model')
  const page = await load.at({ kind: 'front', publication })
  const links = rendered(page, (container) =>
    [...container.querySelectorAll<HTMLAnchorElement>('main h3 a')].map((link) => {
      const route = routeOf(link.pathname, site)
      return { id: route.kind === 'article' ? route.article : '', headline: link.textContent }
    }),
  )
  if (page.kind !== 'front') return { kind: page.kind, cards: [], links, opened: [] }
  const { lead, top, sections, latest } = page.front
  const cards = [lead ? [lead] : [], top, ...sections.map(({ cards }) => cards), latest]
    .flat()
    .map(({ id, headline }) => ({ id, headline }))
  const ids = [...new Set(cards.map(({ id }) => id))]
  const opened = await Promise.all(
    ids.map(async (id) => {
      const article = await load.at({ kind: 'article', publication, article: id })
      const heading = (container: HTMLElement) => container.querySelector('h1')?.textContent ?? ''
      return { id, kind: article.kind, heading: rendered(article, heading) }
    }),
  )
  return { kind: page.kind, cards, links, opened }
}

const renderedPages = { look }
export type RenderedPages = typeof renderedPages

Object.assign(globalThis, { renderedPages })
