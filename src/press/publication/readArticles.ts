import type { Article, ArticleRecord, BundleRecord } from '#bundle/article.ts'
import { explain } from '#bundle/explain.ts'
import { LIMITS } from '#bundle/limits.ts'
import { checkRecord } from '#bundle/validate.ts'
import { instant } from '../article/dates.ts'
import type { Draft } from '../article/draft.ts'
import type { Publication, PublicationFile, SectionEntry } from '../files/publicationFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import type { SourceItem } from '../sources/reading.ts'
import { readSource } from '../sources/readSource.ts'
import { articleOf } from './articleOf.ts'
import type { Media } from './createMedia.ts'
import { isLive } from './records.ts'
import { unlinkMissing } from './unlinkMissing.ts'

export interface ReadArticles {
  articles: Map<string, Article>
  /** Ids of the sections whose every article was read: an article missing there has been withdrawn. */
  complete: Set<string>
}

interface Reading {
  publication: Publication
  /** The records of earlier runs by their id. */
  held: Map<string, BundleRecord>
  media: Media
  report: Report
  now: Date
}

/** Reads the articles of all sources with their images and audio. A fault is reported and costs one article. */
export async function readArticles(reading: Reading): Promise<ReadArticles> {
  const { publication, held, report } = reading
  const pressed: Pressed = { articles: new Map(), inputs: new Map() }
  const complete = new Set<string>()
  for (const section of publication.file.sections) {
    if (await readSection(section, pressed, reading)) complete.add(section.id)
  }
  unlinkMissing(pressed.articles, pressed.inputs, held, report)
  return { articles: pressed.articles, complete }
}

interface Pressed {
  articles: Map<string, Article>
  /** The file or address each article comes from, by its id. */
  inputs: Map<string, string>
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
  for (const source of section.sources) {
    for await (const item of readSource(source, { folder, language })) {
      // A feed drops its old items, which says nothing about the articles.
      if (item.feed) whole = false
      if (!(await pressItem(item, section, pressed, reading))) whole = false
    }
  }
  return whole
}

/** @returns false where the item was reported as faulty; an id that is taken already is no fault of the section */
async function pressItem(
  item: SourceItem,
  section: SectionEntry,
  { articles, inputs }: Pressed,
  { publication, held, media, report, now }: Reading,
): Promise<boolean> {
  if ('error' in item) {
    report.problem(item.error)
    return false
  }
  const { draft, input, faults = [] } = item
  for (const fault of faults) report.problem(fault)
  report.progress(`${section.title}: ${draft.headline}`)
  const { id } = draft
  if (articles.has(id)) {
    if (inputs.get(id) !== input) report.problem(sameId(input, id, inputs.get(id)))
    return true
  }
  warnOfLanguage(publication.file, draft, input, report)
  media.setInput(input)
  try {
    const before = held.get(id)
    const published = isLive(before) ? before.published : instant(now)
    const { images, audio } = media
    const article = await articleOf(draft, { section: section.id, published, images, audio })
    articles.set(id, checkArticle(article))
    inputs.set(id, input)
    return true
  } catch (cause) {
    report.problem(cause instanceof PressError ? cause : unreadable(input, cause))
    return false
  }
}

function sameId(input: string, id: string, first: string | undefined): PressError {
  return new PressError(input, `has the same id as ${first} ("${id}")`, {
    remedy:
      'The first article is kept. Give this one an `id:` of its own, or name it in one source only.',
  })
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
