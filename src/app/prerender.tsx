import { renderToString } from 'solid-js/web'
import { speak, spokenOf, t } from './language/spoken.ts'
import { Page } from './layout/Page.tsx'
import { type PageData, publicationOf, type SiteConfig } from './page.ts'
import { titleOf } from './titleOf.ts'

export interface Rendered {
  /** Goes into `<div id="app">`. */
  html: string
  title: string
  language: string
  direction: 'ltr' | 'rtl'
}

/** To be awaited before the first page: the pages speak this language, if the app does. */
export function prepare(language: string): Promise<boolean> {
  return speak(spokenOf([language]) ?? 'en')
}

/** A page as HTML, drawn by the components the browser draws it with. */
export function renderPage(page: PageData, site: SiteConfig): Rendered {
  const { language, direction } = publicationOf(page)
  // The shell is what every address starts from offline: blank paper until the library answers.
  const html =
    page.kind === 'shell'
      ? `<noscript><p class="panel" lang="${t.language}" dir="${t.direction}">${t.needsScript}</p></noscript>`
      : renderToString(() => <Page page={page} site={site} />)
  return { html, title: titleOf(page), language, direction }
}
