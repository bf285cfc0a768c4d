import { describe, expect, test } from 'vitest'
import { replacePart, tableOfLines } from './report.mjs'
import { compare, least, median, most, summarize } from './verdict.mjs'

const TIME = {
  what: 'start',
  part: 'cold',
  values: ({ start }) => [start],
  floor: 'floor',
  unit: 'ms',
}
const COUNT = { what: 'layouts', part: 'tap', values: ({ taps }) => taps, budget: 4 }

/** @returns an app whose five runs took these milliseconds */
const took = (...starts) => ({ runs: starts.map((start) => ({ start, taps: [3, 4, 4] })) })
const steady = (start) => took(start, start, start, start, start)

test('the median of values is the middle one, or between the two in the middle', () => {
  expect(median([5, 1, 3])).toBe(3)
  expect(median([10, 2, 4, 8])).toBe(6)
  expect([least([3, 2, 5]), most([3, 2, 5])]).toEqual([2, 5])
})

describe('values of an app', () => {
  test('are those of all its runs', () => {
    expect(summarize(TIME, took(100, 900, 110, 120, 90))).toBe(110)
    expect(summarize({ ...COUNT, summary: least }, steady(1))).toBe(3)
  })

  test('that were not measured are the worst', () => {
    expect(summarize(TIME, took(100, undefined, 110, null, 90))).toBe(110)
    expect(summarize(TIME, took(100, undefined, 110, null, undefined))).toBe(Infinity)
  })

  test('are no number where the app was not measured', () => {
    expect(summarize(TIME, undefined)).toBeNaN()
  })
})

describe('a time', () => {
  const isOver = (apps) => compare(apps, [TIME], []).map((line) => line.isOver)

  test('is over when it is more than five per cent above the one before', () => {
    expect(isOver({ before: steady(100), now: steady(105) })).toEqual([false])
    expect(isOver({ before: steady(100), now: steady(106) })).toEqual([true])
  })

  test('is compared with the last tag, too, and may be ten per cent above it', () => {
    const apps = { before: steady(106), tag: steady(100), now: steady(110) }
    expect(isOver(apps)).toEqual([false, false])
    expect(isOver({ ...apps, now: steady(111) })).toEqual([false, true])
  })

  test('that is missing on either side is over', () => {
    expect(isOver({ before: steady(100), now: steady(undefined) })).toEqual([true])
    expect(isOver({ before: steady(undefined), now: steady(100) })).toEqual([true])
    expect(isOver({ before: steady(undefined), now: steady(undefined) })).toEqual([true])
  })
})

describe('a count', () => {
  /** @param {number} budget @param {import('./verdict.mjs').Apps} apps */
  const isOver = (budget, apps = { before: steady(1), now: steady(1) }) =>
    compare(apps, [], [{ ...COUNT, budget }]).map((line) => line.isOver)

  test('is over when it is above its budget, whatever it was before', () => {
    expect(isOver(4)).toEqual([false])
    expect(isOver(3)).toEqual([true])
  })

  test('without a budget is not judged', () => {
    const { budget: _, ...row } = COUNT
    expect(compare({ before: steady(1), now: steady(1) }, [], [row])).toEqual([])
  })

  test('that is missing is over', () => {
    expect(isOver(4, { before: steady(1), now: { runs: [{ taps: [undefined] }] } })).toEqual([true])
  })
})

test('the table says of each row what it is compared with and whether it is over', () => {
  const apps = { floor: steady(50), before: steady(100), tag: steady(undefined), now: steady(120) }
  const lines = compare(apps, [TIME], [COUNT])
  expect(tableOfLines(lines, { before: 'abc', tag: 'v1' }).split('\n').slice(2)).toEqual([
    '| start | abc | 50 ms | 100 ms | 120 ms | 1.20 | 1.05 | over |',
    '| start | v1 | 50 ms | — | 120 ms |  | 1.1 | not measured |',
    '| layouts | abc |  | 4 | 4 | 1.00 | 4 | within |',
  ])
})

describe('the page of benchmarks', () => {
  const page =
    '# Benchmarks\n\nBy hand.\n\n<!-- page speed: `npm run bench` writes from here -->\n\nold\n\n<!-- to here -->\n\n## Delivery\n'

  test('keeps what was written by hand', () => {
    const replaced = replacePart(page, 'new\n')
    expect(replaced).toBe(page.replace('old', 'new'))
    expect(replacePart(replaced, 'new')).toBe(replaced)
  })

  test('without its marks is not touched', () => {
    expect(() => replacePart('# Benchmarks\n', 'new')).toThrow('lacks')
  })
})
