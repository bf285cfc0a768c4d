// Measures how well and how fast articles are found in pages: `npx vite build --mode press`, then
//   node bench/extraction.mjs [aeb,trafilatura,fundus,…]
// Runs `longwave extract` over ../shared/corpus/extraction, prints the figures of
// ../shared/tools/score_extraction.py (Python 3) and the slowest pages. Writes only .cache/bench/extraction.ndjson.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '..')
const corpus = join(root, '../shared/corpus/extraction')
const score = join(root, '../shared/tools/score_extraction.py')
const bin = join(root, 'dist/press/longwave.js')
const out = join(root, '.cache/bench')

for (const [path, remedy] of [
  [corpus, 'The corpus is not beside this project (../shared/corpus).'],
  [bin, 'Build the command line first: npx vite build --mode press.'],
]) {
  if (existsSync(path)) continue
  console.error(`bench: ${remedy}`)
  process.exit(1)
}

const wanted = new Set((process.argv[2] ?? 'aeb,trafilatura,fundus').split(','))
const pages = readFileSync(join(corpus, 'index.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .filter((page) => wanted.has(page.corpus))

const started = performance.now()
const halves = [0, 1].map((half) => pages.filter((_, index) => index % 2 === half))
const results = (await Promise.all(halves.map(extract))).flat()
mkdirSync(out, { recursive: true })
const predictions = join(out, 'extraction.ndjson')
writeFileSync(predictions, results.map(({ line }) => `${line}\n`).join(''))

const seconds = (performance.now() - started) / 1000
console.log(`${results.length} pages in ${seconds.toFixed(1)} s by two processes; the slowest:`)
for (const { line, milliseconds } of results
  .sort((a, b) => b.milliseconds - a.milliseconds)
  .slice(0, 5)) {
  console.log(`${String(Math.round(milliseconds)).padStart(6)} ms  ${JSON.parse(line).input}`)
}
console.log(`${results.filter(({ line }) => JSON.parse(line).error).length} without an article`)
const { status } = spawnSync('python3', [score, corpus, predictions], { stdio: 'inherit' })
process.exitCode = status ?? 1

/** Reads many pages in one process. The time between two lines of its output is the time of a page. */
async function extract(pages) {
  const child = spawn(
    process.execPath,
    [bin, 'extract', ...pages.map(({ path }) => join(corpus, path))],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const results = []
  let last = performance.now()
  for await (const line of createInterface({ input: child.stdout })) {
    const now = performance.now()
    results.push({ line, milliseconds: now - last })
    last = now
  }
  return results
}
