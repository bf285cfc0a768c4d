import type { BundleReference } from '#bundle/release.ts'

/** First and last press run, inclusive. */
export type Range = [number, number]

/**
 * Four runs roll up into one range, four of those into the next. By run number, not by day: no clock
 * can disagree with it, and pressing more often only adds levels.
 */
const BASE = 4

/**
 * The ranges run `run` completes, narrowest first: itself, and every aligned block of 4, 16, 64 …
 * runs that ends with it.
 */
export function completedRanges(run: number): Range[] {
  const ranges: Range[] = []
  for (let width = 1; run % width === 0; width *= BASE) ranges.push([run - width + 1, run])
  return ranges
}

/**
 * The bundles worth naming in a release after run `run`. A narrow range spares a reader who was here
 * lately a wide one. Once the block around it lies three of its own widths back, whoever needs the
 * narrow one needs so much more anyway that the block is the better file: nobody fetches more than a
 * third too much, and each level keeps at most nineteen ranges however long the publication runs.
 */
export function usefulBundles(bundles: BundleReference[], run: number): BundleReference[] {
  const held = new Set(bundles.map(({ seq }) => seq.join()))
  return bundles.filter(({ seq: [from, to] }) => {
    const width = (to - from + 1) * BASE
    const blockEnd = Math.ceil(to / width) * width
    return blockEnd + 3 * width > run || !held.has([blockEnd - width + 1, blockEnd].join())
  })
}

/** Newest first: by last run, then widest first; the parts of one range stay in their order. */
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
    // Of the ranges that begin there, the one that reaches least beyond.
    const to = Math.min(
      ...bundles.filter(({ seq }) => seq[0] === from && seq[1] >= last).map(({ seq }) => seq[1]),
    )
    cover.push(...bundles.filter(({ seq }) => seq[0] === from && seq[1] === to))
    last = from - 1
  }
  return cover
}
