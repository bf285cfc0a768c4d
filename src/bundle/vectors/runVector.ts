import type { Audio, BundleRecord, Digest, ImageSource } from '../article.ts'
import { BundleError, type BundleErrorCode } from '../BundleError.ts'
import { type Bytes, toHex } from '../base64.ts'
import { checkAudio } from '../checkAudio.ts'
import { checkImage } from '../checkImage.ts'
import { decodeBundle, decodeCatalog, decodeFace } from '../decodeBundle.ts'
import { openHead, openRoot } from '../head.ts'
import { decodeLeaves, decodeTiles, type Tile } from '../merkle.ts'
import { decodeProven } from '../proven.ts'
import type { BundleReference, Face, FileReference, Root, State } from '../release.ts'

/** A file, what it is read as, and the outcome that every implementation must arrive at. */
export type Vector = VectorInput & {
  name: string
  /** The rule it shows, in words. */
  about: string
  expect: Outcome
}

export type VectorInput =
  /** `after`: the roots opened before, from number 1 on. */
  | { reads: 'root'; file: string; after: string[] }
  /** `roots`: all of them, from number 1 on. `floor`: the lowest release version still accepted. */
  | { reads: 'head'; file: string; roots: string[]; floor: number }
  | { reads: 'bundle'; file: string; reference: BundleReference }
  | { reads: 'catalog'; file: string; reference: FileReference }
  | { reads: 'face'; file: string; reference: FileReference }
  | { reads: 'tiles'; file: string; state: State }
  | { reads: 'leaves'; file: string; tile: { hash: Digest; leaves: number } }
  /** A file of proven records. */
  | { reads: 'proven'; file: string }
  | { reads: 'image'; file: string; source: ImageSource }
  | { reads: 'audio'; file: string; audio: Audio }

export type Outcome =
  | { error: BundleErrorCode }
  | { id: string; version: number }
  /** The records that are shelved, whole, and the codes of the lines that are left out. */
  | { records: BundleRecord[]; skipped: BundleErrorCode[] }
  | { bundles: BundleReference[] }
  | { face: Face }
  | { tiles: Tile[] }
  | { leaves: Digest[] }
  | {
      fingerprint: Digest
      heads: { version: number; records: BundleRecord[] }[]
      /** The codes of the records that are left out. */
      skipped: BundleErrorCode[]
    }
  | { length: number }

/** @param read a file of this folder, by the name the vector gives */
export async function runVector(
  vector: VectorInput,
  read: (name: string) => Promise<Bytes>,
): Promise<Outcome> {
  try {
    const bytes = await read(vector.file)
    switch (vector.reads) {
      case 'root': {
        const { id, version } = await openRoot(bytes, await openRoots(vector.after, read))
        return { id, version }
      }
      case 'head': {
        const root = (await openRoots(vector.roots, read))!
        const { id, version } = await openHead(bytes, root, vector.floor)
        return { id, version }
      }
      case 'bundle': {
        const { records, skipped } = await decodeBundle(bytes, vector.reference)
        return { records, skipped: skipped.map(({ code }) => code) }
      }
      case 'catalog':
        return { bundles: await decodeCatalog(bytes, vector.reference) }
      case 'face':
        return { face: await decodeFace(bytes, vector.reference) }
      case 'tiles': {
        const tiles = await decodeTiles(bytes, vector.state)
        return tiles ? { tiles } : { error: 'wrong-digest' }
      }
      case 'leaves': {
        const leaves = await decodeLeaves(bytes, vector.tile)
        return leaves ? { leaves: leaves.map(toHex) } : { error: 'wrong-digest' }
      }
      case 'proven': {
        const { fingerprint, heads, skipped } = await decodeProven(bytes, vector.file)
        return {
          fingerprint,
          heads: heads.map(({ head, records }) => ({ version: head.version, records })),
          skipped: skipped.map(({ code }) => code),
        }
      }
      case 'image':
        await checkImage(bytes, vector.source)
        return { length: bytes.length }
      case 'audio':
        await checkAudio(bytes, vector.audio)
        return { length: bytes.length }
    }
  } catch (error) {
    if (error instanceof BundleError) return { error: error.code }
    throw error
  }
}

async function openRoots(
  files: string[],
  read: (name: string) => Promise<Bytes>,
): Promise<Root | undefined> {
  let root: Root | undefined
  for (const file of files) root = await openRoot(await read(file), root)
  return root
}
