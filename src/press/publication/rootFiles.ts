import { join } from 'node:path'
import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import { sha256 } from '#bundle/digest.ts'
import { explain } from '#bundle/explain.ts'
import { openRoot } from '#bundle/head.ts'
import type { Role, Root } from '#bundle/release.ts'
import type { Publication } from '../files/publicationFile.ts'
import { readIfThere, writeChanged } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import type { ReadFile } from './openPublication.ts'

/** The files root/1.json, root/2.json … of a publication, in order. They are public, and belong to the project. */
export interface RootFiles {
  files: Bytes[]
  /** The content of each file. */
  roots: Root[]
  newest: Root
  /** SHA-256 of root/1.json: the identity of the publication. */
  fingerprint: string
}

/** The name of a root file in a published folder. */
export function rootName(version: number): string {
  return `root/${version}.json`
}

/**
 * The folder with the root files of the project. Without a publication file it lies beside the published folder, because
 * there is no project.
 */
export function rootFolderOf({ folder, quick }: Publication, out: string): string {
  return quick ? `${out}.root` : join(folder, 'root')
}

/**
 * Reads numbered root files and checks that each is signed by the one before.
 * @param folder holds the files 1.json, 2.json …
 * @returns undefined where there is none
 * @throws PressError
 */
export async function readRootFiles(folder: string): Promise<RootFiles | undefined> {
  const files: Bytes[] = []
  const roots: Root[] = []
  for (;;) {
    const name = `${roots.length + 1}.json`
    const bytes = await readIfThere(folder, name)
    const newest = roots.at(-1)
    if (!bytes) {
      if (!newest) return undefined
      return { files, roots, newest, fingerprint: await sha256(files[0]!) }
    }
    roots.push(
      await openRoot(bytes, newest).catch((cause: unknown) => {
        if (!(cause instanceof BundleError)) throw cause
        throw new PressError(join(folder, name), `cannot be used (${explain(cause)})`, {
          remedy: 'Restore this file from your repository, a backup or the host. It is public.',
          cause,
        })
      }),
    )
    files.push(bytes)
  }
}

/**
 * Writes root files into a published folder, or into the folder of a project. The first one is written last: a folder that
 * has it has all, also when a run is killed.
 */
export async function writeRootFiles(folder: string, files: Bytes[]): Promise<void> {
  for (const [index, bytes] of [...files.entries()].reverse()) {
    await writeChanged(folder, `${index + 1}.json`, bytes)
  }
}

/** Reads a published folder as if it had the root files of the project, whether or not they are in it yet. */
export function readUnderRoots(read: ReadFile, { files }: RootFiles): ReadFile {
  return async (name) => {
    const number = /^root\/(\d+)\.json$/.exec(name)?.[1]
    return number === undefined ? read(name) : files[Number(number) - 1]
  }
}

/** Says which loss of a key would be the end of the publication, as sentences. */
export function weaknessesOf({ roles: { root, release } }: Root): string[] {
  const weaknesses: string[] = []
  if (root.threshold > 1 && root.threshold === root.keyids.length) {
    weaknesses.push(
      `All ${root.threshold} root keys are needed, so the loss of one of them is the end: no key could be replaced any more. Name more keys than must sign.`,
    )
  }
  if (root.threshold === 1 && isSameRole(root, release)) {
    weaknesses.push(
      'One key signs both editions and roots, so a thief of this key becomes the publisher for good. Give the root a key of its own, which is kept offline (`longwave rotate --root`).',
    )
  }
  return weaknesses
}

function isSameRole(root: Role, release: Role): boolean {
  return root.keyids.some((keyid) => release.keyids.includes(keyid))
}
