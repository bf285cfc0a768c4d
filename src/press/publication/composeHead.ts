import { pathToFileURL } from 'node:url'
import { type ArticleRecord, type Digest, type Figure, isInLists } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { State } from '#bundle/release.ts'
import { type Face, FORMAT, type Head, READER, type Root, type Section } from '#bundle/release.ts'
import { DAY, instant } from '../article/dates.ts'
import type { DraftFigure } from '../article/draft.ts'
import { directionOf } from '../article/language.ts'
import type { Publication, PublicationFile, SectionEntry } from '../files/publicationFile.ts'
import type { ImagePress } from '../media/pressImages.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

interface HeadParts {
  file: PublicationFile
  root: Root
  version: number
  /** The reference to the face file. */
  face: Head['face']
  /** The live articles, newest first. */
  live: ArticleRecord[]
  state: State
  /** The newest run that wrote a record. */
  lastRun: number
  /** Builds of the app that the edition vouches for. */
  app: Digest[] | undefined
  report: Report
  now: Date
}

/**
 * The content of head.json, but for its bundles. A front page or breaking news that names no live article is reported and
 * left out.
 */
export function composeHead(parts: HeadParts): Head {
  const { file, root, version, face, live, state, lastRun, app, report, now } = parts
  return defined<Head>({
    format: FORMAT,
    minReader: READER,
    id: file.id,
    title: file.title,
    language: file.language,
    direction: file.direction ?? directionOf(file.language),
    version,
    published: instant(now),
    expires: instant(new Date(now.getTime() + (file.expiresAfterDays ?? 14) * DAY)),
    root: root.version,
    face,
    front: frontOf(file, live, report),
    breaking: breakingOf(file, live, report),
    seq: [1, lastRun],
    bundles: [],
    state,
    app,
  })
}

/**
 * The builds of the app that an edition vouches for, the newest first. Those of the edition before stay, because readers use
 * one of them until they take the new one.
 * @param build the one in the site around the edition, where there is a site
 */
export function vouchedBuilds(
  build: Digest | undefined,
  before: Digest[] | undefined,
): Digest[] | undefined {
  if (build === undefined) return before
  return [...new Set([build, ...(before ?? [])])].slice(0, LIMITS.builds)
}

/** What changes seldom in a publication: the content of the file that the head names as its face. */
export async function composeFace(publication: Publication, images: ImagePress): Promise<Face> {
  const { file } = publication
  return defined<Face>({
    description: file.description,
    sections: await pressSections(publication, images),
    mirrors: (file.mirrors ?? []).map(withSlash),
  })
}

/** The sections as a face names them, with their images pressed. */
async function pressSections(
  { file, folder }: Publication,
  images: ImagePress,
): Promise<Section[]> {
  const sections: Section[] = []
  for (const entry of file.sections) {
    const language = entry.language ?? file.language
    const image = await sectionImage(entry, folder, images)
    const inherited = entry.language ? undefined : file.direction
    sections.push(
      defined<Section>({
        id: entry.id,
        title: entry.title,
        language,
        direction: entry.direction ?? inherited ?? directionOf(language),
        about: entry.about,
        kind: entry.kind,
        image,
      }),
    )
  }
  return sections
}

async function sectionImage(
  { image }: SectionEntry,
  folder: string,
  images: ImagePress,
): Promise<Figure | undefined> {
  if (image === undefined) return undefined
  const { source, alt = '', credit } = typeof image === 'string' ? { source: image } : image
  const base = `${pathToFileURL(folder).href}/`
  return images.press(defined<DraftFigure>({ source: new URL(source, base).href, alt, credit }))
}

/**
 * The publisher's choice, or the newest article with an image as the lead and the newest articles beside it. Posts of live
 * articles stand in no list.
 */
function frontOf(file: PublicationFile, live: ArticleRecord[], report: Report): string[] {
  if (file.front) {
    const named = new Map(live.map((article) => [article.id, article]))
    return file.front.filter((id) => {
      const article = named.get(id)
      if (article && isInLists(article)) return true
      const wrong = article
        ? `is a post of the live article ${article.partOf}, and posts stand in no list`
        : 'there is no such article'
      const remedy = article
        ? 'The front page leaves it out. Name the live article.'
        : 'The front page leaves it out. Check the id.'
      report.problem(new PressError(`front: ${id}`, wrong, { remedy }))
      return false
    })
  }
  const recent = live.filter(isInLists).slice(0, 20)
  const lead = recent.find(({ image }) => image !== undefined) ?? recent[0]
  if (!lead) return []
  return [lead, ...recent.filter((article) => article !== lead)].slice(0, 7).map(({ id }) => id)
}

function breakingOf(
  file: PublicationFile,
  live: ArticleRecord[],
  report: Report,
): Head['breaking'] {
  const { breaking } = file
  if (!breaking) return undefined
  const language = breaking.language ?? file.language
  const linked = live.some(({ id }) => id === breaking.article)
  if (breaking.article !== undefined && !linked) {
    report.problem(
      new PressError(`breaking.article: ${breaking.article}`, 'there is no such article', {
        remedy: 'The breaking news is published without a link. Check the id.',
      }),
    )
  }
  return defined<NonNullable<Head['breaking']>>({
    id: breaking.id,
    text: breaking.text,
    language,
    direction: breaking.direction ?? directionOf(language),
    article: linked ? breaking.article : undefined,
    published: instant(new Date(breaking.published)),
    expires: instant(new Date(breaking.expires)),
  })
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`
}
