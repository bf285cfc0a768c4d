// `npm run bench`: the built app beside the hand-written floor pages, all in one interleaved run.
// Writes docs/benchmarks.md. `-- --rounds=1` is a quick look and writes nothing.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pressBenchSite, tools } from './site.mjs'

const root = join(import.meta.dirname, '..')
const out = join(root, '.cache/bench/run.json')
const rounds = Number(/--rounds=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 5)

if (!existsSync(tools)) {
  console.error(
    'bench: the page-speed harness is not beside this project (../shared/tools/measure).',
  )
  process.exit(1)
}
await pressBenchSite()
const { status } = spawnSync(
  process.execPath,
  [
    join(tools, 'measure.mjs'),
    '--apps=floor-solid,floor-solid-inline,longwave',
    `--rounds=${rounds}`,
    `--out=${out}`,
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ADAPTERS: 'bench/adapters.mjs' } },
)
if (status !== 0) process.exit(status ?? 1)

/** @param {number[]} values */
const median = (values) => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
const { apps, meta } = JSON.parse(readFileSync(out, 'utf8'))
const of = (app, read) => median(apps[app].runs.map(read))
const taps = (app) =>
  median(apps[app].runs.flatMap(({ taps }) => (taps ?? []).map((tap) => tap?.paint)))

const rows = [
  {
    what: 'headlines painted, cold',
    ours: of('longwave', (run) => run.cold?.list),
    floor: of('floor-solid-inline', (run) => run.cold?.list),
    of: 'floor-solid-inline',
    most: 1.25,
    unit: 'ms',
  },
  {
    what: 'offline start: headlines painted',
    ours: of('longwave', (run) => run.offline?.list),
    floor: of('floor-solid', (run) => run.offline?.list),
    of: 'floor-solid',
    most: 1.5,
    unit: 'ms',
  },
  {
    what: 'tap → article painted',
    ours: taps('longwave'),
    floor: taps('floor-solid'),
    of: 'floor-solid',
    most: 1.5,
    unit: 'ms',
  },
  {
    what: 'tap → article painted, offline',
    ours: of('longwave', (run) => run.offline?.tap),
    floor: of('floor-solid', (run) => run.offline?.tap),
    of: 'floor-solid',
    most: 1.5,
    unit: 'ms',
  },
]
const ours = apps.longwave.runs
const longTasks = ours.flatMap(({ taps }) => taps.map((tap) => tap.long))
const limits = [
  ['long tasks on the median tap', median(longTasks), 0],
  ['most long tasks on any tap', Math.max(...longTasks), 0],
  ['layout shift (CLS), first visit', Math.max(...ours.map(({ cold }) => cold.cls)), 0],
  ['layout shift (CLS), offline start', Math.max(...ours.map(({ offline }) => offline.cls)), 0],
  ['heap after the first visit, MB', of('longwave', ({ heap }) => heap.used / 1e6).toFixed(2), 2.5],
]
const table = [
  '| | Longwave | floor | ratio | at most | |',
  '|---|---:|---:|---:|---:|---|',
  ...rows.map(({ what, ours, floor, of: name, most, unit }) => {
    const ratio = ours / floor
    return `| ${what} | ${ours.toFixed(0)} ${unit} | ${floor.toFixed(0)} ${unit} (${name}) | ${ratio.toFixed(2)} | ${most} | ${ratio <= most ? 'met' : 'missed'} |`
  }),
  ...limits.map(
    ([what, value, most]) =>
      `| ${what} | ${value} | | | ${most} | ${value <= most ? 'met' : 'missed'} |`,
  ),
]
console.log(`\n${table.join('\n')}`)
if (rounds < 5) process.exit()

writeFileSync(
  join(root, 'docs/benchmarks.md'),
  `# Benchmarks

Page speed of the built app beside hand-written pages that do the same job with the same thirty
articles: \`floor-solid\` (Solid, IndexedDB and a service worker, nothing else) and \`floor-solid-inline\`
(the same with the list prerendered and the script inlined). One interleaved run of \`npm run build && npm run bench\`,
medians of ${meta.rounds}, CPU slowed ${meta.cpu}×, slow 4G (150 ms, 1.6 Mbit/s) at the server, Chromium, phone viewport,
Node ${meta.node.slice(1)}, ${cpus().length} cores, ${meta.date.slice(0, 10)}.
Ratios carry from machine to machine; milliseconds do not.

${table.join('\n')}

Everything the harness counted, in the same run:

${readFileSync(out.replace(/json$/, 'md'), 'utf8')}`,
)
