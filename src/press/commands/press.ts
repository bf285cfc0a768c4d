import { dirname, join, resolve } from 'node:path'
import { articleId } from '../article/articleId.ts'
import { languageTag } from '../article/language.ts'
import {
  checkPublicationFile,
  type Publication,
  readPublicationFile,
} from '../files/publicationFile.ts'
import { type PressResult, pressPublication } from '../publication/pressPublication.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { findKey, refusePublishedKeys } from './findKey.ts'
import { identifyQuick } from './identifyQuick.ts'

export interface PressFlags {
  out?: string
  key?: string
  title?: string
  language?: string
}

/** `longwave press`: presses a publication file, or sources with a title. */
export async function press(
  inputs: string[],
  flags: PressFlags,
  report: Report,
): Promise<PressResult & { out: string }> {
  const publication = await publicationOf(inputs, flags, report)
  const out = resolve(flags.out ?? join(publication.folder, 'out'))
  const pressed = await pressInto(publication, out, flags.key, report)
  return { ...pressed, out }
}

export async function pressInto(
  publication: Publication,
  out: string,
  keyPath: string | undefined,
  report: Report,
): Promise<PressResult> {
  await refusePublishedKeys(out)
  const key = await findKey({ publication, published: [out], flag: keyPath, report })
  return pressPublication({ publication, out, key, report, now: new Date() })
}

/** Reads the arguments as a publication file, or as sources with --title. */
async function publicationOf(
  inputs: string[],
  { title, language, out, key }: PressFlags,
  report: Report,
): Promise<Publication> {
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
  const file = checkPublicationFile(
    {
      id: await identifyQuick({ name: articleId(title), out: resolve(out), key, report }),
      title,
      language: tag,
      sections: [{ id: 'latest', title: 'Latest', sources }],
    },
    'press',
  )
  return { file, folder: dirname(resolve(out)), quick: true }
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
