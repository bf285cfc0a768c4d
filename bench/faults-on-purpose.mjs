// `node bench/faults-on-purpose.mjs [part of a name]`: checks that the tests notice faults. Each fault below is put into a
// clone of the last commit by itself. The tests that should notice it must fail with it and pass without it. Exits with 1
// where no test notices a fault. Needs `npm run setup-tests`.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const folder = join(root, '.cache/faults')
const clone = join(folder, 'clone')

/** @type {{ name: string, file: string, from: string, to: string, units?: string[], tests: string[] }[]} */
const FAULTS = [
  {
    name: 'a lost focus: a page that is opened by a link leaves the focus where it was',
    file: 'src/app/navigation/scrollAndFocus.ts',
    from: 'target?.focus({ preventScroll: true })',
    to: '',
    tests: ['lists/back', 'accessibility/accessibilityLinks', 'reading/contents'],
  },
  {
    name: 'a wrong direction: an article has that of the page around it',
    file: 'src/app/pages/article/ArticlePage.tsx',
    from: 'lang={article().language} dir={article().direction}',
    to: 'lang={article().language}',
    tests: ['languages/rtl', 'app/offline'],
  },
  {
    name: 'a bundle accepted with a flipped byte: its digest is not compared',
    file: 'src/bundle/decodeBundle.ts',
    from: "if ((await sha256(bytes)) !== reference.digest) throw new BundleError('wrong-digest', where)",
    to: 'await sha256(bytes)',
    units: ['src/bundle'],
    tests: ['delivery/badFiles', 'network/refusedEditions'],
  },
  {
    name: 'a place lost: the library forgets where the reader was',
    file: 'src/library/reading.ts',
    from: '...marks }',
    to: '...marks, locator: undefined }',
    tests: ['reading/viewRestore'],
  },
  {
    name: 'a shifted layout: the app puts its page a little lower than the prerendered one',
    file: 'src/app/navigation/mountPage.tsx',
    from: 'shown.replaceWith(next)',
    to: "next.style.marginTop = '12px'\n  shown.replaceWith(next)",
    tests: ['app/prerendered'],
  },
]

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: clone, encoding: 'utf8' })
  return { ok: status === 0, end: (stdout ?? '').trimEnd().split('\n').slice(-12).join('\n') }
}

function build() {
  for (const mode of [[], ['--mode', 'prerender'], ['--mode', 'press']]) {
    const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', ...mode]
    const { ok, end } = run(process.execPath, vite)
    if (!ok) throw new Error(`the build has failed: ${end}`)
  }
}

/** @param {string[]} units @param {string[]} tests */
function test(units, tests) {
  const unit = ['node_modules/vitest/vitest.mjs', 'run', ...units]
  const passed = units.length === 0 ? { ok: true, end: '' } : run(process.execPath, unit)
  if (!passed.ok) return passed
  return run(process.execPath, [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config=e2e',
    ...tests,
  ])
}

rmSync(clone, { recursive: true, force: true })
execFileSync('git', ['clone', '--quiet', root, clone])
cpSync(join(root, 'node_modules'), join(clone, 'node_modules'), {
  recursive: true,
  verbatimSymlinks: true,
})
const shared = join(folder, 'shared')
if (!existsSync(shared) && existsSync(join(root, '../shared'))) {
  symlinkSync(join(root, '../shared'), shared)
}

const wanted = FAULTS.filter(({ name }) => name.includes(process.argv[2] ?? ''))
build()
const all = (/** @type {'units' | 'tests'} */ kind) => [
  ...new Set(wanted.flatMap((fault) => fault[kind] ?? [])),
]
const { ok, end } = test(all('units'), all('tests'))
if (!ok) throw new Error(`without a fault, the tests fail:\n${end}`)
let unnoticed = 0
for (const { name, file, from, to, units = [], tests } of wanted) {
  const path = join(clone, file)
  const code = readFileSync(path, 'utf8')
  if (!code.includes(from)) throw new Error(`${file} has no ${from}`)
  writeFileSync(
    path,
    code.replace(from, () => to),
  )
  build()
  const noticed = !test(units, tests).ok
  console.log(`${noticed ? 'noticed' : 'NOT NOTICED'}: ${name}`)
  if (!noticed) unnoticed++
  writeFileSync(path, code)
}
process.exitCode = unnoticed > 0 ? 1 : 0
