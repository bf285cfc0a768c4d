// Writes the tables of `npm run bench` into docs/benchmarks.md.
import { summarize } from './verdict.mjs'

/** @param {(string | number | undefined)[]} cells */
const rowOf = (cells) => `| ${cells.map((cell) => cell ?? '').join(' | ')} |`

/** @param {import('./verdict.mjs').Row} row @param {number} value */
function format({ digits, unit }, value) {
  if (Number.isNaN(value)) return ''
  if (!Number.isFinite(value)) return '—'
  // A count needs no fixed digits: the median of whole numbers is a whole number, or lies half-way between two.
  const number = digits === undefined ? String(value) : value.toFixed(digits)
  return unit ? `${number} ${unit}` : number
}

/** @param {number} part @param {number} whole */
const ratio = (part, whole) =>
  Number.isFinite(whole) && Number.isFinite(part / whole) ? (part / whole).toFixed(2) : ''

/**
 * Compares the app with the floor pages and with its aims.
 * @param {import('./verdict.mjs').Apps} apps
 * @param {string} name of the app among them
 * @param {import('./verdict.mjs').Row[]} times
 * @param {import('./verdict.mjs').Row[]} counts
 */
export function tableBesideFloors(apps, name, times, counts) {
  const verdict = (value, limit) => (limit === undefined ? '' : value <= limit ? 'met' : 'missed')
  return [
    '| | Longwave | floor | ratio | at most | |',
    '|---|---:|---:|---:|---:|---|',
    ...times.map((row) => {
      const ours = summarize(row, apps[name])
      const floor = summarize(row, apps[row.floor ?? ''])
      const cells = [format(row, ours), `${format(row, floor)} (${row.floor})`, ratio(ours, floor)]
      return rowOf([row.what, ...cells, row.overFloor, verdict(ours / floor, row.overFloor)])
    }),
    ...counts.map((row) => {
      const ours = summarize(row, apps[name])
      const limit = row.aim ?? row.budget
      return rowOf([row.what, format(row, ours), '', '', limit, verdict(ours, limit)])
    }),
  ].join('\n')
}

/**
 * Compares the app with earlier builds.
 * @param {import('./verdict.mjs').Line[]} lines
 * @param {Record<string, string>} names of the earlier builds, for the reader
 */
export function tableOfLines(lines, names) {
  return [
    '| | compared with | floor | before | now | ratio | limit | |',
    '|---|---|---:|---:|---:|---:|---:|---|',
    ...lines.map(({ row, reference, floor, before, now, limit, isOver }) => {
      const isMeasured =
        Number.isFinite(now) && (row.budget !== undefined || Number.isFinite(before))
      return rowOf([
        row.what,
        names[reference],
        ...[floor, before, now].map((value) => format(row, value)),
        ratio(now, before),
        limit,
        isMeasured ? (isOver ? 'over' : 'within') : 'not measured',
      ])
    }),
  ].join('\n')
}

const START = '<!-- page speed: `npm run bench` writes from here -->'
const END = '<!-- to here -->'

/**
 * @param {string} page docs/benchmarks.md
 * @param {string} part what shall stand between the two marks; all else stays
 */
export function replacePart(page, part) {
  const start = page.indexOf(START)
  const end = page.indexOf(END, start)
  if (start < 0 || end < 0) throw new Error(`docs/benchmarks.md lacks ${START} or ${END}`)
  return `${page.slice(0, start + START.length)}\n\n${part.trim()}\n\n${page.slice(end)}`
}
