import { constants, gzipSync } from 'node:zlib'
import { type BundleRecord, isWithdrawal } from '#bundle/article.ts'
import { toBase64, toHex } from '#bundle/base64.ts'
import { bundleName, faceName } from '#bundle/decodeBundle.ts'
import { defined } from '#bundle/defined.ts'
import {
  encodeBundles,
  encodeCatalog,
  encodeFace,
  type Gzip,
  lineOf,
} from '#bundle/encodeBundle.ts'
import { encodeTree, leafOf, treeName, treeOrder } from '#bundle/merkle.ts'
import {
  type BundleReference,
  type Envelope,
  type Face,
  type FileReference,
  type Head,
  headFields,
  RELEASE_TYPE,
  type State,
} from '#bundle/release.ts'
import { writeImmutable } from '../files/publicationFolder.ts'
import type { Report } from '../report/Report.ts'
import { encodeJson } from './encodeJson.ts'
import { newestFirst } from './records.ts'
import { sortBundles, usefulBundles, writtenRanges } from './rollUps.ts'

const gzip: Gzip = async (raw) =>
  // The bytes are the same on every run: zlib writes no time and no name, and level and strategy are fixed.
  Uint8Array.from(gzipSync(raw, { level: 9, strategy: constants.Z_DEFAULT_STRATEGY }))

interface Run {
  /** The number of this run, or 0 where it has nothing new. */
  run: number
  /** The newest run that the bundles before it hold. */
  covered: number
  before: BundleReference[]
}

/** Writes the bundles of a run. @returns all bundles that the release should name, newest first */
export async function writeBundles(
  out: string,
  records: Map<string, BundleRecord>,
  { run, covered, before }: Run,
  report: Report,
): Promise<BundleReference[]> {
  if (run === 0) return sortBundles(before)
  const written: BundleReference[] = []
  for (const [from, to] of writtenRanges(run, covered)) {
    const range = [...records.values()]
      .filter(({ seq }) => seq >= from && seq <= to)
      .sort(bundleOrder)
    for (const { reference, bytes } of await encodeBundles(range, [from, to], gzip)) {
      report.progress(`bundle ${from}–${to}: ${reference.articles} articles, ${bytes.length} bytes`)
      await writeImmutable(out, `bundles/${bundleName(reference.digest)}`, bytes)
      written.push(reference)
    }
  }
  return sortBundles(usefulBundles([...written, ...before], run))
}

/**
 * The order of records in a bundle: withdrawals, then articles, newest first, so that a reader who waits for the first
 * bundle has the news.
 */
function bundleOrder(a: BundleRecord, b: BundleRecord): number {
  if (isWithdrawal(a) || isWithdrawal(b)) {
    return Number(isWithdrawal(b)) - Number(isWithdrawal(a)) || (a.id < b.id ? -1 : 1)
  }
  return newestFirst(a, b)
}

/** The most bundles that the head names: enough for a reader who was here in the last dozen runs. */
const HEAD_BUNDLES = 12

/**
 * The bytes that a head should have at most, because it is fetched at every look at the news: two packets of a first
 * flight. Bundles that would make it longer are named by the catalog, but for those of the newest range.
 */
export const HEAD_BYTES = 3072

/**
 * Divides bundles between the head and a catalog, which it writes. The head names all parts of a range or none of them: a
 * reader would take the named parts for the whole range.
 * @param head without bundles
 */
export async function nameBundles(
  out: string,
  head: Head,
  bundles: BundleReference[],
): Promise<Head> {
  const rangeOf = (index: number) => bundles[index]?.seq.join()
  const isCut = (count: number) => rangeOf(count - 1) === rangeOf(count)
  const least = bundles.findIndex((_, index) => rangeOf(index) !== rangeOf(0))
  for (let count = Math.min(HEAD_BUNDLES, bundles.length); ; count -= 1) {
    if (count > 0 && isCut(count)) continue
    const catalog = count < bundles.length ? await packCatalog(bundles.slice(count)) : undefined
    const named = defined<Head>({
      ...head,
      bundles: bundles.slice(0, count),
      catalog: catalog?.reference,
    })
    if (count > Math.max(least, 0) && envelopeLength(named) > HEAD_BYTES) continue
    // The build that the site has now stays named; readers of older ones are told that theirs is not.
    while (named.app && named.app.length > 1 && envelopeLength(named) > HEAD_BYTES) {
      named.app = named.app.slice(0, -1)
    }
    if (catalog) {
      await writeImmutable(out, `catalog/${bundleName(catalog.reference.digest)}`, catalog.bytes)
    }
    return named
  }
}

/** The bytes of head.json with one signature: base64 of the payload, the names of the fields, a key id and a signature. */
function envelopeLength(head: Head): number {
  const envelope: Envelope = {
    payloadType: RELEASE_TYPE,
    payload: toBase64(encodeJson(headFields(head))),
    signatures: [{ keyid: 'x'.repeat(64), sig: 'x'.repeat(88) }],
  }
  return encodeJson(envelope).length + 1
}

function packCatalog(bundles: BundleReference[]) {
  return encodeCatalog(bundles, gzip)
}

/** Writes the face and @returns the reference to it, which the head holds */
export async function writeFace(out: string, face: Face): Promise<FileReference> {
  const { reference, bytes } = await encodeFace(face, gzip)
  await writeImmutable(out, faceName(reference.digest), bytes)
  return reference
}

/**
 * Writes the files of the Merkle tree over the live records.
 * @returns the state that the head names
 */
export async function writeTree(out: string, live: BundleRecord[]): Promise<State> {
  const leaves = await Promise.all(
    [...live].sort(treeOrder).map(async (record) => ({
      seq: record.seq,
      leaf: await leafOf(new TextEncoder().encode(lineOf(record, `record ${record.id}`))),
    })),
  )
  const files = await encodeTree(leaves)
  for (const { hash, bytes } of files) await writeImmutable(out, treeName(toHex(hash)), bytes)
  return { articles: live.length, tree: toHex(files[0].hash) }
}
