import type { BundleRecord, Digest } from './article.ts'
import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { sha256 } from './digest.ts'
import { inflate } from './inflate.ts'
import { LIMITS } from './limits.ts'
import { parseJson } from './parseJson.ts'
import type { BundleReference, FileReference } from './release.ts'
import { checkBundleReference, checkRecord } from './validate.ts'

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

/**
 * Checks the length and digest of a bundle, unpacks it to the signed size and reads it line by line. A record that this
 * reader cannot take is left out and its error is in `skipped`; a fault of the file itself throws.
 * @throws BundleError
 */
export async function decodeBundle(
  bytes: Bytes,
  reference: BundleReference,
): Promise<{ records: BundleRecord[]; skipped: BundleError[] }> {
  const where = `bundles/${bundleName(reference.digest)}`
  const records = new Map<string, BundleRecord>()
  const skipped: BundleError[] = []
  for await (const { line, at } of lines(bytes, reference, where)) {
    try {
      if (line.length > LIMITS.record) throw new BundleError('too-long', at)
      const record = checkRecord(parseJson(line, at), at)
      if (record.seq < reference.seq[0] || record.seq > reference.seq[1]) {
        throw new BundleError('wrong-shape', `${at}.seq`)
      }
      const earlier = records.get(record.id)
      if (!earlier || record.seq >= earlier.seq) records.set(record.id, record)
    } catch (error) {
      if (!(error instanceof BundleError)) throw error
      skipped.push(error)
    }
  }
  return { records: [...records.values()], skipped }
}

/** @throws BundleError on the first line that is not a bundle reference */
export async function decodeCatalog(
  bytes: Bytes,
  reference: FileReference,
): Promise<BundleReference[]> {
  const references: BundleReference[] = []
  const where = `catalog/${bundleName(reference.digest)}`
  for await (const { line, at } of lines(bytes, reference, where)) {
    references.push(checkBundleReference(parseJson(line, at), at))
  }
  return references
}

const NEWLINE = 0x0a

async function* lines(bytes: Bytes, reference: FileReference, where: string) {
  await checkFile(bytes, reference, where)
  const raw = await inflate(bytes, reference.raw, where)
  let number = 0
  for (let start = 0; start < raw.length; ) {
    let end = raw.indexOf(NEWLINE, start)
    if (end === -1) end = raw.length
    number++
    if (end > start) yield { line: raw.subarray(start, end), at: `${where}:${number}` }
    start = end + 1
  }
}
