// Decides whether a build is worse than an earlier one (docs/decisions/0023). This file computes; it does not measure.

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {string} part of a visit, as the harness names it
 * @property {(run: any) => (number | null | undefined)[]} values of one run; not a number where nothing was measured
 * @property {(values: number[]) => number} [summary] of the values of all runs; the median unless it says so
 * @property {string} [unit]
 * @property {number} [digits] after the point; as many as there are unless it says so
 * @property {string} [floor] the hand-written page that does the same
 * @property {number} [overFloor] what a time should be at most, as a multiple of the floor's
 * @property {number} [budget] what a count may be at most
 * @property {number} [aim] what a count should be at most, where that is less than the budget
 *
 * @typedef {Record<string, { runs: any[] }>} Apps what the harness has measured
 *
 * @typedef {object} Line a row, compared with one earlier build
 * @property {Row} row
 * @property {string} reference the name of the earlier build
 * @property {number} floor
 * @property {number} before
 * @property {number} now
 * @property {number} limit of the ratio for a time, of the number itself for a count
 * @property {boolean} isOver
 */

/** How many times as long as an earlier build the present one may take. */
export const LIMITS = { before: 1.05, tag: 1.1 }

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : 1))
  const middle = sorted.length >> 1
  if (sorted.length % 2) return sorted[middle]
  return (sorted[middle - 1] + sorted[middle]) / 2
}

/** @param {number[]} values */
export const least = (values) => Math.min(...values)

/** @param {number[]} values */
export const most = (values) => Math.max(...values)

/**
 * Reduces the values of all runs to one. A value that could not be measured counts as infinite, because a page that fails
 * to open is slower than any other.
 * @param {Row} row
 * @param {{ runs: any[] } | undefined} app
 * @returns {number} NaN for an app that was not measured at all
 */
export function summarize(row, app) {
  if (!app) return Number.NaN
  const { values, summary = median } = row
  return summary(
    app.runs.flatMap(values).map((value) => (Number.isFinite(value) ? Number(value) : Infinity)),
  )
}

/**
 * Compares the build `now` with the builds `before` and `tag`, as far as they were measured: each row of time with each
 * of them, each count with its budget.
 * @param {Apps} apps
 * @param {Row[]} times
 * @param {Row[]} counts
 * @returns {Line[]}
 */
export function compare(apps, times, counts) {
  const line = (row, reference) => ({
    row,
    reference,
    floor: summarize(row, apps[row.floor]),
    before: summarize(row, apps[reference]),
    now: summarize(row, apps.now),
  })
  const references = Object.keys(LIMITS).filter((name) => apps[name])
  return [
    ...times.flatMap((row) =>
      references.map((reference) => {
        const compared = line(row, reference)
        const limit = LIMITS[reference]
        // Without a time on both sides there is no comparison, and no pass either.
        const isWithin = Number.isFinite(compared.before) && compared.now <= limit * compared.before
        return { ...compared, limit, isOver: !isWithin }
      }),
    ),
    ...counts.flatMap((row) => {
      const compared = line(row, 'before')
      const limit = row.budget
      return limit === undefined ? [] : [{ ...compared, limit, isOver: !(compared.now <= limit) }]
    }),
  ]
}
