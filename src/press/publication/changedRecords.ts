import {
  type Article,
  type ArticleRecord,
  type BundleRecord,
  isWithdrawal,
} from '#bundle/article.ts'
import { instant } from '../article/dates.ts'
import type { PublicationFile } from '../files/publicationFile.ts'
import { isLive, newestFirst } from './records.ts'
import { refuseTwins } from './refuseTwins.ts'
import { type SourceOf, type Withheld, withholdMany } from './withholdMany.ts'

interface Run {
  run: number
  /** Ids of the sections whose every article was read. */
  complete: Set<string>
  now: Date
  file: PublicationFile
  /** The source that an article belongs to, where that is known. */
  sourceOf?: SourceOf
  /** The operator wants articles withdrawn however many are gone from their source. */
  allowWithdrawals?: boolean
}

export interface Changes {
  /** New, corrected and withdrawn articles as records of this run, newest first. */
  changed: BundleRecord[]
  /** Articles that are gone from their source and stay, because they are so many. */
  withheld: Withheld[]
  /** New articles that are not pressed, and the article whose id differs in nothing but capitals. */
  twins: [id: string, other: string][]
}

/** Compares the articles read with the articles held. */
export function changedRecords(
  articles: Map<string, Article>,
  held: Map<string, BundleRecord>,
  { run, complete, now, file, sourceOf, allowWithdrawals = false }: Run,
): Changes {
  const keep = file.keep?.articles
  const known = new Set(file.sections.map(({ id }) => id))
  const all = new Map<string, Article>(articles)
  const gone = new Set<string>()
  const goneFromSource: ArticleRecord[] = []
  for (const record of held.values()) {
    if (isWithdrawal(record) || all.has(record.id)) continue
    // A person who takes a section out of the publication file means its articles.
    if (!known.has(record.section)) gone.add(record.id)
    else if (complete.has(record.section)) goneFromSource.push(record)
    else all.set(record.id, record)
  }
  const live = [...held.values()].filter(isLive)
  const withheld = allowWithdrawals ? [] : withholdMany(goneFromSource, live, sourceOf)
  const staying = new Set(withheld.flatMap(({ ids }) => ids))
  for (const record of goneFromSource) {
    if (staying.has(record.id)) all.set(record.id, record)
    else gone.add(record.id)
  }
  const twins = refuseTwins(all, (id) => isLive(held.get(id)))
  const kept = [...all.values()].sort(newestFirst)
  for (const { id } of keep === undefined ? [] : kept.slice(keep)) gone.add(id)
  const changed: BundleRecord[] = []
  for (const article of kept) {
    const before = held.get(article.id)
    if (gone.has(article.id) || article === before) continue
    const record = { ...article, seq: run }
    if (isLive(before) && isSameArticle(article, before)) continue
    changed.push(record)
  }
  for (const id of gone) {
    if (isLive(held.get(id))) changed.push({ id, seq: run, withdrawn: instant(now) })
  }
  return { changed, withheld, twins }
}

function isSameArticle(article: Article, { seq: _, ...before }: ArticleRecord): boolean {
  return JSON.stringify(article) === JSON.stringify(before)
}
