// `npm run thorough [-- lane …]`: builds the app and runs every cell of every matrix, and every trial at full length, lane by
// lane. Each lane that ends adds a line to .cache/thorough.tsv: commit, lane, seed, minutes, tests passed and failed, cells.
// A lane that was green on this commit is not run again, so that an interrupted run continues where it stopped; `--again`
// runs it all the same. `npm run thorough -- list` prints the lanes.
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { seedOfRun } from './seed.mjs'

const root = join(import.meta.dirname, '..')
const log = join(root, '.cache/thorough.tsv')
const report = join(root, '.cache/thorough.json')
const seed = seedOfRun()

/**
 * The tests of each lane: unit tests by folder, end-to-end tests by spec.
 * @type {Record<string, string[]>}
 */
const LANES = {
  units: ['src/bundle'],
  axe: ['e2e/accessibility/axe.spec.ts'],
  visual: ['e2e/appearance/visual.spec.ts'],
  articles: ['e2e/appearance/realArticles.spec.ts', 'e2e/network/subscribe.spec.ts'],
  scripts: ['e2e/languages/scripts.spec.ts'],
  places: ['e2e/reading/viewRestore.spec.ts', 'e2e/reading/readStates.spec.ts'],
  journeys: [
    'e2e/accessibility/accessibilityLinks.spec.ts',
    'e2e/accessibility/keys.spec.ts',
    'e2e/accessibility/keysDialog.spec.ts',
    'e2e/app/appBuild.spec.ts',
    'e2e/app/engines.spec.ts',
    'e2e/app/missingFeatures.spec.ts',
    'e2e/app/offline.spec.ts',
    'e2e/app/prerendered.spec.ts',
    'e2e/delivery/proofs.spec.ts',
    'e2e/delivery/truncatedFiles.spec.ts',
    'e2e/languages/language.spec.ts',
    'e2e/languages/rtl.spec.ts',
    'e2e/library/dataLoss.spec.ts',
    'e2e/library/persistence.spec.ts',
    'e2e/lists/manyArticles.spec.ts',
    'e2e/network/interruptedDelivery.spec.ts',
    'e2e/publishing/killedPress.spec.ts',
  ],
  oldApp: ['e2e/app/oldApp.spec.ts'],
  model: ['e2e/model/model.spec.ts'],
  kills: ['e2e/delivery/killedUpgrade.spec.ts', 'e2e/model/crash.spec.ts'],
  soak: ['e2e/model/soak.spec.ts'],
  shelves: ['e2e/model/shelf.spec.ts'],
  builds: ['e2e/publishing/sameBuild.spec.ts'],
}

/** Refuses a spec that is sampled in `npm test` and is in no lane: it would never be run whole. */
function checkLanes() {
  const inLanes = new Set(Object.values(LANES).flat())
  for (const entry of readdirSync(join(root, 'e2e'), { recursive: true, encoding: 'utf8' })) {
    const path = `e2e/${entry.replaceAll('\\', '/')}`
    if (!path.endsWith('.spec.ts') || inLanes.has(path)) continue
    const text = readFileSync(join(root, path), 'utf8')
    if (/\b(?:sample|eachCell|trials|THOROUGH|ONLY_THOROUGH)\b.*support\/sample\.ts/.test(text)) {
      throw new Error(`${path} is sampled and in no lane (.ci/thorough.mjs)`)
    }
  }
}

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const dirty = git('status', '--porcelain') === '' ? '' : '+'
const commit = git('rev-parse', '--short=12', 'HEAD') + dirty

/** @returns the lanes that were green on this commit; with changes that are not committed, none */
function greenLanes() {
  if (dirty || !existsSync(log)) return new Set()
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  return new Set(
    lines
      .map((line) => line.split('\t'))
      .filter(([of, , , , passed, failed]) => of === commit && passed !== '0' && failed === '0')
      .map(([, lane]) => lane),
  )
}

const node = (args, env = {}) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, LONGWAVE_THOROUGH: '1', LONGWAVE_SEED: String(seed), ...env },
  }).status === 0

/** @returns {{ passed: number, failed: number, cells: number }} */
function runLane(what) {
  rmSync(report, { force: true })
  const isUnits = what[0].startsWith('src/')
  const ok = isUnits
    ? node([
        'node_modules/vitest/vitest.mjs',
        'run',
        ...what,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ])
    : node(
        [
          'node_modules/@playwright/test/cli.js',
          'test',
          '--config=e2e',
          ...what,
          '--reporter=list,json',
        ],
        { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      )
  const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
  const counts = !found
    ? { passed: 0, failed: 1, cells: 0 }
    : isUnits
      ? { passed: found.numPassedTests, failed: found.numFailedTests, cells: 0 }
      : {
          passed: found.stats.expected,
          failed: found.stats.unexpected + found.stats.flaky + found.stats.skipped,
          cells: cellsOf(found.suites),
        }
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

/** Counts the cells of matrices: each is a step of its test (e2e/support/sample.ts). */
function cellsOf(suites) {
  return suites.reduce(
    (total, { specs = [], suites: inner = [] }) =>
      total +
      cellsOf(inner) +
      specs
        .flatMap(({ tests }) => tests.flatMap(({ results }) => results))
        .reduce((sum, { steps = [] }) => sum + steps.length, 0),
    0,
  )
}

checkLanes()
const words = process.argv.slice(2)
const asked = words.filter((word) => !word.startsWith('--'))
if (asked.includes('list')) {
  for (const [lane, what] of Object.entries(LANES))
    console.log(`${lane.padEnd(10)} ${what.join(' ')}`)
  process.exit()
}
const unknown = asked.find((lane) => !(lane in LANES))
if (unknown) {
  console.error(`There is no lane ${unknown}: ${Object.keys(LANES).join(', ')}`)
  process.exit(2)
}

mkdirSync(join(root, '.cache'), { recursive: true })
for (const mode of [[], ['--mode', 'prerender'], ['--mode', 'press']]) {
  if (!node(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', ...mode]))
    process.exit(1)
}
const green = words.includes('--again') ? new Set() : greenLanes()
let total = { passed: 0, failed: 0 }
for (const lane of asked.length > 0 ? asked : Object.keys(LANES)) {
  if (green.has(lane)) {
    console.log(`${lane}: green on this commit already`)
    continue
  }
  console.log(`\n— ${lane}`)
  const begun = Date.now()
  const { passed, failed, cells } = runLane(LANES[lane])
  const minutes = ((Date.now() - begun) / 60_000).toFixed(1)
  appendFileSync(log, `${[commit, lane, seed, minutes, passed, failed, cells].join('\t')}\n`)
  console.log(`${lane}: ${minutes} min, ${passed} passed, ${failed} failed, ${cells} cells`)
  total = { passed: total.passed + passed, failed: total.failed + failed }
}
console.log(`seed ${seed}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
