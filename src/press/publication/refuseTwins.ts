import type { Article } from '#bundle/article.ts'
import { PressError } from '../report/PressError.ts'

/**
 * Leaves out new articles whose id differs from that of another in nothing but capitals: on some file systems the page of
 * one would replace the page of the other. The article that readers have already stays, else the first one.
 * @param articles loses the articles that are left out
 * @param isPublished whether readers have an article of this id
 */
export function refuseTwins(
  articles: Map<string, Article>,
  isPublished: (id: string) => boolean,
): [id: string, other: string][] {
  const byFoldedId = new Map<string, string[]>()
  for (const id of articles.keys()) {
    const folded = id.toLowerCase()
    byFoldedId.set(folded, [...(byFoldedId.get(folded) ?? []), id])
  }
  const twins: [string, string][] = []
  for (const ids of byFoldedId.values()) {
    const first = ids.find(isPublished) ?? ids[0]!
    for (const id of ids) {
      if (id === first || isPublished(id)) continue
      articles.delete(id)
      twins.push([id, first])
    }
  }
  return twins
}

export function hasTwin(id: string, other: string): PressError {
  return new PressError(id, `differs from the id of another article, ${other}, only in capitals`, {
    remedy:
      'It is left out, because some file systems take the two for one. Give it another `id:`, or rename its file.',
  })
}
