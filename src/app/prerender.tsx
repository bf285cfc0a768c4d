import { renderToString } from 'solid-js/web'
import { loadLater, speak, supportedLanguage, t } from './language/catalog.ts'
import { AudioLink } from './pages/article/AudioLink.tsx'
import { prerendered } from './pages/article/Blocks.tsx'
import { Page } from './pages/layout/Page.tsx'
import { titleOf } from './pages/pageTitle.ts'
import { type PageData, publicationOf, type RenderedPage, type SiteConfig } from './site/page.ts'

prerendered.audio = AudioLink

/** Set by `prepare`: what the shell says where the app itself is damaged. */
let damaged = ''

/** To be awaited before the first page: the pages speak this language, if the app does. */
export async function prepare(language: string): Promise<void> {
  await speak(supportedLanguage([language]) ?? 'en')
  damaged = (await loadLater()).damaged
}

/** A page as HTML, drawn by the components the browser draws it with. */
export function renderPage(page: PageData, site: SiteConfig): RenderedPage {
  const { language, direction } = publicationOf(page)
  // The shell is what every address starts from offline: blank paper until the library answers.
  const html =
    page.kind === 'shell'
      ? `<noscript>${inInterfaceLanguage('class="panel"', t.needsScript)}</noscript>${inInterfaceLanguage('id="damaged" hidden', damaged)}`
      : renderToString(() => <Page page={page} site={site} />)
  return { html, title: titleOf(page), language, direction }
}

function inInterfaceLanguage(attributes: string, words: string): string {
  return `<p ${attributes} lang="${t.language}" dir="${t.direction}">${words}</p>`
}
