import { render } from 'solid-js/web'
import { Page } from './layout/Page.tsx'
import { type PageData, publicationOf, type SiteConfig } from './page.ts'
import { titleOf } from './titleOf.ts'

let dispose: (() => void) | undefined

/**
 * Draws a page beside the one that is shown and puts it in its place: one change of the document, one
 * layout, nothing half drawn. The first time, the page in place is the prerendered one.
 */
export function drawPage(page: PageData, site: SiteConfig): void {
  const shown = document.getElementById('app')!
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
  document.title = titleOf(page)
}
