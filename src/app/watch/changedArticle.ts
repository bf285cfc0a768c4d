import { openLibrary } from '#library/open.ts'
import { loadArticles } from '#library/reads.ts'
import { later, loadLater, t } from '../language/catalog.ts'
import type { Navigation } from '../navigation/navigation.ts'
import type { ArticlePageData } from '../site/page.ts'
import { showNotice } from '../ui/notice.ts'

/** Less than that of a block is not where anybody reads (px). */
const LINE = 12

/** Tells whoever is in the middle of an article that what is on the device now is another text of it, or none. */
export async function offerChange(page: ArticlePageData, navigation: Navigation): Promise<void> {
  const { publication, article } = page
  const [read] = await loadArticles(await openLibrary(), [[publication.id, article.id]])
  const now = read?.[0]
  // Records are compared as they are: the newsroom's own date of a change may have stayed the same.
  if (JSON.stringify(now) === JSON.stringify(article)) return
  await loadLater()
  if (navigation.page() !== page) return
  const words = now ? later.articleChanged : later.articleWithdrawn
  showNotice(words, [t.showEdition, () => void showChange(navigation)])
}

/** The notice that had the focus is gone, and so is the page that had it before: it goes to where the reader is. */
async function showChange(navigation: Navigation): Promise<void> {
  await navigation.refresh()
  const stops = [...document.querySelectorAll<HTMLElement>('main h1, .article > .body > *')]
  const stop =
    stops.find((each) => each.getBoundingClientRect().bottom > LINE) ??
    document.getElementById('content')
  if (!stop) return
  if (stop.tabIndex < 0) stop.tabIndex = -1
  stop.focus({ preventScroll: true })
}
