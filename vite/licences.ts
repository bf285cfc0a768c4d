import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { APP, ROOT } from './paths.ts'

/** The page about the app fetches it (src/app/pages/about/); it is too long to be kept on every device. */
const FILE = 'licences.txt'

/** Packages of which something is in the app or its worker, by name. */
const packages = new Set<string>()

/** Notes the packages that modules or assets come from. @param ids paths of files, some of them under node_modules */
export function notePackages(ids: Iterable<string>): void {
  for (const id of ids) {
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id) ?? []
    if (name) packages.add(name)
  }
}

/** Notes what the app is made of. Licences demand that their texts come with what is passed on. */
export function licences(): Plugin {
  return {
    name: 'longwave:licences',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        notePackages(file.type === 'chunk' ? file.moduleIds : file.originalFileNames)
      }
    },
  }
}

/** Writes the licences of all packages noted so far. @throws Error for a package without a licence text */
export function writeLicences(): void {
  const texts = [...packages].sort().map((name) => {
    const folder = join(ROOT, 'node_modules', name)
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((it) => /^licen[cs]e/i.test(it))
    if (!file) throw new Error(`${name} has no licence text, and may not be passed on without`)
    const text = readFileSync(join(folder, file), 'utf8').trim()
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  const own = readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim()
  writeFileSync(join(APP, FILE), [`Longwave\n\n${own}\n`, ...texts].join(`\n${'-'.repeat(72)}\n\n`))
}
