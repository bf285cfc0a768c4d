import type { BundleRecord } from '#bundle/article.ts'
import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import {
  bundleName,
  decodeBundle,
  decodeCatalog,
  decodeFace,
  faceName,
} from '#bundle/decodeBundle.ts'
import { openHead, openRoot } from '#bundle/head.ts'
import { decodeTiles, TILE, treeName } from '#bundle/merkle.ts'
import {
  type BundleReference,
  type Face,
  type Head,
  namesFace,
  type Release,
  type Root,
  withFace,
} from '#bundle/release.ts'
import { PressError } from '../report/PressError.ts'
import { coverAll } from './rollUps.ts'

/** Reads a file of a publication by its name below the publication's folder or address. */
export type ReadFile = (name: string) => Promise<Bytes | undefined>

export interface Opened {
  root: Root
  release: Release
  /** The bytes of head.json, by which a run notices that another run has written meanwhile. */
  head: Bytes
  /** The bundles that the head and the catalog name, newest first. */
  bundles: BundleReference[]
}

/**
 * Opens a publication and checks every signature, from its first root on.
 * @param anyRoot accepts a head that an earlier root covers, as it is until the first edition after the keys were replaced.
 *   Only for a folder of the publisher's own: a host could show what a stolen key has signed.
 * @param anyFace goes on without a face that is missing or damaged, as if it named no sections. Only for a run of the press,
 *   which makes the face anew.
 * @returns undefined where there is none
 * @throws BundleError, PressError
 */
export async function openPublication(
  read: ReadFile,
  { anyRoot = false, anyFace = false } = {},
): Promise<Opened | undefined> {
  const head = await read('head.json')
  if (!head) return undefined
  const roots = await openEveryRoot(read)
  const root = roots.at(-1)!
  const opened = await (anyRoot
    ? openHeadUnder(head, roots).then(({ release }) => release)
    : openHead(head, root))
  const face = await readFace(opened, read).catch((error: unknown): Face => {
    if (anyFace && (error instanceof BundleError || error instanceof PressError)) return NO_FACE
    throw error
  })
  const release = withFace(opened, face)
  return {
    root,
    release,
    head,
    bundles: [...release.bundles, ...(await readCatalog(release, read))],
  }
}

const NO_FACE: Face = { sections: [], mirrors: [] }

/** @throws BundleError, PressError */
export async function readFace(head: Head, read: ReadFile): Promise<Face> {
  if (!namesFace(head)) return head.face as Face
  const name = faceName(head.face.digest)
  const bytes = await read(name)
  if (!bytes) throw missing(name)
  return decodeFace(bytes, head.face)
}

/**
 * @returns the newest root
 * @throws BundleError, PressError
 */
export async function openRoots(read: ReadFile): Promise<Root> {
  return (await openEveryRoot(read)).at(-1)!
}

/** @returns all roots of a publication, the newest last */
async function openEveryRoot(read: ReadFile): Promise<Root[]> {
  const roots: Root[] = []
  for (;;) {
    const name = `root/${roots.length + 1}.json`
    const bytes = await read(name)
    if (bytes) roots.push(await openRoot(bytes, roots.at(-1)))
    else if (roots.length > 0) return roots
    else throw missing(name)
  }
}

/**
 * Opens a head that any of the roots covers.
 * @returns the release, and the newest root that covers it
 * @throws BundleError
 */
export async function openHeadUnder(
  head: Bytes,
  roots: Root[],
): Promise<{ release: Head; by: Root }> {
  let reason: unknown
  for (const by of [...roots].reverse()) {
    try {
      return { release: await openHead(head, by), by }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error
      reason ??= error
    }
  }
  throw reason
}

/**
 * @returns the names of the files of the Merkle tree, the one that the head names first
 * @throws BundleError where that one is not what the head names, PressError
 */
export async function treeNames(state: Head['state'], read: ReadFile): Promise<string[]> {
  if (!('tree' in state)) return []
  const name = treeName(state.tree)
  if (state.articles <= TILE) return [name]
  const bytes = await read(name)
  if (!bytes) throw missing(name)
  const tiles = await decodeTiles(bytes, state)
  if (!tiles) throw new BundleError('wrong-digest', name)
  return [name, ...tiles.map(({ hash }) => treeName(hash))]
}

/** @throws BundleError, PressError */
export async function readCatalog(
  { catalog }: Pick<Head, 'catalog'>,
  read: ReadFile,
): Promise<BundleReference[]> {
  if (!catalog) return []
  const name = `catalog/${bundleName(catalog.digest)}`
  const bytes = await read(name)
  if (!bytes) throw missing(name)
  return decodeCatalog(bytes, catalog)
}

/**
 * The newest record of every article there ever was, withdrawn articles included.
 * @throws BundleError, PressError
 */
export async function readRecords(
  opened: Opened,
  read: ReadFile,
): Promise<Map<string, BundleRecord>> {
  const cover = coverAll(opened.bundles, opened.release.seq[1])
  if (!cover) {
    throw new PressError('head.json', 'the bundles it names do not reach back to the first run', {
      remedy: 'Restore the folder from its host or a backup.',
    })
  }
  const newest = new Map<string, BundleRecord>()
  for (const reference of cover) {
    const name = `bundles/${bundleName(reference.digest)}`
    const bytes = await read(name)
    if (!bytes) throw missing(name)
    const { records, skipped } = await decodeBundle(bytes, reference)
    // What rules 2 no longer take (a date that does not exist) comes again from its source, or is gone.
    if (skipped[0] && opened.release.minReader > 1) throw skipped[0]
    for (const record of records) {
      const held = newest.get(record.id)
      if (!held || record.seq > held.seq) newest.set(record.id, record)
    }
  }
  return newest
}

export function missing(name: string): PressError {
  return new PressError(name, 'the file is missing', {
    remedy: 'Restore it from the host or a backup.',
  })
}
