import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BundleReference } from '#bundle/release.ts'
import { coverAll, sortBundles, usefulBundles, writtenRanges } from './rollUps.ts'

const bundle = (seq: [number, number]): BundleReference => ({
  seq,
  articles: 1,
  digest: seq.join('-'),
  length: 1,
  raw: 1,
})

const each = (count: number): number[] => Array(count).fill(1)

test('bundles reach back to the first run, whichever run numbers are skipped', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 120 })
  fc.assert(
    fc.property(steps, (lengths) => {
      let bundles: BundleReference[] = []
      let covered = 0
      for (const length of lengths) {
        const run = covered + length
        const written = writtenRanges(run, covered).map(bundle)
        bundles = sortBundles(usefulBundles([...written, ...bundles], run))
        covered = run
        const cover = coverAll(bundles, run)
        expect(cover).toBeDefined()
        const held = new Set<number>()
        for (const { seq } of cover!) for (let at = seq[0]; at <= seq[1]; at++) held.add(at)
        expect(held.size).toBe(run)
      }
    }),
    {
      numRuns: 100,
      // The range 15–18 lies in no block, and no run 64 writes a block around it.
      examples: [[[...each(14), 4, ...each(45), 2, ...each(40)]]],
    },
  )
})
