// `node bench/repeat-tests.mjs [--runs=10] [--busy=2] [--commit=HEAD]`: runs .ci/run of a commit again and again, each time
// from a clean clone, beside `--busy` busy loops and with the seed of another day: the first run with that of the commit,
// each further one with that of the next day, so that eleven runs cover every cell. Each run adds a line to
// .cache/repeat-tests.tsv: commit, seed, busy loops, minutes, last line of the output. A second call continues with the runs
// that are missing. It stops at the first red run, whose output stays beside the clone.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const log = join(root, '.cache/repeat-tests.tsv')
const folder = join(root, '.cache/repeat-tests')
const clone = join(folder, 'clone')
const output = join(folder, 'output.txt')

/** @param {string} name @param {string} otherwise */
const option = (name, otherwise) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise
const runs = Number(option('runs', '10'))
const busy = Number(option('busy', '2'))
/** @param {string[]} args */
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const commit = git('rev-parse', option('commit', 'HEAD'))
const day = Math.floor(Date.parse(git('log', '-1', '--format=%cs', commit)) / 86_400_000)

mkdirSync(folder, { recursive: true })
const shared = join(folder, 'shared')
if (!existsSync(shared) && existsSync(join(root, '../shared'))) {
  symlinkSync(join(root, '../shared'), shared)
}

/** @returns the lines of the log for this commit under this load */
const done = () =>
  (existsSync(log) ? readFileSync(log, 'utf8') : '')
    .split('\n')
    .filter((line) => line.startsWith(`${commit}\t`) && line.split('\t')[2] === String(busy))
    .filter((line) => line.endsWith(' 0 failed') || line.includes(' 0 failed,')).length

for (let run = done(); run < runs; run = done()) {
  const seed = day + run
  rmSync(clone, { recursive: true, force: true })
  execFileSync('git', ['clone', '--quiet', root, clone])
  execFileSync('git', ['checkout', '--quiet', commit], { cwd: clone })
  const loops = Array.from({ length: busy }, () =>
    spawn('yes', { stdio: ['ignore', 'ignore', 'ignore'] }),
  )
  const begun = Date.now()
  const file = openSync(output, 'w')
  spawnSync('sh', ['.ci/run'], {
    cwd: clone,
    stdio: ['ignore', file, file],
    env: { ...process.env, CI: 'true', LONGWAVE_SEED: String(seed) },
  })
  closeSync(file)
  for (const loop of loops) loop.kill()
  const minutes = ((Date.now() - begun) / 60_000).toFixed(1)
  const result = readFileSync(output, 'utf8').trimEnd().split('\n').at(-1) ?? 'nothing'
  appendFileSync(log, `${[commit, seed, busy, minutes, result].join('\t')}\n`)
  console.log(`run ${run + 1} of ${runs}, seed ${seed}: ${minutes} min, ${result}`)
  if (!/ 0 failed/.test(result)) {
    console.error(`A run was red: ${output}`)
    process.exit(1)
  }
}
