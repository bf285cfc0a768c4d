// `npm run bench`: measures the built app and the hand-written floor pages in interleaved rounds, and writes its part of
// docs/benchmarks.md.
// `npm run bench -- --against=<commit>`: measures the present app and that of the commit, both built here, and the floor
// pages in the same rounds. Fails if the present app is worse (docs/decisions/0023).
// `--rounds=1` is a quick look, which writes nothing and does not fail.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build, buildOf, commitOf, lastTag } from './buildOf.mjs'
import { measure } from './measure.mjs'
import { replacePart, tableBesideFloors, tableOfLines } from './report.mjs'
import { COUNTS, TIMES } from './rows.mjs'
import { pressBenchSite, root, tools } from './site.mjs'
import { compare } from './verdict.mjs'

/** The number of rounds that counts. Fewer are a quick look; a row over its limit is measured again with more. */
const ROUNDS = 5
const ROUNDS_AGAIN = 10
/**
 * The articles tapped in each of those. One tap of the same build took from 70 to 330 ms, so the median of three in each of
 * ten rounds can differ by more than the limit without a cause.
 */
const TAPS_AGAIN = [2, 3, 5, 6, 7, 8, 9, 10, 11]

const { values } = parseArgs({
  options: { against: { type: 'string' }, rounds: { type: 'string', default: String(ROUNDS) } },
})
const rounds = Number(values.rounds)

if (!existsSync(tools)) {
  console.error(
    'bench: the page-speed harness is not beside this project (../shared/tools/measure).',
  )
  process.exit(1)
}
try {
  if (values.against === undefined) await measureBesideFloors()
  else await measureAgainst(values.against)
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

async function measureBesideFloors() {
  const { apps, meta, table } = measure({ longwave: await pressBenchSite(root) }, { rounds })
  const rows = tableBesideFloors(apps, 'longwave', TIMES, COUNTS)
  console.log(`\n${rows}`)
  if (rounds < ROUNDS) return

  const page = join(root, 'docs/benchmarks.md')
  const part = `One interleaved run of \`npm run build && npm run bench\`, medians of ${meta.rounds}, CPU slowed ${meta.cpu}×, slow 4G
(150 ms, 1.6 Mbit/s) at the server, Chromium, phone viewport, Node ${meta.node.slice(1)}, ${cpus().length} cores, ${meta.date.slice(0, 10)}.

${rows}

Everything the harness counted, in the same run:

${table}`
  writeFileSync(page, replacePart(readFileSync(page, 'utf8'), part))
}

/** @param {string} revision */
async function measureAgainst(revision) {
  const before = commitOf(revision)
  const tag = lastTag()
  const names = { before: revision, ...(tag && commitOf(tag) !== before ? { tag } : {}) }
  /** @type {Record<string, string>} */
  const sites = {}
  for (const [app, name] of Object.entries(names)) {
    console.log(`building ${name} …`)
    sites[app] = await pressBenchSite(buildOf(commitOf(name)))
  }
  console.log('building what is here …')
  build(root)
  sites.now = await pressBenchSite(root)

  const over = rowsOver(measure(sites, { rounds }).apps, TIMES, COUNTS)
  if (rounds < ROUNDS) return
  const worse = over.length > 0 ? measureAgain(over) : []
  console.log(`\n${worse.map(({ what }) => `worse: ${what}`).join('\n') || 'not worse'}`)
  process.exitCode = worse.length > 0 ? 1 : 0

  /** Shows how rows compare. @returns {import('./verdict.mjs').Row[]} the rows over their limits */
  function rowsOver(apps, times, counts) {
    const lines = compare(apps, times, counts)
    console.log(`\n${tableOfLines(lines, names)}`)
    return [...new Set(lines.filter(({ isOver }) => isOver).map(({ row }) => row))]
  }

  /** Measures rows once more, with the parts of a visit that they need. @returns the rows that are still over their limits */
  function measureAgain(rows) {
    console.log(`\nonce more, ${ROUNDS_AGAIN} rounds`)
    const parts = [...new Set(rows.map(({ part }) => part))]
    const { apps } = measure(sites, {
      rounds: ROUNDS_AGAIN,
      floors: [],
      parts,
      taps: TAPS_AGAIN,
    })
    const isAgain = (row) => rows.includes(row)
    return rowsOver(apps, TIMES.filter(isAgain), COUNTS.filter(isAgain))
  }
}
