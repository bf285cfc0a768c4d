// Prints the times of a run of `npm test`: of steps, of files of tests, and of the ten slowest tests.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ file: string, title: string, seconds: number }} Timed */

/** @returns {Timed[]} */
function testsOfPlaywright({ suites }) {
  return suites.flatMap(({ specs = [], suites: inner = [], file }) => [
    ...testsOfPlaywright({ suites: inner }),
    ...specs.flatMap(({ title, tests }) =>
      tests.flatMap(({ results }) =>
        results.map(({ duration }) => ({ file: `e2e/${file}`, title, seconds: duration / 1000 })),
      ),
    ),
  ])
}

/** @returns {Timed[]} */
function testsOfVitest({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, duration }) => ({
      file: name.replaceAll('\\', '/').replace(/^.*\/(?=(?:src|bench)\/)/, ''),
      title,
      seconds: (duration ?? 0) / 1000,
    })),
  )
}

/**
 * @param {string} reports folder of the reports of this run; one that is missing has no times
 * @returns {Timed[]}
 */
export function timesOf(reports) {
  const read = (name, testsOf) => {
    try {
      return testsOf(JSON.parse(readFileSync(join(reports, name), 'utf8')))
    } catch {
      return []
    }
  }
  return [...read('units.json', testsOfVitest), ...read('e2e.json', testsOfPlaywright)]
}

/**
 * @param {Map<string, number>} steps seconds by name
 * @param {Timed[]} tests
 */
export function printTimes(steps, tests) {
  const line = (seconds, ...words) =>
    console.log(`${seconds.toFixed(1).padStart(8)} s  ${words.join('  ')}`)
  console.log(
    '\n— time by file (of one worker; two run unit tests side by side, three the end-to-end tests)',
  )
  const files = new Map()
  for (const { file, seconds } of tests) files.set(file, (files.get(file) ?? 0) + seconds)
  for (const [file, seconds] of [...files].sort(([, a], [, b]) => b - a)) {
    if (seconds >= 0.5) line(seconds, file)
  }
  console.log('\n— the ten slowest tests')
  for (const { file, title, seconds } of tests.sort((a, b) => b.seconds - a.seconds).slice(0, 10)) {
    line(seconds, file, title)
  }
  console.log('\n— time by step')
  let total = 0
  for (const [name, seconds] of steps) {
    line(seconds, name)
    total += seconds
  }
  line(total, 'all')
}
