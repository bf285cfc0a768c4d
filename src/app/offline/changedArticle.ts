import { openLibrary } from '#library/open.ts'
import { loadArticles } from '#library/reads.ts'
import { later, loadLater, t } from '../language/spoken.ts'
import type { Navigation } from '../navigation.ts'
import { showNotice } from '../notice.ts'
import type { ArticlePageData } from '../page.ts'

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
  showNotice(words, [t.showEdition, () => void navigation.refresh()])
}
