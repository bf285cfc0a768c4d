import type { BundleRecord, Digest } from './article.ts'
import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { sha256 } from './digest.ts'
import { inflate } from './inflate.ts'
import { LIMITS } from './limits.ts'
import { parseJson } from './parseJson.ts'
import type { BundleReference, Face, FileReference } from './release.ts'
import { checkBundleReference, checkFace, checkRecord } from './validate.ts'

/** @returns the file name of a bundle or catalog below its folder */
export function bundleName(digest: Digest): string {
  return `${digest}.lwb`
}

/** @throws BundleError `wrong-length`, `wrong-digest` */
export async function checkFile(
  bytes: Bytes,
  reference: { digest: Digest; length: number },
  where: string,
): Promise<void> {
  if (bytes.length !== reference.length) throw new BundleError('wrong-length', where)
  if ((await sha256(bytes)) !== reference.digest) throw new BundleError('wrong-digest', where)
}

export interface DecodedBundle {
  records: BundleRecord[]
  /** The line of each record as it stands in the bundle, by id: what the Merkle tree hashes. */
  lines: Map<string, Bytes>
  skipped: BundleError[]
}

/**
 * Checks the length and digest of a bundle, unpacks it to the signed size and reads it line by line. A record that this
 * reader cannot take is left out and its error is in `skipped`; a fault of the file itself throws.
 * @throws BundleError
 */
export async function decodeBundle(
  bytes: Bytes,
  reference: BundleReference,
): Promise<DecodedBundle> {
  const where = `bundles/${bundleName(reference.digest)}`
  const records = new Map<string, BundleRecord>()
  const lines = new Map<string, Bytes>()
  const skipped: BundleError[] = []
  for await (const { line, at } of linesOf(bytes, reference, where)) {
    try {
      if (line.length > LIMITS.record) throw new BundleError('too-long', at)
      const record = checkRecord(parseJson(line, at), at)
      if (record.seq < reference.seq[0] || record.seq > reference.seq[1]) {
        throw new BundleError('wrong-shape', `${at}.seq`)
      }
      const earlier = records.get(record.id)
      if (earlier && record.seq < earlier.seq) continue
      records.set(record.id, record)
      lines.set(record.id, line)
    } catch (error) {
      if (!(error instanceof BundleError)) throw error
      skipped.push(error)
    }
  }
  return { records: [...records.values()], lines, skipped }
}

/** @throws BundleError on the first line that is not a bundle reference */
export async function decodeCatalog(
  bytes: Bytes,
  reference: FileReference,
): Promise<BundleReference[]> {
  const references: BundleReference[] = []
  const where = `catalog/${bundleName(reference.digest)}`
  for await (const { line, at } of linesOf(bytes, reference, where)) {
    references.push(checkBundleReference(parseJson(line, at), at))
  }
  return references
}

/** @returns the name of the face file below the publication's folder */
export function faceName(digest: Digest): string {
  return `face/${bundleName(digest)}`
}

/** @throws BundleError */
export async function decodeFace(bytes: Bytes, reference: FileReference): Promise<Face> {
  const where = faceName(reference.digest)
  await checkFile(bytes, reference, where)
  return checkFace(parseJson(await inflate(bytes, reference.raw, where), where), where)
}

const NEWLINE = 0x0a

async function* linesOf(bytes: Bytes, reference: FileReference, where: string) {
  await checkFile(bytes, reference, where)
  yield* splitLines(await inflate(bytes, reference.raw, where), where)
}

/** Splits NDJSON into its lines. Empty ones are left out, but count for the numbers in `at`. */
export function* splitLines(raw: Bytes, where: string): Generator<{ line: Bytes; at: string }> {
  let number = 0
  for (let start = 0; start < raw.length; ) {
    let end = raw.indexOf(NEWLINE, start)
    if (end === -1) end = raw.length
    number++
    if (end > start) yield { line: raw.subarray(start, end), at: `${where}:${number}` }
    start = end + 1
  }
}
