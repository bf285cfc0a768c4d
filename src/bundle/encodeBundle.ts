import type { BundleRecord } from './article.ts'
import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { sha256 } from './digest.ts'
import { LIMITS } from './limits.ts'
import type { BundleReference, CatalogLine, Face, FileReference } from './release.ts'
import { checkFace, checkRecord } from './validate.ts'

/** Packs bytes into one gzip member without a time stamp: the same bytes for the same input. */
export type Gzip = (raw: Bytes) => Promise<Bytes>

const encoder = new TextEncoder()

/**
 * Writes a record as one line. The Merkle tree hashes these bytes, so the fields of `checkRecord` keep their order in
 * every version of this code: the line of a record is the same in every bundle that ever holds it.
 * @throws BundleError for a record that readers would refuse
 */
export function lineOf(record: BundleRecord, where: string): string {
  return JSON.stringify(checkRecord(record, where))
}

/**
 * Writes records into as few bundles as LIMITS.bundleTarget allows, in the order given. (Newest first serves a reader who
 * waits for the first bundle.)
 * @throws BundleError for a record that readers would refuse
 */
export async function encodeBundles(
  records: BundleRecord[],
  seq: [number, number],
  gzip: Gzip,
): Promise<{ reference: BundleReference; bytes: Bytes }[]> {
  const bundles: { reference: BundleReference; bytes: Bytes }[] = []
  let lines: Bytes[] = []
  let size = 0
  const close = async () => {
    const { reference, bytes } = await pack(lines, size, gzip)
    bundles.push({ reference: { seq, articles: lines.length, ...reference }, bytes })
    lines = []
    size = 0
  }
  for (const record of records) {
    const where = `record ${record.id}`
    const line = encoder.encode(`${lineOf(record, where)}\n`)
    if (line.length > LIMITS.record) throw new BundleError('too-long', where)
    if (lines.length > 0 && size + line.length > LIMITS.bundleTarget) await close()
    lines.push(line)
    size += line.length
  }
  if (lines.length > 0) await close()
  return bundles
}

export async function encodeCatalog(
  references: CatalogLine[],
  gzip: Gzip,
): Promise<{ reference: FileReference; bytes: Bytes }> {
  const lines = references.map((reference) => encoder.encode(`${JSON.stringify(reference)}\n`))
  return pack(
    lines,
    lines.reduce((total, line) => total + line.length, 0),
    gzip,
  )
}

/** @throws BundleError for a face that readers would refuse */
export async function encodeFace(
  face: Face,
  gzip: Gzip,
): Promise<{ reference: FileReference; bytes: Bytes }> {
  const line = encoder.encode(`${JSON.stringify(checkFace(face, 'face'))}\n`)
  return pack([line], line.length, gzip)
}

async function pack(lines: Bytes[], size: number, gzip: Gzip) {
  const raw = new Uint8Array(size)
  let at = 0
  for (const line of lines) {
    raw.set(line, at)
    at += line.length
  }
  const bytes = await gzip(raw)
  return { reference: { digest: await sha256(bytes), length: bytes.length, raw: size }, bytes }
}
