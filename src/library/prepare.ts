import {
  type ArticleRecord,
  type BundleRecord,
  type ImageSource,
  isInLists,
} from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'
import { toCard } from '#bundle/card.ts'
import { imagesOf } from '#bundle/figures.ts'
import { pickSource } from '#bundle/images.ts'
import { leafOf } from '#bundle/merkle.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { orderOf } from './reads.ts'
import type { ArticleRow, BodyRow, WithdrawnRow } from './schema.ts'

export interface PreparedArticle {
  row: ArticleRow
  body: BodyRow
  sources: ImageSource[]
}

/** Prepares what the library keeps of an article: all that needs more than IndexedDB, which a transaction must not await. */
export async function prepareArticle(
  publication: PublicationKey,
  record: ArticleRecord,
  line: Bytes,
): Promise<PreparedArticle> {
  const text = JSON.stringify(record)
  const order = orderOf(record.published)
  const row: ArticleRow = {
    ...toCard(record),
    publication,
    order: isInLists(record) ? order : [order],
    length: text.length,
    leaf: await leafOf(line),
  }
  const isRepeatable = text === new TextDecoder().decode(line)
  return {
    row,
    body: isRepeatable ? record : { ...record, line: line.slice() },
    sources: imagesOf(record).map(pickSource),
  }
}

/**
 * Tells whether a record takes the place of what is held. One of the same run does where its line is another one: a thief
 * of a key, or a press without a tree, wrote what is held.
 */
export function supersedes(
  { record, article }: { record: BundleRecord; article?: PreparedArticle },
  held: ArticleRow | WithdrawnRow | undefined,
): boolean {
  if (!held || record.seq !== held.seq) return record.seq > (held?.seq ?? 0)
  const { leaf } = article?.row ?? {}
  if (!leaf || 'withdrawn' in held) return false
  return !held.leaf || leaf.some((byte, index) => byte !== held.leaf?.[index])
}
