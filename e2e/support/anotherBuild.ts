import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BUILD_LIST,
  emptyPage,
  emptyWorker,
  fillWorker,
  formatBuild,
  isOfBuild,
} from '#bundle/appBuild.ts'

/**
 * Replaces the app of this site by another build, as if everything in it had changed: the digests in file names and in
 * references to them, and the bytes. No edition names this build.
 * @returns the digest of the build
 */
export function deployAnotherBuild(folder: string): string {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const digestOf = (name: string) => sha256(readFileSync(join(folder, name)))
  const filled = () => ({ shell: digestOf('shell.html'), list: digestOf(BUILD_LIST) })

  write('sw.js', emptyWorker(read('sw.js'), filled()))
  const names = new Map<string, string>()
  const assets = join(folder, 'assets')
  for (const name of readdirSync(assets, { recursive: true, encoding: 'utf8' })) {
    const [, digest] = /-([\w-]{8}|[0-9a-f]{16})\.(?:js|json)$/.exec(name) ?? []
    if (digest) names.set(digest, [...digest].reverse().join(''))
  }
  const renamed = (text: string) => [...names].reduce((it, pair) => it.replaceAll(...pair), text)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !/\.(?:js|html|json)$/.test(path)) continue
    const text = renamed(readFileSync(path, 'utf8'))
    writeFileSync(path, path.endsWith('.js') ? `${text}\n// another build\n` : text)
    renameSync(path, join(entry.parentPath, renamed(entry.name)))
  }
  const integrity = /(assets\/[\w.-]+\.\w+)(`[^{}]*?)sha256-[\w+/=]+/g
  const worker = read('sw.js').replace(integrity, (_, name: string, between: string) => {
    const bytes = readFileSync(join(folder, name))
    return `${name}${between}sha256-${createHash('sha256').update(bytes).digest('base64')}`
  })
  write('sw.js', worker)
  const build = new Map([
    ['index.html', sha256(emptyPage(read('shell.html')))],
    ['sw.js', digestOf('sw.js')],
  ])
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.startsWith('assets/') && /\.\w+$/.test(name) && isOfBuild(name)) {
      build.set(name, digestOf(name))
    }
  }
  writeFileSync(join(folder, BUILD_LIST), formatBuild(build))
  write('sw.js', fillWorker(worker, filled()))
  return digestOf(BUILD_LIST)
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')
