import { createHash } from 'node:crypto'
import { type BundleRecord, type Digest, isWithdrawal } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import { audioName } from '#bundle/audioName.ts'
import type { Bytes } from '#bundle/base64.ts'
import { bundleName, faceName } from '#bundle/decodeBundle.ts'
import { imagesOf } from '#bundle/figures.ts'
import { imageName } from '#bundle/images.ts'
import { isTreeFile, treeName } from '#bundle/merkle.ts'
import type { BundleReference, Release } from '#bundle/release.ts'
import { type ReadFile, treeNames } from './openPublication.ts'

export interface Edition {
  release: Release
  bundles: BundleReference[]
  records: BundleRecord[]
}

/** The folders whose files are named by their digests. */
export const DIGEST_FOLDERS = ['bundles', 'catalog', 'images', 'audio', 'face', 'tree'] as const

/** A name like `images/<digest>.webp`. */
export const DIGEST_NAME = new RegExp(`^(?:${DIGEST_FOLDERS.join('|')})/([0-9a-f]{64})\\.\\w+$`)

export function digestOf(bytes: Uint8Array): Digest {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Whether bytes have the digest in their name; the files of a Merkle tree are named by a tree hash. */
export async function isAsNamed(name: string, bytes: Bytes): Promise<boolean> {
  const digest = DIGEST_NAME.exec(name)?.[1]
  if (digest === undefined) return false
  return name.startsWith('tree/') ? isTreeFile(bytes, digest) : digestOf(bytes) === digest
}

/** The names of the bundles, the catalog and the face of an edition. */
export function bundleFilesOf({ release, bundles }: Omit<Edition, 'records'>): Set<string> {
  const names = new Set(bundles.map(({ digest }) => `bundles/${bundleName(digest)}`))
  if (release.catalog) names.add(`catalog/${bundleName(release.catalog.digest)}`)
  if (release.face) names.add(faceName(release.face.digest))
  return names
}

/**
 * The names of the files of the Merkle tree of an edition. Only the first one is known where that file is missing or
 * damaged.
 */
export async function treeFilesOf({ state }: Release, read: ReadFile): Promise<string[]> {
  if (!('tree' in state)) return []
  return treeNames(state, read).catch(() => [treeName(state.tree)])
}

/** The names of the images and the audio of an edition. */
export function mediaFilesOf({ release, records }: Omit<Edition, 'bundles'>): Set<string> {
  const names = new Set<string>()
  const images = records.flatMap((record) => (isWithdrawal(record) ? [] : imagesOf(record)))
  for (const { image } of release.sections) if (image) images.push(image.image)
  for (const { sources } of images) {
    for (const source of sources) names.add(`images/${imageName(source)}`)
  }
  for (const record of records) {
    const audios = isWithdrawal(record) ? [] : audiosOf(record.body)
    for (const audio of audios) names.add(`audio/${audioName(audio)}`)
  }
  return names
}
