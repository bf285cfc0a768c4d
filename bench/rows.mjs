// The rows that are compared, and how to read their values from the measurements of the harness.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { least, most } from './verdict.mjs'

const { bench: budgets } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'budgets.json'), 'utf8'),
)

/**
 * Reads a value of each tap. A visit that broke off has one value more, which is missing, for the taps it did not come to.
 * @param {(tap: any) => number} read
 * @returns {(run: any) => (number | null | undefined)[]}
 */
const eachTap = (read) => (run) => [
  ...(run.taps ?? []).map((tap) => tap && read(tap)),
  ...(run.error ? [undefined] : []),
]

/**
 * Rows of time. `overFloor` is the aim, as a multiple of the floor page's time. The start with a network has no aim yet.
 * @type {import('./verdict.mjs').Row[]}
 */
export const TIMES = [
  {
    what: 'headlines painted, cold',
    part: 'cold',
    values: ({ cold }) => [cold?.list],
    unit: 'ms',
    digits: 0,
    floor: 'floor-solid-inline',
    overFloor: 1.25,
  },
  {
    what: 'offline start: headlines painted',
    part: 'offline',
    values: ({ offline }) => [offline?.list],
    unit: 'ms',
    digits: 0,
    floor: 'floor-solid',
    overFloor: 1.5,
  },
  {
    what: 'online start: headlines painted',
    part: 'online',
    values: ({ online }) => [online?.list],
    unit: 'ms',
    digits: 0,
    floor: 'floor-solid',
  },
  {
    what: 'tap → article painted',
    part: 'tap',
    values: eachTap(({ paint }) => paint),
    unit: 'ms',
    digits: 0,
    floor: 'floor-solid',
    overFloor: 1.5,
  },
  {
    what: 'tap → article painted, offline',
    part: 'offline',
    values: ({ offline }) => [offline?.tap],
    unit: 'ms',
    digits: 0,
    floor: 'floor-solid',
    overFloor: 1.5,
  },
]

/**
 * Rows of counts. `budget` is the most that the app may cost (bench/budgets.json), `aim` what it should cost, where that is
 * less.
 * @type {import('./verdict.mjs').Row[]}
 */
export const COUNTS = [
  {
    what: 'requests of a first visit',
    part: 'cold',
    values: ({ bytesAll }) => [bytesAll?.total.n],
    floor: 'floor-solid',
    budget: budgets.requests,
  },
  {
    what: 'bytes of a first visit, brotli',
    part: 'cold',
    values: ({ bytesAll }) => [bytesAll && bytesAll.total.br / 1024],
    unit: 'KB',
    digits: 1,
    floor: 'floor-solid',
    budget: budgets.kilobytes,
  },
  {
    what: 'DOM nodes of the front page',
    part: 'cold',
    values: ({ heap }) => [heap?.dom],
    floor: 'floor-solid',
    budget: budgets.nodes,
  },
  {
    // Prefetches of articles and the backup of marks fall into the time of some taps, so the median depends on the machine.
    // The least value is what every tap needs.
    what: 'fewest transactions on a tap',
    part: 'tap',
    values: eachTap(({ idbTx }) => idbTx),
    summary: least,
    floor: 'floor-solid',
    budget: budgets.transactions,
  },
  {
    what: 'layouts on the median tap',
    part: 'tap',
    values: eachTap(({ layouts }) => layouts),
    floor: 'floor-solid',
    budget: budgets.layouts,
  },
  {
    what: 'long tasks on the median tap',
    part: 'tap',
    values: eachTap(({ long }) => long),
    floor: 'floor-solid',
    budget: budgets.longTasks,
    aim: 0,
  },
  {
    what: 'most long tasks on any tap',
    part: 'tap',
    values: eachTap(({ long }) => long),
    summary: most,
    aim: 0,
  },
  {
    what: 'layout shift (CLS), first visit',
    part: 'cold',
    values: ({ cold }) => [cold?.cls],
    summary: most,
    digits: 3,
    floor: 'floor-solid',
    budget: budgets.layoutShift,
  },
  {
    what: 'layout shift (CLS), offline start',
    part: 'offline',
    values: ({ offline }) => [offline?.cls],
    summary: most,
    digits: 3,
    floor: 'floor-solid',
    budget: budgets.layoutShift,
  },
  {
    what: 'heap after the first visit',
    part: 'cold',
    values: ({ heap }) => [heap && heap.used / 1e6],
    unit: 'MB',
    digits: 2,
    floor: 'floor-solid',
    budget: budgets.heapMegabytes,
  },
]
