import type { ArticleRecord } from '#bundle/article.ts'
import { PressError } from '../report/PressError.ts'

/** The name of the source that brought an article, as messages name it. Undefined where that is not known. */
export type SourceOf = (id: string) => string | undefined

/** Articles of one source that are gone from it and are not withdrawn. */
export interface Withheld {
  /** Undefined for the articles whose source is not known. */
  source: string | undefined
  ids: string[]
  /** How many live articles the source had. */
  of: number
}

/** Up to this number of articles may be gone from a source at once, whatever their share. */
const FEW = 3
/** Up to this part of a source may be gone at once. */
const SHARE = 0.1

/**
 * Finds the sources from which so many articles are gone that a fault is likelier than a decision: half a checkout, a disk
 * that is not mounted, a renamed folder. Articles whose source is not known count as one source.
 * @param gone live articles that were read before and are no longer in their source
 * @param live all live articles before this run
 */
export function withholdMany(
  gone: ArticleRecord[],
  live: ArticleRecord[],
  sourceOf: SourceOf = () => undefined,
): Withheld[] {
  const totals = new Map<string | undefined, number>()
  for (const { id } of live) totals.set(sourceOf(id), (totals.get(sourceOf(id)) ?? 0) + 1)
  const bySource = new Map<string | undefined, string[]>()
  for (const { id } of gone) {
    const source = sourceOf(id)
    bySource.set(source, [...(bySource.get(source) ?? []), id])
  }
  const withheld: Withheld[] = []
  for (const [source, ids] of bySource) {
    const of = totals.get(source) ?? ids.length
    if (ids.length > FEW && ids.length > SHARE * of) withheld.push({ source, ids, of })
  }
  return withheld
}

/** @param publication names what the articles are gone from where their source is not known */
export function areWithheld({ source, ids, of }: Withheld, publication: string): PressError {
  const some = ids.slice(0, 3).join(', ')
  return new PressError(
    source ?? publication,
    `${ids.length} of ${of} articles are gone from their source (${some} …), and none of them is withdrawn`,
    {
      remedy:
        'Check whether the source is complete. If they are to disappear from readers’ devices, run again with --allow-withdrawals.',
    },
  )
}
