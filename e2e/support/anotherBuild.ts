import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Replaces the app of this site by another build, as if everything in it had changed: the digests in file names and in
 * references to them, and the bytes.
 */
export function deployAnotherBuild(folder: string): void {
  const names = new Map<string, string>()
  const assets = join(folder, 'assets')
  for (const name of readdirSync(assets, { recursive: true, encoding: 'utf8' })) {
    const [, digest] = /-([\w-]{8}|[0-9a-f]{16})\.(?:js|json)$/.exec(name) ?? []
    if (digest) names.set(digest, [...digest].reverse().join(''))
  }
  const path = join(folder, 'sw.js')
  const [, shell] = /shell\.html`,revision:`(\w{16})`/.exec(readFileSync(path, 'utf8'))!
  names.set(shell!, [...shell!].reverse().join(''))
  const renamed = (text: string) => [...names].reduce((it, pair) => it.replaceAll(...pair), text)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !/\.(?:js|html|json)$/.test(path)) continue
    const text = renamed(readFileSync(path, 'utf8'))
    writeFileSync(path, path.endsWith('.js') ? `${text}\n// another build\n` : text)
    renameSync(path, join(entry.parentPath, renamed(entry.name)))
  }
  const worker = readFileSync(path, 'utf8')
  const integrity = /(assets\/[\w.-]+\.\w+|shell\.html)(`[^{}]*?)sha256-[\w+/=]+/g
  const signed = worker.replace(integrity, (_, name: string, between: string) => {
    const bytes = readFileSync(join(folder, name))
    return `${name}${between}sha256-${createHash('sha256').update(bytes).digest('base64')}`
  })
  writeFileSync(path, signed)
}
