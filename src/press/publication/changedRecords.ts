import {
  type Article,
  type ArticleRecord,
  type BundleRecord,
  isWithdrawal,
} from '#bundle/article.ts'
import { instant } from '../article/dates.ts'
import { webAddress } from '../article/webAddress.ts'
import type { PublicationFile } from '../files/publicationFile.ts'
import { isSamePage } from './likeArticles.ts'
import { isLive, newestFirst } from './records.ts'
import { refuseTwins } from './refuseTwins.ts'
import { type SourceOf, type Withheld, withholdMany } from './withholdMany.ts'

interface Run {
  run: number
  /** Ids of the sections whose every article was read. */
  complete: Set<string>
  /** Articles whose lack says nothing, with the section they belong to. */
  kept: Map<string, string>
  now: Date
  file: PublicationFile
  /** The source that an article belongs to, where that is known. */
  sourceOf?: SourceOf
  /** Whether a person has taken the source of an article out of the publication file. */
  isTakenOut?: (id: string) => boolean
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
  { run, complete, kept, now, file, sourceOf, isTakenOut, allowWithdrawals = false }: Run,
): Changes {
  const keep = file.keep?.articles
  const known = new Set(file.sections.map(({ id }) => id))
  const all = new Map<string, Article>(articles)
  const gone = new Set<string>()
  const goneFromSource: ArticleRecord[] = []
  for (const record of held.values()) {
    if (isWithdrawal(record) || all.has(record.id)) continue
    const home = kept.get(record.id)
    if (!known.has(record.section)) {
      // The source that has taken the article over takes it into its own section. A person who takes a section or a source
      // out of the publication file means its articles.
      if (home !== undefined && known.has(home)) all.set(record.id, { ...record, section: home })
      else gone.add(record.id)
    } else if (home !== undefined || !complete.has(record.section)) all.set(record.id, record)
    else if (isTakenOut?.(record.id)) gone.add(record.id)
    else goneFromSource.push(record)
  }
  const live = [...held.values()].filter(isLive)
  const withheld = allowWithdrawals ? [] : withholdMany(goneFromSource, live, sourceOf)
  const staying = new Set(withheld.flatMap(({ ids }) => ids))
  for (const record of goneFromSource) {
    if (staying.has(record.id)) all.set(record.id, record)
    else gone.add(record.id)
  }
  const twins = refuseTwins(all, (id) => isLive(held.get(id)))
  const sorted = [...all.values()].sort(newestFirst)
  // The publication keeps these no longer; the newsroom does not take them back.
  const forgotten = new Set<string>()
  for (const { id } of keep === undefined ? [] : sorted.slice(keep)) forgotten.add(id)
  const changed: BundleRecord[] = []
  for (const article of sorted) {
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
  return { changed, withheld, twins }
}

function isSameArticle(article: Article, { seq: _, ...before }: ArticleRecord): boolean {
  const { url } = article
  // A feed that numbers its visitors gives every run other addresses of the same pages.
  const isNumbered = isNumberedAnew(url, before.url)
  const compared = isNumbered && url !== undefined ? { ...before, url } : before
  return JSON.stringify(article) === JSON.stringify(compared)
}

/** Whether two addresses of one article differ in queries alone, behind a path that tells articles apart. */
function isNumberedAnew(url: string | undefined, before: string | undefined): boolean {
  const [one, other] = [webAddress(url), webAddress(before)]
  if (one === undefined || other === undefined || !isSamePage(one, other)) return false
  const { pathname, search } = new URL(one)
  return pathname !== '/' && search !== '' && new URL(other).search !== ''
}
