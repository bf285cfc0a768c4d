import { render } from 'solid-js/web'
import { Page } from '../pages/layout/Page.tsx'
import type { ArticlePageData, SiteConfig } from '../site/page.ts'

/**
 * Draws the words of an article out of sight, so that the first tap is as quick as later ones: an engine takes three
 * times as long for the first run of any code, and for the first line in each size of type.
 */
export function rehearseArticle(page: ArticlePageData, site: SiteConfig): void {
  const { image: _, ...article } = page.article
  // The browser would fetch images, though they are not shown.
  const body = article.body.filter(({ type }) => type !== 'figure').slice(0, 12)
  const { loadNeighbours: __, ...rest } = page
  // Radio buttons of one form are a group: those of the stage must not uncheck those of the page that is shown meanwhile.
  const stage = document.createElement('form')
  stage.className = 'rehearsal'
  const words = { ...rest, article: { ...article, body } }
  const end = render(() => <Page page={words} site={site} />, stage)
  // The stage is gone before the task ends: nothing is painted, and no other code meets an id twice.
  setTimeout(() => {
    document.body.append(stage)
    stage.getBoundingClientRect()
    stage.remove()
    end()
  })
}
