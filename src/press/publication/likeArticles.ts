import type { ArticleRecord } from '#bundle/article.ts'
import type { Draft } from '../article/draft.ts'
import { hostOf } from '../article/webAddress.ts'

/** Whether an article has the headline of a draft, or the moment of publication. A day alone is shared by too many. */
export function isSameText(record: ArticleRecord, draft: Draft): boolean {
  if (isSameHeadline(record, draft)) return true
  return record.published === draft.published && !record.published.endsWith('T00:00:00Z')
}

export function isSameHeadline(record: ArticleRecord, draft: Draft): boolean {
  return fold(record.headline) === fold(draft.headline)
}

function fold(headline: string): string {
  return headline.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

export function isSameDay(record: ArticleRecord, draft: Draft): boolean {
  return record.published.slice(0, 10) === draft.published?.slice(0, 10)
}

/** Whether two addresses differ at most in their queries, as those of feeds do that number their visitors. */
export function isSamePage(one: string, other: string): boolean {
  return hostOf(one) === hostOf(other) && new URL(one).pathname === new URL(other).pathname
}
