import { pathToFileURL } from 'node:url'
import type { ArticleRecord, Figure } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import {
  type BundleReference,
  FORMAT,
  type Release,
  type Root,
  type Section,
} from '#bundle/release.ts'
import { stateOf } from '#bundle/state.ts'
import { DAY, instant } from '../article/dates.ts'
import type { DraftFigure } from '../article/draft.ts'
import { directionOf } from '../article/language.ts'
import type { Publication, PublicationFile, SectionEntry } from '../files/publicationFile.ts'
import type { ImagePress } from '../media/pressImages.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

interface ReleaseParts {
  file: PublicationFile
  root: Root
  version: number
  sections: Section[]
  /** The live articles, newest first. */
  live: ArticleRecord[]
  /** The bundles that the head names itself. */
  bundles: BundleReference[]
  /** The file that names the other bundles, where there are more than the head names. */
  catalog: Release['catalog']
  /** The newest run that wrote a record. */
  lastRun: number
  report: Report
  now: Date
}

/** The content of head.json. A front page or breaking news that names no live article is reported and left out. */
export async function composeRelease(parts: ReleaseParts): Promise<Release> {
  const { file, root, version, sections, live, bundles, catalog, lastRun, report, now } = parts
  return defined<Release>({
    format: FORMAT,
    id: file.id,
    title: file.title,
    description: file.description,
    language: file.language,
    direction: file.direction ?? directionOf(file.language),
    version,
    published: instant(now),
    expires: instant(new Date(now.getTime() + (file.expiresAfterDays ?? 14) * DAY)),
    root: root.version,
    sections,
    front: frontOf(file, live, report),
    breaking: breakingOf(file, live, report),
    seq: [1, lastRun],
    bundles,
    catalog,
    mirrors: (file.mirrors ?? []).map(withSlash),
    state: await stateOf(live),
    minReader: 1,
  })
}

/** The sections as a release names them, with their images pressed. */
export async function pressSections(
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

/** The publisher's choice, or the newest article with an image as the lead and the newest articles beside it. */
function frontOf(file: PublicationFile, live: ArticleRecord[], report: Report): string[] {
  if (file.front) {
    const ids = new Set(live.map(({ id }) => id))
    return file.front.filter((id) => {
      if (ids.has(id)) return true
      report.problem(
        new PressError(`front: ${id}`, 'there is no such article', {
          remedy: 'The front page leaves it out. Check the id.',
        }),
      )
      return false
    })
  }
  const recent = live.slice(0, 20)
  const lead = recent.find(({ image }) => image !== undefined) ?? recent[0]
  if (!lead) return []
  return [lead, ...recent.filter((article) => article !== lead)].slice(0, 7).map(({ id }) => id)
}

function breakingOf(
  file: PublicationFile,
  live: ArticleRecord[],
  report: Report,
): Release['breaking'] {
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
  return defined<NonNullable<Release['breaking']>>({
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
