// `npm test`: runs types, lint, build, unit and end-to-end tests in this order, and counts each. Later steps run even where
// an earlier one failed, as long as they can, so that a run reports everything that is broken.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { reliability } from './reliability.mjs'
import { seedOfRun } from './seed.mjs'
import { printTimes, timesOf } from './times.mjs'

const root = join(import.meta.dirname, '..')
const reports = join(root, '.cache/test')
const require = createRequire(import.meta.url)
const seed = seedOfRun()

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
console.log(`seed ${seed} (LONGWAVE_SEED=${seed} npm test repeats it)`)

const failures = []
/** Seconds of each step, by its name. */
const steps = new Map()
let passed = 0
let failed = 0
let skipped = 0

/** Runs the command of a package by this Node, without a shell and without .cmd, so that it is the same on every system. */
function run(name, command, args, env = {}) {
  console.log(`\n— ${name}`)
  const [owner, bin = owner] = command.split(':')
  const manifest = join(root, 'node_modules', owner, 'package.json')
  const { bin: bins } = require(manifest)
  const script = join(dirname(manifest), typeof bins === 'string' ? bins : bins[bin])
  const started = Date.now()
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, LONGWAVE_SEED: String(seed), ...env },
  })
  steps.set(name, (Date.now() - started) / 1000)
  return status === 0
}

function count(name, ok) {
  if (ok) passed++
  else {
    failed++
    failures.push(name)
  }
  return ok
}

/** Counts the tests of a step by its report. A step that fails without a failed test counts as a failure itself. */
function countReport(name, ok, read) {
  let counts = { passed: 0, failed: 0, skipped: 0 }
  try {
    counts = read()
  } catch {
    // Without a report, the step ended before its first test.
  }
  if (!ok && counts.failed === 0) counts.failed = 1
  passed += counts.passed
  failed += counts.failed
  skipped += counts.skipped
  if (counts.failed > 0) failures.push(name)
}

const json = (name) => JSON.parse(readFileSync(join(reports, name), 'utf8'))

count('types', run('types', 'typescript:tsc', ['-b']))
count('lint', run('lint', '@biomejs/biome:biome', ['ci', '.']))
// The unit tests of the command line run the built one, so the build comes before them.
const built = [
  ['build', []],
  ['build of the prerender', ['--mode', 'prerender']],
  ['build of the press', ['--mode', 'press']],
].every(([name, mode]) => count(name, run(name, 'vite', ['build', '--logLevel', 'warn', ...mode])))

countReport(
  'units',
  run('units', 'vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, 'units.json')}`,
  ]),
  () => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = json('units.json')
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
    }
  },
)

if (built) {
  countReport(
    'end-to-end',
    run(
      'end-to-end',
      '@playwright/test:playwright',
      ['test', '--config=e2e', '--reporter=list,json'],
      { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'e2e.json') },
    ),
    () => {
      const { expected, unexpected, flaky, skipped: left } = json('e2e.json').stats
      return { passed: expected, failed: unexpected + flaky, skipped: left }
    },
  )
  const page = 'docs/reliability.md'
  try {
    const { text, bare } = reliability()
    const ok = text === readFileSync(join(root, page), 'utf8') && bare.length === 0
    if (!count(page, ok))
      console.log(`${page} is not what this run has shown: node .ci/reliability.mjs --write`)
  } catch (error) {
    count(`${page}: ${error}`, false)
  }
} else count('end-to-end (there is no build to test)', false)

printTimes(steps, timesOf(reports))
console.log()
for (const name of failures) console.log(`failed: ${name}`)
if (skipped > 0) {
  console.log(`${skipped} left out, each by name above (npm run setup-tests gets what they need)`)
  // With CI set, tests that are left out count as a failure.
  if (process.env.CI) count('nothing is left out', false)
}
console.log(`seed ${seed}`)
const leftOut = skipped > 0 ? `, ${skipped} skipped` : ''
console.log(`${passed} passed, ${failed} failed${leftOut}`)
process.exitCode = failed > 0 ? 1 : 0
