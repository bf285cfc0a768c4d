import { join } from 'node:path'
import { openRoot } from '#bundle/head.ts'
import type { Publication } from '../files/publicationFile.ts'
import { readIfThere } from '../files/publicationFolder.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import {
  type RootFiles,
  readRootFiles,
  rootFolderOf,
  weaknessesOf,
  writeRootFiles,
} from './rootFiles.ts'

interface ProjectOptions {
  publication: Publication
  /** The folder that the publication is pressed into. */
  out: string
  key: PublisherKey
  report: Report
}

/**
 * Reads the root files of a project and checks that they are its own, that they name the key at hand, and that the published
 * folder has no others. A publication pressed by an earlier version has its root files in the published folder alone: they
 * are copied into the project. No root is ever made here, because readers would take it for an impostor's.
 * @throws PressError
 */
export async function openProjectRoots(options: ProjectOptions): Promise<RootFiles> {
  const { publication, out } = options
  const folder = rootFolderOf(publication, out)
  const held = await readRootFiles(folder)
  const roots = held ?? (await readRootFiles(join(out, 'root')))
  if (!roots) throw noRoots(options)
  checkOwn(roots, held ? folder : join(out, 'root'), options)
  if (held) await comparePublished(held, folder, out)
  else await takeOver(roots, folder, options)
  return roots
}

function noRoots({ publication, out }: ProjectOptions): PressError {
  const { file, folder } = publication
  const name = join(rootFolderOf(publication, out), '1.json')
  const address =
    file.url === undefined ? '' : `, or from ${file.url.replace(/\/*$/, '/')}root/1.json`
  return new PressError(name, 'the root of the publication is missing', {
    remedy: `If it has been published before, restore the folder "root" from your repository, a backup or a published copy${address}; it is public. If it is new, run \`longwave init ${folder}\`.`,
  })
}

/** Checks that the roots belong to this publication and that the newest one names the key at hand. */
function checkOwn(roots: RootFiles, folder: string, { publication, key }: ProjectOptions): void {
  const { file } = publication
  const { newest, fingerprint } = roots
  if (newest.id !== file.id) {
    throw new PressError(folder, `this folder holds another publication, ${newest.id}`, {
      remedy: 'Restore the id of the publication, or its own root files.',
      misuse: true,
    })
  }
  if (file.root !== undefined && file.root !== fingerprint) {
    throw new PressError(join(folder, '1.json'), 'is not the root that publication.json names', {
      remedy: `Its fingerprint is ${fingerprint}, and "root" in publication.json is ${file.root}. Restore the file that has this fingerprint: readers know the publication by it.`,
    })
  }
  if (!newest.roles.release.keyids.includes(key.signer.keyid)) {
    throw new PressError(
      join(folder, `${newest.version}.json`),
      `the publication is signed with another key than the one at hand (${shortKey(key.signer.keyid)})`,
      {
        remedy: `Name the file of key ${newest.roles.release.keyids.map(shortKey).join(' or ')} with --key. Readers accept no other key. A lost or stolen one is replaced with \`longwave rotate\`.`,
      },
    )
  }
}

/** The first digits of a key id, which are enough to tell the keys of a publisher apart. */
const shortKey = (keyid: string) => `${keyid.slice(0, 12)}…`

/** @throws PressError where the published folder has a root that the project has not */
async function comparePublished(roots: RootFiles, folder: string, out: string): Promise<void> {
  for (let number = 1; ; number++) {
    const name = `root/${number}.json`
    const published = await readIfThere(out, name)
    if (!published) return
    const own = roots.files[number - 1]
    if (own && Buffer.compare(own, published) === 0) continue
    const isRoot = await openRoot(published, roots.roots[number - 2]).then(
      () => true,
      () => false,
    )
    // A damaged file is written anew from the project.
    if (!isRoot) return
    if (!own) {
      throw new PressError(join(folder, `${number}.json`), 'is missing, but was published', {
        remedy: `Copy ${join(out, name)} there: the keys have been replaced since this copy of the project was made.`,
      })
    }
    throw new PressError(join(out, name), `differs from ${join(folder, `${number}.json`)}`, {
      remedy:
        'This folder was published under another identity, and its readers would take this one for an impostor. Restore the root files of this publication, or choose another folder with --out.',
    })
  }
}

async function takeOver(
  roots: RootFiles,
  folder: string,
  { publication, out, report }: ProjectOptions,
): Promise<void> {
  await writeRootFiles(folder, roots.files)
  report.note(
    `${folder}: taken over from ${join(out, 'root')}. These files are public and say who may sign, so they belong to the project: keep them with it.`,
  )
  if (!publication.quick && publication.file.root === undefined) {
    report.note(`Add this line to publication.json: "root": "${roots.fingerprint}",`)
  }
  for (const weakness of weaknessesOf(roots.newest)) report.note(weakness)
}
