import { constants, gzipSync } from 'node:zlib'
import { type BundleRecord, isWithdrawal } from '#bundle/article.ts'
import { bundleName } from '#bundle/decodeBundle.ts'
import { encodeBundles, encodeCatalog, type Gzip } from '#bundle/encodeBundle.ts'
import type { BundleReference, FileReference } from '#bundle/release.ts'
import { writeImmutable } from '../files/publicationFolder.ts'
import type { Report } from '../report/Report.ts'
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

/**
 * How many bundles the head names: enough for a reader who was here in the last dozen runs. The catalog names the
 * others, because the head is fetched at every look at the news, and a hundred bundles made it 20 KB (bench/bytes.mjs).
 */
const HEAD_BUNDLES = 12

/**
 * How many bundles the head names. It names all parts of a range or none of them: a reader would take the named parts
 * for the whole range.
 */
export function countInHead(bundles: BundleReference[]): number {
  let count = Math.min(HEAD_BUNDLES, bundles.length)
  const rangeOf = (index: number) => bundles[index]?.seq.join()
  while (count > 0 && rangeOf(count - 1) === rangeOf(count)) count -= 1
  return count
}

/** @returns the reference to the catalog, which the head holds */
export async function writeCatalog(
  out: string,
  bundles: BundleReference[],
): Promise<FileReference> {
  const { reference, bytes } = await encodeCatalog(bundles, gzip)
  await writeImmutable(out, `catalog/${bundleName(reference.digest)}`, bytes)
  return reference
}
