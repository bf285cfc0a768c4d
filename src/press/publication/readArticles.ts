import type { Article, ArticleRecord, BundleRecord } from '#bundle/article.ts'
import { explain } from '#bundle/explain.ts'
import { LIMITS } from '#bundle/limits.ts'
import { checkRecord } from '#bundle/validate.ts'
import { instant } from '../article/dates.ts'
import type { Draft } from '../article/draft.ts'
import { articlesFile, readArticlesFile, writeArticlesFile } from '../files/articlesFile.ts'
import type { Publication, PublicationFile, SectionEntry } from '../files/publicationFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import type { SourceItem } from '../sources/reading.ts'
import { readSource } from '../sources/readSource.ts'
import { articleOf } from './articleOf.ts'
import { type ArticleOwners, createArticleOwners } from './articleOwners.ts'
import type { Media } from './createMedia.ts'
import type { Source } from './publicationSources.ts'
import { isLive } from './records.ts'
import { createTakenReport } from './takenReport.ts'
import { unlinkMissing } from './unlinkMissing.ts'
import type { SourceOf } from './withholdMany.ts'

export interface ReadArticles {
  articles: Map<string, Article>
  /** Ids of the sections whose every article was read: an article missing there has been withdrawn. */
  complete: Set<string>
  /** Articles whose lack says nothing, with the section they belong to. */
  kept: Map<string, string>
  /** The source that an article belongs to, where that is known. */
  sourceOf: SourceOf
  /** Whether the source that an article belongs to is no longer in the publication file. */
  isTakenOut: (id: string) => boolean
  /** Writes down, for the next run, which source each article belongs to. */
  remember(): Promise<void>
}

interface Reading {
  publication: Publication
  /** The folder that the publication is written into. */
  out: string
  /** The records of earlier runs by their id. */
  held: Map<string, BundleRecord>
  media: Media
  report: Report
  now: Date
}

interface Found {
  item: SourceItem
  section: SectionEntry
  source: Source
}

interface Pressed {
  articles: Map<string, Article>
  /** The file or address each article comes from, by its id. */
  inputs: Map<string, string>
  /** Articles that are known under another id than their source makes for them. */
  renamed: Map<string, string>
  /** Items that are pressed when all sources have been heard. */
  later: Found[]
  kept: Map<string, string>
  owners: ArticleOwners
  tellTaken: ReturnType<typeof createTakenReport>
}

/** Reads the articles of all sources with their images and audio. A fault is reported and costs one article. */
export async function readArticles(reading: Reading): Promise<ReadArticles> {
  const { publication, out, held, report } = reading
  const path = articlesFile(publication, out)
  const owners = createArticleOwners(publication.file, await readArticlesFile(path), held)
  const pressed: Pressed = {
    articles: new Map(),
    inputs: new Map(),
    renamed: new Map(),
    later: [],
    kept: new Map(),
    owners,
    tellTaken: createTakenReport(owners, report),
  }
  const { articles, inputs, renamed, kept } = pressed
  const complete = new Set<string>()
  for (const section of publication.file.sections) {
    if (await readSection(section, pressed, reading)) complete.add(section.id)
  }
  for (const found of pressed.later) {
    if (!(await pressItem(found, pressed, reading, true))) complete.delete(found.section.id)
  }
  pressed.tellTaken.end()
  for (const [id, section] of owners.inherited()) kept.set(id, section)
  unlinkMissing({ articles, inputs, renamed, held, report })
  return {
    articles,
    complete,
    kept,
    sourceOf: owners.ownerOf,
    isTakenOut: (id) => {
      const owner = owners.ownerOf(id)
      return owner !== undefined && owners.sourceNamed(owner) === undefined
    },
    remember: () =>
      writeArticlesFile(path, owners.remember(articles.keys())).catch((error: PressError) =>
        // The publication does not depend on it: the next run finds the owners in the edition.
        report.problem(error),
      ),
  }
}

/** @returns whether every article of the section was read */
async function readSection(
  section: SectionEntry,
  pressed: Pressed,
  reading: Reading,
): Promise<boolean> {
  const { file, folder } = reading.publication
  const language = section.language ?? file.language
  let whole = true
  const onFeed = () => {
    // A feed drops its old items, which says nothing about the articles.
    whole = false
  }
  for (const entry of section.sources) {
    const source = pressed.owners.sourceOf(entry)
    for await (const item of readSource(entry, { folder, language, onFeed })) {
      if (!(await pressItem({ item, section, source }, pressed, reading))) whole = false
    }
  }
  return whole
}

/**
 * @param last whether all other sources have been heard
 * @returns false where the item was reported as faulty; an id that is taken already is no fault of the section
 */
async function pressItem(
  found: Found,
  pressed: Pressed,
  reading: Reading,
  last = false,
): Promise<boolean> {
  const { item, section, source } = found
  const { publication, held, media, report, now } = reading
  if ('error' in item) {
    report.problem(item.error)
    return false
  }
  const claim = pressed.owners.claim(item, source, last)
  if (claim === 'later') {
    pressed.later.push(found)
    return true
  }
  if ('taken' in claim) {
    const record = held.get(claim.taken)
    const isOrphan = claim.owners.every((owner) => !pressed.owners.sourceNamed(owner))
    // An entry in publication.json was removed or changed, and the same articles come from another one: they are not gone.
    if (isOrphan && isLive(record)) pressed.kept.set(record.id, record.section)
    pressed.tellTaken.tell(item, source, claim)
    return true
  }
  const { draft, input, faults = [] } = item
  const { id } = claim
  report.progress(`${section.title}: ${draft.headline}`)
  for (const fault of faults) report.problem(fault)
  if (id !== draft.id) pressed.renamed.set(draft.id, id)
  warnOfLanguage(publication.file, draft, input, report)
  media.setInput(input)
  try {
    const before = held.get(id)
    const published = isLive(before) ? before.published : instant(now)
    const { images, audio } = media
    const context = { section: section.id, published, images, audio }
    const article = await articleOf({ ...draft, id }, context)
    pressed.articles.set(id, checkArticle(article))
    pressed.inputs.set(id, input)
    return true
  } catch (cause) {
    report.problem(cause instanceof PressError ? cause : unreadable(input, cause))
    return false
  }
}

function unreadable(input: string, cause: unknown): PressError {
  return new PressError(input, `readers would refuse this article (${explain(cause)})`, {
    remedy: 'Shorten or simplify the part that is named.',
    cause,
  })
}

/** Checks an article as readers will check it, so that a record they refuse is never signed. */
function checkArticle(article: Article): Article {
  const checked = checkRecord({ ...article, seq: 1 }, article.id)
  if (new TextEncoder().encode(JSON.stringify(checked)).length > LIMITS.record - 100) {
    throw new Error('it is longer than 512 KiB')
  }
  const { seq: _, ...rest } = checked as ArticleRecord
  return rest
}

function warnOfLanguage(file: PublicationFile, draft: Draft, input: string, report: Report): void {
  const languages = file.languages
  if (!languages) return
  const base = (tag: string) => tag.split('-')[0]!.toLowerCase()
  if (![file.language, ...languages].some((tag) => base(tag) === base(draft.language))) {
    report.note(
      `${input}: the article is in ${draft.language}, which the field "languages" does not list`,
    )
  }
}
