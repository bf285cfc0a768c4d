import type { ArticleRecord } from '#bundle/article.ts'
import { countWords } from '#bundle/card.ts'

const counted = new WeakMap<ArticleRecord, number>()

/** Words of an article, counted once: a prefetched article has been counted before a reader taps on it. */
export function wordCount(article: ArticleRecord): number {
  let words = counted.get(article)
  if (words === undefined) {
    words = countWords(article)
    counted.set(article, words)
  }
  return words
}
