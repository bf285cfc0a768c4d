import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** Folder of this run (playwright.config.ts), so that two runs in one checkout do not interfere. */
export const WORK = process.env.LONGWAVE_WORK!

/** Real pages, feeds and articles, in a folder beside the project that is not part of it. */
export const CORPUS = join(ROOT, '../shared/corpus')

/** Text or bytes by path, relative to the folder they are written to. */
export type Files = Record<string, string | Uint8Array>

/** Creates an empty folder that no other test uses. */
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
