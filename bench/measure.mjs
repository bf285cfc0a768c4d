// Runs the page-speed harness beside this project (../shared/tools/measure).
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, tools } from './site.mjs'

export const FLOORS = ['floor-solid', 'floor-solid-inline']

const out = join(root, '.cache/bench/run.json')

/**
 * Measures the floor pages (hand-written pages that do the same) and some builds in interleaved rounds.
 * @param {Record<string, string>} sites the folder of each build's site, by the name it shall have in the result
 * @param {{ rounds: number, floors?: string[], parts?: string[], taps?: number[] }} options
 *   parts of a visit, as the harness names them; it measures all of them unless told otherwise
 *   taps: the articles whose headlines are tapped in each visit to a build; three unless told otherwise, as on the floor pages
 */
export function measure(sites, { rounds, floors = FLOORS, parts = [], taps }) {
  const { status } = spawnSync(
    process.execPath,
    [
      join(tools, 'measure.mjs'),
      `--apps=${[...floors, ...Object.keys(sites)]}`,
      `--rounds=${rounds}`,
      `--out=${out}`,
      ...(parts.length > 0 ? [`--only=${parts}`] : []),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ADAPTERS: 'bench/adapters.mjs',
        BENCH_SITES: JSON.stringify(sites),
        BENCH_TAPS: JSON.stringify(taps ?? null),
      },
    },
  )
  if (status !== 0) throw new Error(`the harness ended with ${status}`)
  const { apps, meta } = JSON.parse(readFileSync(out, 'utf8'))
  return { apps, meta, table: readFileSync(out.replace(/json$/, 'md'), 'utf8') }
}
