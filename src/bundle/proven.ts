import type { BundleRecord } from './article.ts'
import { BundleError } from './BundleError.ts'
import { type Bytes, toHex } from './base64.ts'
import { splitLines } from './decodeBundle.ts'
import { sha256 } from './digest.ts'
import type { Gzip } from './encodeBundle.ts'
import { openHead, openRoot } from './head.ts'
import { inflate } from './inflate.ts'
import { LIMITS } from './limits.ts'
import { followPath, hashesOf, leafOf, type TreeHash } from './merkle.ts'
import { parseJson } from './parseJson.ts'
import { FORMAT, type Head, type Root } from './release.ts'
import { fieldsOf, listOf, text, whole } from './validate/primitives.ts'
import { checkRecord } from './validate.ts'

/*
 * A file of proven records passes articles on, one or many, without the bundles that they came in. One gzip member of
 * NDJSON: roots, then a head, then records with their audit paths; other heads with their records may follow.
 */

/** A record with what proves that a release names it. */
export interface Proof {
  /** The line of the record as it stands in a bundle. */
  line: Bytes
  /** Its place among the live records of the release. */
  index: number
  /** From the leaf up. */
  path: TreeHash[]
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * @param roots the files root/1.json, root/2.json … up to the one that the newest head names
 * @param heads each the bytes of a head.json, with records of that release
 */
export function encodeProven(
  roots: Bytes[],
  heads: { head: Bytes; proofs: Proof[] }[],
  gzip: Gzip,
): Promise<Bytes> {
  const lines: unknown[] = [{ format: FORMAT, roots: roots.map((root) => decoder.decode(root)) }]
  for (const { head, proofs } of heads) {
    lines.push({ head: decoder.decode(head) })
    for (const { line, index, path } of proofs) {
      lines.push({ index, path: path.map(toHex), record: decoder.decode(line) })
    }
  }
  return gzip(encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))
}

export interface Proven {
  /** SHA-256 of the first root. The caller decides whether it trusts it. */
  fingerprint: string
  /** The last root of the file. */
  root: Root
  heads: { head: Head; records: BundleRecord[] }[]
  /** The errors of records that are left out: unreadable, or not part of their release. */
  skipped: BundleError[]
}

/**
 * Opens a file of proven records. What it holds is what the holder of the first root has signed at some time; it need not
 * be the newest release.
 * @throws BundleError where the file, a root or a head is faulty
 */
export async function decodeProven(bytes: Bytes, where: string): Promise<Proven> {
  if (bytes.length > LIMITS.proven) throw new BundleError('too-long', where)
  if (bytes.length < 18) throw new BundleError('not-gzip', where)
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true)
  if (size > LIMITS.provenRaw) throw new BundleError('too-long', where)
  const lines = splitLines(await inflate(bytes, size, where), where)
  const { value: first } = lines.next()
  if (!first) throw new BundleError('wrong-shape', where)
  const roots = await openRoots(parseJson(first.line, first.at), first.at)
  const proven: Proven = { ...roots, root: roots.chain.at(-1)!, heads: [], skipped: [] }
  let count = 0
  for (const { line, at } of lines) {
    const fields = fieldsOf(parseJson(line, at), at)
    if (++count > LIMITS.provenLines) throw new BundleError('too-long', at)
    if (fields.head != null) {
      proven.heads.push({ head: await headOf(fields.head, roots.chain, at), records: [] })
      continue
    }
    const current = proven.heads.at(-1)
    if (!current) throw new BundleError('wrong-shape', at)
    try {
      current.records.push(await recordOf(fields, current.head, at))
    } catch (error) {
      if (!(error instanceof BundleError)) throw error
      proven.skipped.push(error)
    }
  }
  return proven
}

async function openRoots(
  value: unknown,
  where: string,
): Promise<{ fingerprint: string; chain: Root[] }> {
  const fields = fieldsOf(value, where)
  if (whole(fields.format, `${where}.format`, 1) > FORMAT) {
    throw new BundleError('from-the-future', `${where}.format`)
  }
  const files = listOf(fields.roots, `${where}.roots`, LIMITS.rootSteps, (file, at) =>
    encoder.encode(text(file, at)),
  )
  const chain: Root[] = []
  for (const file of files) chain.push(await openRoot(file, chain.at(-1)))
  if (!files[0]) throw new BundleError('wrong-shape', `${where}.roots`)
  return { fingerprint: await sha256(files[0]), chain }
}

/** Opens a head with the root that it names: one that a later root has taken the key from was signed before that. */
async function headOf(value: unknown, chain: Root[], where: string): Promise<Head> {
  const bytes = encoder.encode(text(value, `${where}.head`, LIMITS.head))
  let failure: unknown
  for (const root of [...chain].reverse()) {
    try {
      const head = await openHead(bytes, root)
      if (head.root === root.version) return head
    } catch (error) {
      failure ??= error
    }
  }
  throw failure ?? new BundleError('wrong-root', where)
}

async function recordOf(
  fields: Record<string, unknown>,
  { state, seq: [from, to] }: Head,
  where: string,
): Promise<BundleRecord> {
  const line = encoder.encode(text(fields.record, `${where}.record`, LIMITS.record))
  if (line.length > LIMITS.record) throw new BundleError('too-long', where)
  const index = whole(fields.index, `${where}.index`, 0)
  const path = hashesOf(
    listOf(fields.path, `${where}.path`, LIMITS.path, (hash, at) => text(hash, at, 64)),
  )
  const size = state.articles
  const top = path && (await followPath(await leafOf(line), { index, size }, path))
  if (!top || !('tree' in state) || toHex(top) !== state.tree) {
    throw new BundleError('wrong-digest', where)
  }
  const record = checkRecord(parseJson(line, where), where)
  if (record.seq < from || record.seq > to) throw new BundleError('wrong-shape', `${where}.seq`)
  return record
}
