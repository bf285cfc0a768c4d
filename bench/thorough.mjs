// `node bench/thorough.mjs [part of a name]`: the proofs of e2e/proofs and of the bundle's own units at full
// length, with what each has counted. `npm test` runs the same with fewer trials. Half an hour; needs the built
// app (`npm run build`). SEED=… repeats a run that has failed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const env = {
  ...process.env,
  LONGWAVE_TELL: '1',
  LONGWAVE_THOROUGH: '1',
  LONGWAVE_SHELVES: '200',
  LONGWAVE_KILLS_CHROMIUM: '50',
  LONGWAVE_KILLS_FIREFOX: '20',
  LONGWAVE_RELEASES: '200',
  LONGWAVE_SEQUENCES: '1000',
}

/** @param {string[]} command */
const run = (...command) =>
  spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env }).status === 0

const [only] = process.argv.slice(2)
const proofs = run(
  'node_modules/@playwright/test/cli.js',
  'test',
  '--config=e2e',
  `proofs/${only ?? ''}`,
)
const units = only !== undefined || run('node_modules/vitest/vitest.mjs', 'run', 'src/bundle')
process.exitCode = proofs && units ? 0 : 1
