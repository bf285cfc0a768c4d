import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../support/folders.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

/** The files and folders that a build reads. */
const SOURCES = [
  'LICENSE',
  'index.html',
  'package.json',
  'public',
  'src',
  'tsconfig.json',
  'vite',
  'vite.config.ts',
]

/** The builds with the folder each writes. */
const BUILDS: [folder: string, options: string[]][] = [
  ['dist/app', []],
  ['dist/prerender', ['--mode', 'prerender']],
  ['dist/press', ['--mode', 'press']],
]

/** Every file below a folder, by its path, as one text each. */
function filesOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
  return new Map(files.map((path) => [relative(folder, path), readFileSync(path, 'latin1')]))
}

// No other test stands for it: three builds take long, and what may differ changes seldom.
test(
  'a build of the same sources gives the same bytes under another path, in another time zone and language',
  ONLY_THOROUGH,
  async () => {
    const copy = mkdtempSync(join(tmpdir(), 'longwave of another builder-'))
    try {
      for (const name of SOURCES) cpSync(join(ROOT, name), join(copy, name), { recursive: true })
      symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
      for (const [folder, options] of BUILDS) {
        const vite = join(copy, 'node_modules/vite/bin/vite.js')
        await promisify(execFile)(process.execPath, [vite, 'build', ...options], {
          cwd: copy,
          env: {
            ...process.env,
            TZ: 'Pacific/Kiritimati',
            LANG: 'tr_TR.UTF-8',
            LC_ALL: 'tr_TR.UTF-8',
          },
        })
        // The other build is the last one: run `npm run build` first, if the sources have changed since.
        const [here, there] = [filesOf(join(ROOT, folder)), filesOf(join(copy, folder))]
        expect([...there.keys()]).toEqual([...here.keys()])
        const different = [...here].filter(([name, bytes]) => there.get(name) !== bytes)
        expect(different.map(([name]) => name)).toEqual([])
      }
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  },
)
