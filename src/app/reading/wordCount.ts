import type { ArticleRecord } from '#bundle/article.ts'
import { countWords } from '#bundle/card.ts'

const counted = new WeakMap<ArticleRecord, number>()

/** Counted once: an article that is at hand has been counted before it is tapped. */
export function wordCount(article: ArticleRecord): number {
  let words = counted.get(article)
  if (words === undefined) {
    words = countWords(article)
    counted.set(article, words)
  }
  return words
}
