import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** Folder of this run alone (playwright.config.ts), so that two runs of one checkout do not meet. */
export const WORK = process.env.LONGWAVE_WORK!

/** Real pages, feeds and articles, which lie beside the project and are no part of it. */
export const CORPUS = join(ROOT, '../shared/corpus')

/** Text or bytes by path, relative to the folder they are written to. */
export type Files = Record<string, string | Uint8Array>

/** An empty folder that no other test uses. */
export function freshFolder(name: string): string {
  folders += 1
  const folder = join(WORK, `${name}-${process.pid}-${folders}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}
let folders = 0

export function copyFolder(from: string, name: string): string {
  const folder = freshFolder(name)
  cpSync(from, folder, { recursive: true })
  return folder
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
}
