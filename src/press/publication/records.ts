import {
  type Article,
  type ArticleRecord,
  type BundleRecord,
  isWithdrawal,
} from '#bundle/article.ts'

export function isLive(record: BundleRecord | undefined): record is ArticleRecord {
  return record !== undefined && !isWithdrawal(record)
}

export function newestFirst(a: Article, b: Article): number {
  if (a.published !== b.published) return a.published < b.published ? 1 : -1
  return a.id < b.id ? -1 : 1
}
