import { dirname, join, resolve } from 'node:path'
import { defined } from '#bundle/defined.ts'
import { articleId } from '../article/articleId.ts'
import { languageTag } from '../article/language.ts'
import {
  checkPublicationFile,
  type Publication,
  readPublicationFile,
} from '../files/publicationFile.ts'
import { checkPlace } from '../publication/checkPlace.ts'
import { openFolder } from '../publication/openFolder.ts'
import {
  type PressOptions,
  type PressResult,
  pressPublication,
} from '../publication/pressPublication.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { findKey, refusePublishedKeys } from './findKey.ts'
import { identifyQuick } from './identifyQuick.ts'

export interface PressFlags {
  out?: string
  key?: string
  title?: string
  language?: string
  first?: boolean
  allowWithdrawals?: boolean
}

/** `longwave press`: presses a publication file, or sources with a title. */
export async function press(
  inputs: string[],
  flags: PressFlags,
  report: Report,
): Promise<PressResult & { out: string }> {
  const publication = await publicationOf(inputs, flags, report)
  const out = resolve(flags.out ?? join(publication.folder, 'out'))
  const pressed = await pressInto(publication, out, flags, report)
  return { ...pressed, out }
}

/** @param site what puts a site around the publication, and the build of the app in it */
export async function pressInto(
  publication: Publication,
  out: string,
  { key: flag, first, allowWithdrawals }: PressFlags,
  report: Report,
  site: Pick<PressOptions, 'stageSite' | 'build'> = {},
): Promise<PressResult> {
  await refusePublishedKeys(out)
  const key = await findKey({ publication, published: [out], flag, report })
  return pressPublication(
    defined<PressOptions>({
      publication,
      out,
      key,
      report,
      now: new Date(),
      first,
      allowWithdrawals,
      ...site,
    }),
  )
}

/** Reads the arguments as a publication file, or as sources with --title. */
async function publicationOf(
  inputs: string[],
  flags: PressFlags,
  report: Report,
): Promise<Publication> {
  const { title, language, out } = flags
  const [only] = inputs
  if (
    title === undefined &&
    inputs.length === 1 &&
    only!.endsWith('.json') &&
    !/^https?:/.test(only!)
  ) {
    return readPublicationFile(only!)
  }
  if (title === undefined || out === undefined) {
    throw new PressError(title === undefined ? '--title' : '--out', 'is missing', {
      remedy:
        'Pressing sources without a publication file needs --title and --out. See `longwave press --help`.',
      misuse: true,
    })
  }
  const sources = inputs.map((input) => (/^https?:/.test(input) ? input : resolve(input)))
  if (title.trim() === '' || title.length > 300) {
    throw new PressError('--title', 'is empty or longer than 300 characters', {
      remedy: 'Give a title of 1 to 300 characters.',
      misuse: true,
    })
  }
  const tag = language === undefined ? 'en' : languageTag(language)
  if (tag === undefined) {
    throw new PressError(`--language ${language}`, 'is not a language tag', {
      remedy: 'Write it like en, fa or zh-Hans.',
      misuse: true,
    })
  }
  const folder = resolve(out)
  const sections = [{ id: 'latest', title: 'Latest', sources }]
  const publicationWith = (id: string): Publication => ({
    file: checkPublicationFile({ id, title, language: tag, sections }, 'press'),
    folder: dirname(folder),
    quick: true,
  })
  const id = await identifyQuick({
    name: articleId(title),
    out: folder,
    key: flags.key,
    report,
    check: async (id) => {
      await checkPlace(publicationWith(id), folder, { hasPages: false })
      await openFolder(folder, id, report)
    },
  })
  return publicationWith(id)
}

export function summary({
  release,
  articles,
  added,
  changed,
  withdrawn,
  problems,
}: PressResult): string {
  const news = [
    added > 0 ? `${added} new` : '',
    changed > 0 ? `${changed} changed` : '',
    withdrawn > 0 ? `${withdrawn} withdrawn` : '',
  ].filter(Boolean)
  const left =
    problems === 0 ? '' : `, ${problems} ${problems === 1 ? 'problem' : 'problems'} reported above`
  return `${release.title}: edition ${release.version}, ${articles.length} ${articles.length === 1 ? 'article' : 'articles'} (${news.join(', ') || 'nothing new'})${left}`
}
