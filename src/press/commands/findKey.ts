import { join, resolve } from 'node:path'
import { keyFile } from '../files/keysFolder.ts'
import type { Publication } from '../files/publicationFile.ts'
import { keepOutOfPublished, secretKeysIn } from '../files/publishedFolders.ts'
import {
  isReadableByOthers,
  type PublisherKey,
  parseSecretKey,
  readSecretKey,
} from '../files/secretKeyFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

interface KeyOptions {
  publication: Publication
  /** Folders that are published: no key is taken from them. */
  published: string[]
  /** The option --key, relative to the current folder. */
  flag: string | undefined
  report: Report
}

/**
 * Finds the key that signs editions. The first of these counts: --key, the variable LONGWAVE_KEY, `key` in publication.json,
 * the folder for keys, and the place where earlier versions kept it.
 * @throws PressError where there is none, or where it lies in a folder that is published
 */
export async function findKey(options: KeyOptions): Promise<PublisherKey> {
  const { publication, flag } = options
  const { file, folder } = publication
  if (flag !== undefined) return namedKey(resolve(flag), options)
  const given = process.env.LONGWAVE_KEY
  if (given) return parseSecretKey(given, 'LONGWAVE_KEY')
  if (file.key !== undefined) return namedKey(resolve(folder, file.key), options)
  const place = keyFile(file.id, 'release')
  const held = await keyAt(place, options)
  if (held) return held
  const former = formerKeyFile(options)
  const old = await keyAt(former, options)
  if (!old) throw noKey(place, given, publication)
  options.report.note(
    `${former}: the secret key lies where it is easily published with other files. Move it to ${place}, where the press finds it.`,
  )
  return old
}

/** The place in which earlier versions kept the key. */
export function formerKeyFile({
  publication: { folder, quick },
  published: [out = ''],
}: Pick<KeyOptions, 'publication' | 'published'>): string {
  return quick ? `${out}.key.json` : join(folder, 'longwave.key.json')
}

/** Names that the press gives to pages, bundles and images. There may be tens of thousands, and no key is saved under them. */
const PRESSED = /^(?:index\.html|[0-9a-f]{64}\.\w+)$/

/** @throws PressError where a secret key lies in a folder that is published */
export async function refusePublishedKeys(out: string): Promise<void> {
  const [name] = await secretKeysIn(out, PRESSED)
  if (name === undefined) return
  throw new PressError(join(out, name), 'a secret key lies in the folder that is published', {
    remedy:
      'Move it out. If the folder has been on a host, take the key as stolen and replace it with `longwave rotate`.',
  })
}

async function namedKey(path: string, options: KeyOptions): Promise<PublisherKey> {
  const key = await keyAt(path, options)
  if (key) return key
  throw new PressError(path, 'there is no key here', {
    remedy: `Correct the path, or restore the key from your backup: readers accept no other. For a new publication run \`longwave init ${options.publication.folder}\`.`,
  })
}

async function keyAt(path: string, { published, report }: KeyOptions) {
  await keepOutOfPublished(path, published)
  const key = await readSecretKey(path)
  if (key && (await isReadableByOthers(path))) {
    report.note(`${path}: others on this machine can read the secret key. Run: chmod 600 ${path}`)
  }
  return key
}

function noKey(
  place: string,
  given: string | undefined,
  { file, folder }: Publication,
): PressError {
  const empty = given === '' ? ', and LONGWAVE_KEY is empty' : ''
  return new PressError(place, `there is no key for ${file.id} here${empty}`, {
    remedy: `Name its file with --key, or put its content into LONGWAVE_KEY: readers accept no other key. For a new publication run \`longwave init ${folder}\`.`,
  })
}
