import { stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { articleId } from '../article/articleId.ts'
import { languageTag } from '../article/language.ts'
import {
  checkPublicationFile,
  type Publication,
  readPublicationFile,
} from '../files/publicationFile.ts'
import {
  createSecretKey,
  isReadableByOthers,
  type PublisherKey,
  readSecretKey,
} from '../files/secretKeyFile.ts'
import { type PressResult, pressPublication } from '../publication/pressPublication.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

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
  const publication = await publicationOf(inputs, flags)
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
  // The option --key is relative to the current folder, the field "key" to the folder of its file.
  const path = resolve(
    keyPath ?? resolve(publication.folder, publication.file.key ?? 'longwave.key.json'),
  )
  if (isBelow(path, out)) {
    throw new PressError(path, 'the secret key would lie in the folder that is published', {
      remedy: 'Keep the key in another folder and name its file with --key.',
      misuse: true,
    })
  }
  const key = await keyAt(path, out, report)
  return pressPublication({ publication, out, key, report, now: new Date() })
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

async function keyAt(path: string, out: string, report: Report): Promise<PublisherKey> {
  const held = await readSecretKey(path)
  if (held) {
    if (await isReadableByOthers(path)) {
      report.note(`${path}: others on this machine can read the secret key. Run: chmod 600 ${path}`)
    }
    return held
  }
  if (await stat(join(out, 'head.json')).catch(() => undefined)) {
    throw new PressError(
      path,
      'there is no key here, but the publication in the folder was signed with a key',
      {
        remedy: 'Name the key with --key. Readers accept no other key.',
      },
    )
  }
  const key = await createSecretKey(path)
  report.note(
    `${path}: a new key, which signs your editions. Back it up, and keep it off the host.`,
  )
  return key
}

/** Reads the arguments as a publication file, or as sources with --title. */
async function publicationOf(
  inputs: string[],
  { title, language, out }: PressFlags,
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
      id: articleId(title),
      title,
      language: tag,
      sections: [{ id: 'latest', title: 'Latest', sources }],
    },
    'press',
  )
  // The key is written beside the published folder, never into it.
  return { file: { ...file, key: `${resolve(out)}.key.json` }, folder: dirname(resolve(out)) }
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
