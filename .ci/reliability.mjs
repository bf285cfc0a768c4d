// Makes docs/reliability.md from the reports of a run of `npm test`: each fault of e2e/faults.json with what the reader saw,
// and whether the tests that provoke it passed. `node .ci/reliability.mjs --write` writes the page; without `--write` it
// prints what is no longer true.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** @returns {{ faults: number[], told: Map<number | undefined, string[]>, file: string, ok: boolean }[]} */
function testsOfPlaywright({ suites }) {
  return suites.flatMap(({ specs = [], suites: inner = [], file }) => [
    ...testsOfPlaywright({ suites: inner }),
    ...specs.flatMap(({ ok, tests }) =>
      tests.map(({ annotations, results }) => {
        const told = new Map()
        // Playwright puts the annotations that a test adds while it runs with its result.
        for (const { type, description } of results.at(-1)?.annotations ?? []) {
          if (!type.startsWith('told')) continue
          const of = Number(type.slice(5)) || undefined
          told.set(of, [...(told.get(of) ?? []), description])
        }
        const faults = annotations
          .filter(({ type }) => type === 'fault')
          .map(({ description }) => Number(description))
        return { faults, told, file: `e2e/${file}`, ok }
      }),
    ),
  ])
}

function testsOfVitest({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ meta, status }) => ({
      faults: meta?.fault ?? [],
      told: new Map(),
      file: name.slice(name.lastIndexOf('/src/') + 1),
      ok: status === 'passed',
    })),
  )
}

const inCell = (text) => String(text).replaceAll('|', '\\|')
/** Escapes markup that the reader saw as letters. */
const asLetters = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export function reliability() {
  const tests = [
    ...testsOfPlaywright(json('.cache/test/e2e.json')),
    ...testsOfVitest(json('.cache/test/units.json')),
  ]
    .filter(({ faults }) => faults.length > 0)
    .sort((one, other) => (one.file < other.file ? -1 : Number(one.file > other.file)))
  const failed = []
  const bare = []
  const rows = Object.entries(json('e2e/faults.json')).map(([key, { fault, end, none }]) => {
    const number = Number(key)
    const of = tests.filter(({ faults }) => faults.includes(number))
    if (of.some(({ ok }) => !ok)) failed.push(number)
    if (of.length === 0 && !none) bare.push(number)
    const words = [
      ...new Set(of.flatMap(({ told }) => told.get(number) ?? told.get(undefined) ?? [])),
    ]
    const by = [...new Set(of.map(({ file }) => file))].map((file) => {
      const name = file.split('/').at(-1)
      return `[${name}](../${file})`
    })
    const end_ = none ? `not provoked: ${none}` : of.length > 0 ? end : `not provoked yet: ${end}`
    const cells = [
      number,
      fault,
      words.map(asLetters).join('<br>') || (none ? '' : '—'),
      end_,
      by.join(', '),
    ]
    return `| ${cells.map(inCell).join(' | ')} |`
  })
  const text = `# Reliability

What happens when things go wrong. Every row is provoked by a test of \`npm test\` against the real thing: a host on
loopback that misbehaves, a browser that is killed, a disk that is full. This page is written from such a run
(\`npm test\`, then \`node .ci/reliability.mjs --write\`), and a run that tells a reader other words than stand here fails.
"—" means that there is nothing to tell: the fault is dealt with, and the reader need not know. The long lanes (kills,
random sequences, 200 editions) are lanes of \`npm run thorough\`; their last numbers are in [benchmarks](benchmarks.md).

| | the fault | what the reader sees | what it comes to | proven by |
|---:|---|---|---|---|
${rows.join('\n')}
`
  return { text, failed, bare }
}

if (import.meta.filename === process.argv[1]) {
  const path = join(root, 'docs/reliability.md')
  const { text, failed, bare } = reliability()
  if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`)
  if (bare.length > 0) console.error(`not provoked, and without a reason: ${bare.join(', ')}`)
  const isTrue = readFileSync(path, { encoding: 'utf8', flag: 'a+' }) === text
  if (process.argv.includes('--write')) writeFileSync(path, text)
  else if (!isTrue) console.error('docs/reliability.md is not what this run has shown (--write)')
  process.exitCode = failed.length > 0 || !(isTrue || process.argv.includes('--write')) ? 1 : 0
}
