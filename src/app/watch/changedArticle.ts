import { openLibrary } from '#library/open.ts'
import { loadArticles } from '#library/reads.ts'
import { loadLater, t } from '../language/catalog.ts'
import type { Navigation } from '../navigation/navigation.ts'
import type { ArticlePageData } from '../site/page.ts'
import { showNotice } from '../ui/notice.ts'
import { contentElement } from '../ui/pageElements.ts'

/** A block with less than this in the window is not the one being read (px). */
const LINE_PX = 12

/** Tells a reader in the middle of an article that the device has a new text of it now, or none. */
export async function offerChange(page: ArticlePageData, navigation: Navigation): Promise<void> {
  const { publication, article } = page
  const [read] = await loadArticles(await openLibrary(), [[publication.key, article.id]])
  const now = read?.[0]
  // Whole records are compared, as the newsroom may not have changed the date.
  if (JSON.stringify(now) === JSON.stringify(article)) return
  const later = await loadLater()
  if (navigation.page() !== page) return
  const words = now ? later.articleChanged : later.articleWithdrawn
  showNotice(words, [t.showEdition, () => void showChange(navigation)])
}

/** Moves the focus to where the reader is: the notice that had it is gone, and so is the page before. */
async function showChange(navigation: Navigation): Promise<void> {
  await navigation.refresh()
  const stops = [...document.querySelectorAll<HTMLElement>('main h1, .article > .body > *')]
  const stop =
    stops.find((each) => each.getBoundingClientRect().bottom > LINE_PX) ?? contentElement()
  if (!stop) return
  if (stop.tabIndex < 0) stop.tabIndex = -1
  stop.focus({ preventScroll: true })
}
