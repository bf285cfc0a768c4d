import type { BundleReference } from '#bundle/release.ts'

/** The first and the last press run of a range, both inclusive. */
export type Range = [number, number]

/**
 * Four runs roll up into one range, and four such ranges into the next. Ranges are of run numbers and not of days: no
 * clock can disagree with them, and pressing more often only adds levels.
 */
const BASE = 4

/**
 * The ranges that run `run` completes, narrowest first: the run itself, and every aligned block of 4, 16, 64 … runs
 * that ends with it.
 */
export function completedRanges(run: number): Range[] {
  const ranges: Range[] = []
  for (let width = 1; run % width === 0; width *= BASE) ranges.push([run - width + 1, run])
  return ranges
}

/**
 * The ranges that run `run` writes where the bundles before it reach up to run `covered`. Run numbers are skipped where an
 * edition that was pressed since cannot be read; the first range then holds the skipped runs as well.
 */
export function writtenRanges(run: number, covered: number): Range[] {
  if (covered === run - 1) return completedRanges(run)
  return [[covered + 1, run], ...completedRanges(run).filter(([from]) => from <= covered)]
}

/**
 * The bundles that a release after run `run` should name. A narrow range spares a reader who was here lately a wide
 * one. Once the block around a narrow range lies three widths of the block back, a reader who needs the narrow range
 * needs so much more that the block is the better file. So no reader fetches more than a third too much, and each level
 * keeps at most nineteen ranges however long the publication runs.
 */
export function usefulBundles(bundles: BundleReference[], run: number): BundleReference[] {
  const held = new Set(bundles.map(({ seq }) => seq.join()))
  return bundles.filter(({ seq: [from, to] }) => {
    const width = (to - from + 1) * BASE
    const blockEnd = Math.ceil(to / width) * width
    const blockStart = blockEnd - width + 1
    // A range with skipped runs may reach beyond its block.
    if (from < blockStart) return true
    return blockEnd + 3 * width > run || !held.has([blockStart, blockEnd].join())
  })
}

/**
 * Sorts bundles by their last run, newest first, and then by width, widest first. The parts of one range stay in their
 * order.
 */
export function sortBundles(bundles: BundleReference[]): BundleReference[] {
  return [...bundles].sort((a, b) => b.seq[1] - a.seq[1] || a.seq[0] - b.seq[0])
}

/**
 * The fewest bundles that together hold every run up to `run`, newest first.
 * @returns undefined where some run is in none
 */
export function coverAll(bundles: BundleReference[], run: number): BundleReference[] | undefined {
  const cover: BundleReference[] = []
  for (let last = run; last > 0; ) {
    const from = Math.min(
      ...bundles.filter(({ seq }) => seq[0] <= last && seq[1] >= last).map(({ seq }) => seq[0]),
    )
    if (from === Number.POSITIVE_INFINITY) return undefined
    // Several ranges may begin there; the one that reaches least beyond is taken.
    const to = Math.min(
      ...bundles.filter(({ seq }) => seq[0] === from && seq[1] >= last).map(({ seq }) => seq[1]),
    )
    cover.push(...bundles.filter(({ seq }) => seq[0] === from && seq[1] === to))
    last = from - 1
  }
  return cover
}
