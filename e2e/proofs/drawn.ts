import { createComponent } from 'solid-js'
import { render } from 'solid-js/web'
import { Page } from '#app/layout/Page.tsx'
import { createPageLoader } from '#app/loadPage.ts'
import type { PageData } from '#app/page.ts'
import { placeOf } from '#app/places.ts'
import { forgetAtHand } from '#app/warmArticles.ts'

/*
 * The app's own pages, read and drawn by the app's own code in a page of a spec: what a reader would see of the
 * library as it is at this moment.
 */

const site = { base: '/', publication: './', id: 'none', root: '', floor: 0 }

function drawing<T>(page: PageData, see: (stage: HTMLElement) => T): T {
  const stage = document.createElement('div')
  const end = render(() => createComponent(Page, { page, site }), stage)
  try {
    return see(stage)
  } finally {
    end()
  }
}

/** The front page, and of each article on it what opens. */
async function look(publication: string) {
  forgetAtHand()
  const load = createPageLoader(site, 'Proofs')
  const page = await load.front(publication)
  const links = drawing(page, (stage) =>
    [...stage.querySelectorAll<HTMLAnchorElement>('main h3 a')].map((link) => {
      const place = placeOf(link.pathname, site)
      return { id: place.kind === 'article' ? place.article : '', words: link.textContent }
    }),
  )
  if (page.kind !== 'front') return { kind: page.kind, cards: [], links, opened: [] }
  const { lead, top, sections, latest } = page.front
  const cards = [lead ? [lead] : [], top, ...sections.map(({ cards }) => cards), latest]
    .flat()
    .map(({ id, headline }) => ({ id, words: headline }))
  const ids = [...new Set(cards.map(({ id }) => id))]
  const opened = await Promise.all(
    ids.map(async (id) => {
      const article = await load.article(publication, id)
      const words = drawing(article, (stage) => stage.querySelector('h1')?.textContent ?? '')
      return { id, kind: article.kind, words }
    }),
  )
  return { kind: page.kind, cards, links, opened }
}

const drawn = { look }
export type Drawn = typeof drawn

Object.assign(globalThis, { drawn })
