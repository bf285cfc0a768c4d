import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { defined } from '#bundle/defined.ts'
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
import { checkPlace, isSameOrBelow, realPath } from '../publication/checkPlace.ts'
import { openFolder } from '../publication/openFolder.ts'
import {
  type PressOptions,
  type PressResult,
  pressPublication,
} from '../publication/pressPublication.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

export interface PressFlags {
  out?: string
  key?: string
  title?: string
  language?: string
  first?: boolean
  allowWithdrawals?: boolean
}

/** A publication, the folder it goes into, and where its project keeps the state and the roots. */
type Work = Pick<PressOptions, 'publication' | 'out' | 'state' | 'rootFolder'>

/** `longwave press`: presses a publication file, or sources with a title. */
export async function press(
  inputs: string[],
  flags: PressFlags,
  report: Report,
): Promise<PressResult & { out: string }> {
  const work = await workOf(inputs, flags)
  const pressed = await pressInto(work, flags, report)
  return { ...pressed, out: work.out }
}

/** @param stageSite puts a site around the publication */
export async function pressInto(
  work: Work,
  { key: keyPath, first = false, allowWithdrawals = false }: PressFlags,
  report: Report,
  stageSite?: NonNullable<PressOptions['stageSite']>,
): Promise<PressResult> {
  const { publication, out } = work
  // The option --key is relative to the current folder, the field "key" to the folder of its file.
  const path = resolve(
    keyPath ?? resolve(publication.folder, publication.file.key ?? 'longwave.key.json'),
  )
  if (isSameOrBelow(await realPath(path), await realPath(out))) {
    throw new PressError(path, 'the secret key would lie in the folder that is published', {
      remedy: 'Keep the key in another folder and name its file with --key.',
      misuse: true,
    })
  }
  // A run that is refused leaves no new key behind.
  await checkPlace(publication, out, { hasPages: stageSite !== undefined })
  await openFolder(out, publication.file.id, report)
  const rootFolder = work.rootFolder ?? join(publication.folder, 'root')
  const key = await keyAt(path, [join(out, 'head.json'), join(rootFolder, '1.json')], report)
  return pressPublication(
    defined<PressOptions>({
      ...work,
      key,
      report,
      now: new Date(),
      first,
      allowWithdrawals,
      stageSite,
    }),
  )
}

/** @param signed files that are there only where a key has signed for this publication already */
async function keyAt(path: string, signed: string[], report: Report): Promise<PublisherKey> {
  const held = await readSecretKey(path)
  if (held) {
    if (await isReadableByOthers(path)) {
      report.note(`${path}: others on this machine can read the secret key. Run: chmod 600 ${path}`)
    }
    return held
  }
  for (const file of signed) {
    if (!(await stat(file).catch(() => undefined))) continue
    throw new PressError(path, `there is no key here, but this publication was signed (${file})`, {
      remedy: 'Name the key with --key. Readers accept no other key.',
    })
  }
  const key = await createSecretKey(path)
  report.note(
    `${path}: a new key, which signs your editions. Back it up, and keep it off the host.`,
  )
  return key
}

/** Reads the arguments as a publication file, or as sources with --title. */
async function workOf(inputs: string[], { title, language, out }: PressFlags): Promise<Work> {
  const [only] = inputs
  if (
    title === undefined &&
    inputs.length === 1 &&
    only!.endsWith('.json') &&
    !/^https?:/.test(only!)
  ) {
    const publication = await readPublicationFile(only!)
    return { publication, out: resolve(out ?? join(publication.folder, 'out')) }
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
  // The key and what else belongs to the publication are written beside the published folder, never into it.
  const path = resolve(out)
  const publication: Publication = {
    file: { ...file, key: `${path}.key.json` },
    folder: dirname(path),
  }
  return { publication, out: path, state: `${path}.state.json`, rootFolder: `${path}.root` }
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
