import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BundleReference } from '#bundle/release.ts'
import { completedRanges, sortBundles, usefulBundles } from '#press/publication/rollUps.ts'
import { planBundles } from './plan.ts'

function reference([from, to]: [number, number], part = 0): BundleReference {
  const digest = `${from}-${to}-${part}`
  return { seq: [from, to], articles: 1, digest, length: 1, raw: 1 }
}

/** @returns the bundles that this project's press names after so many runs */
function pressed(runs: number): BundleReference[] {
  let bundles: BundleReference[] = []
  for (let run = 1; run <= runs; run++) {
    const made = completedRanges(run).map((range) => reference(range))
    bundles = usefulBundles(sortBundles([...made, ...bundles]), run)
  }
  return bundles
}

const missing = (plan: BundleReference[], held: number, to: number) => {
  const runs = Array.from({ length: to - held }, (_, index) => held + 1 + index)
  return runs.filter((run) => !plan.some(({ seq }) => seq[0] <= run && seq[1] >= run))
}

describe('planBundles', () => {
  it('covers every run a reader lacks, with few files, from what the press names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (runs, before) => {
        const held = before % (runs + 1)
        const plan = planBundles(pressed(runs), held, runs, new Set())!
        expect(missing(plan, held, runs)).toEqual([])
        const levels = Math.ceil(Math.log(runs - held + 1) / Math.log(4)) + 1
        expect(plan.length).toBeLessThanOrEqual(3 * levels)
        expect(plan.map(({ seq }) => seq[1])).toEqual(
          plan.map(({ seq }) => seq[1]).toSorted((a, b) => b - a),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('covers every run from any ranges that reach, and says where they do not', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.nat({ max: 10 }))
      .map(([from, width]) => [from, Math.min(30, from + width)] as [number, number])
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), fc.nat({ max: 29 }), (ranges, held) => {
        const references = ranges.map((one, part) => reference(one, part))
        const plan = planBundles(references, held, 30, new Set())
        const possible = missing(references, held, 30).length === 0
        expect(plan !== undefined).toBe(possible)
        if (plan) expect(missing(plan, held, 30)).toEqual([])
      }),
    )
  })

  it('takes all parts of a whole, and none that is on the shelf', () => {
    const references = [reference([2, 2]), reference([1, 1], 1), reference([1, 1], 2)]
    expect(planBundles(references, 0, 2, new Set())).toEqual(references)
    expect(planBundles(references, 0, 2, new Set(['1-1-1']))).toEqual([
      references[0],
      references[2],
    ])
    expect(planBundles(references, 1, 2, new Set())).toEqual([references[0]])
    expect(planBundles(references, 2, 2, new Set())).toEqual([])
  })
})
