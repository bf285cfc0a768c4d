import { t } from '../language/catalog.ts'
import { type PageData, publicationOf } from '../site/page.ts'

/** Title of the page, for the tab, the history and screen readers. */
export function titleOf(page: PageData): string {
  const { title } = publicationOf(page)
  switch (page.kind) {
    case 'article':
      return `${page.article.headline} · ${title}`
    case 'section':
      return `${page.section.title} · ${title}`
    case 'panel':
      return `${page.title} · ${title}`
    case 'missing':
      return `${t.missing[page.reason][0]} · ${title}`
    default:
      return title
  }
}
