import { render } from 'solid-js/web'
import { Page } from '../pages/layout/Page.tsx'
import { titleOf } from '../pages/pageTitle.ts'
import { closeReading, openReading } from '../reading/opening.ts'
import {
  type ArticlePageData,
  type PageData,
  publicationOf,
  type SiteConfig,
} from '../site/page.ts'
import { afterPaint } from '../ui/afterPaint.ts'
import { appElement } from '../ui/pageElements.ts'

/** Ends the page that is shown; there is one at a time. */
let dispose: (() => void) | undefined

/**
 * Draws a page beside the one that is shown and puts it in its place: one change of the document, one
 * layout, nothing half drawn. The first time, the page in place is the prerendered one, which claims no signature
 * (layout.css, `.unchecked`), because the app has not checked it.
 * @returns whether it opened at the place where its reader had left it
 */
export function mountPage(page: PageData, site: SiteConfig): boolean {
  const shown = appElement()
  closeReading()
  const next = document.createElement('div')
  next.id = 'app'
  const disposeNext = render(() => <Page page={page} site={site} />, next)
  shown.replaceWith(next)
  dispose?.()
  dispose = disposeNext
  const { language, direction } = publicationOf(page)
  const { documentElement } = document
  documentElement.lang = language
  documentElement.dir = direction
  if (page.kind !== 'article') return false
  afterPaint(() => openAudio(page, next))
  return openReading(page, next)
}

/** Players take the place of the article's audio; few articles have any, so their code comes with the first. */
function openAudio(page: ArticlePageData, app: HTMLElement): void {
  const places = [...app.querySelectorAll('.article > .body .embed a:not([href])')]
  if (places.length === 0) return
  import('../listen/audioPlayers.tsx')
    .then(({ openAudioPlayers }) =>
      openAudioPlayers(
        page,
        places.map((it) => it.parentElement!),
      ),
    )
    .catch((error: unknown) => console.error(error))
}

/** Sets the title, by which the tab and the history name the current address. */
export function nameDocument(page: PageData): void {
  document.title = titleOf(page)
}
