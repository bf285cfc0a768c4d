import {
  type Article,
  type ArticleRecord,
  type BundleRecord,
  isWithdrawal,
} from '#bundle/article.ts'
import { instant } from '../article/dates.ts'
import type { PublicationFile } from '../files/publicationFile.ts'
import { isLive, newestFirst } from './records.ts'

interface Run {
  run: number
  complete: Set<string>
  now: Date
  file: PublicationFile
}

/** The new, corrected and withdrawn articles as records of this run, newest first. */
export function changedRecords(
  articles: Map<string, Article>,
  held: Map<string, BundleRecord>,
  { run, complete, now, file }: Run,
): BundleRecord[] {
  const keep = file.keep?.articles
  const known = new Set(file.sections.map(({ id }) => id))
  const all = new Map<string, Article>(articles)
  const gone = new Set<string>()
  for (const record of held.values()) {
    if (isWithdrawal(record) || all.has(record.id)) continue
    if (complete.has(record.section) || !known.has(record.section)) gone.add(record.id)
    else all.set(record.id, record)
  }
  const kept = [...all.values()].sort(newestFirst)
  // The publication keeps these no longer; the newsroom does not take them back.
  const forgotten = new Set<string>()
  for (const { id } of keep === undefined ? [] : kept.slice(keep)) forgotten.add(id)
  const changed: BundleRecord[] = []
  for (const article of kept) {
    const before = held.get(article.id)
    if (forgotten.has(article.id) || article === before) continue
    const record = { ...article, seq: run }
    if (isLive(before) && isSameArticle(article, before)) continue
    changed.push(record)
  }
  const withdrawn = instant(now)
  for (const id of gone) if (isLive(held.get(id))) changed.push({ id, seq: run, withdrawn })
  for (const id of forgotten) {
    if (isLive(held.get(id))) changed.push({ id, seq: run, withdrawn, forgotten: true })
  }
  return changed
}

function isSameArticle(article: Article, { seq: _, ...before }: ArticleRecord): boolean {
  return JSON.stringify(article) === JSON.stringify(before)
}
