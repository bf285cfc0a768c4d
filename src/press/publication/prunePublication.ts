import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FILE_LIST, type OwnFiles } from '../files/ownFiles.ts'
import type { Report } from '../report/Report.ts'
import { findState } from './mendFiles.ts'
import {
  bundleFilesOf,
  DIGEST_FOLDERS,
  DIGEST_NAME,
  type Edition,
  mediaFilesOf,
  treeFilesOf,
} from './namedFiles.ts'
import { readFromFolder } from './readFile.ts'

/** Names of files that a killed run has left unfinished (publicationFolder.ts), with the name they were to have. */
const UNFINISHED = /^(.+)\.[0-9a-f]{12}\.tmp$/

/**
 * Deletes the files that neither this release nor the release before names (a reader in the middle of a sync may still
 * hold the release before), and the unfinished files of a killed run. Files that the press did not write stay.
 */
export async function prunePublication(
  own: OwnFiles,
  now: Edition,
  before: Edition | undefined,
  report: Pick<Report, 'note'>,
): Promise<void> {
  const { folder } = own
  const read = readFromFolder(folder)
  const named = new Set<string>()
  for (const edition of before ? [now, before] : [now]) {
    for (const name of bundleFilesOf(edition)) named.add(name)
    for (const name of mediaFilesOf(edition)) named.add(name)
    for (const name of await treeFilesOf(edition.release, read)) named.add(name)
  }
  for (const part of ['', 'root/', ...DIGEST_FOLDERS.map((name) => `${name}/`)]) {
    for (const file of await readdir(join(folder, part)).catch(() => [])) {
      const name = part + file
      const finished = UNFINISHED.exec(name)?.[1]
      if (finished !== undefined && isOwnName(finished, own)) {
        await rm(join(folder, name), { force: true })
      }
      if (!DIGEST_NAME.test(name) || named.has(name)) continue
      // A file is known by the digest in its name only where its bytes have that digest.
      if ((await findState(folder, name)) === 'whole') await rm(join(folder, name), { force: true })
      else report.note(`${name}: its bytes are not what its name says. It is left alone.`)
    }
  }
}

function isOwnName(name: string, own: OwnFiles): boolean {
  return (
    name === 'head.json' ||
    name === FILE_LIST ||
    /^root\/\d+\.json$/.test(name) ||
    DIGEST_NAME.test(name) ||
    own.isListed(name)
  )
}
