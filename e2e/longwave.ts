import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export const ROOT = join(import.meta.dirname, '..')
export const WORK = join(ROOT, '.cache/e2e')
export const CORPUS = join(ROOT, '../shared/corpus')

/** The site of the built-in sample, put together once for the whole run (globalSetup.ts). */
export const SAMPLE_SITE = join(WORK, 'sample')

const BIN = join(ROOT, 'dist/press/longwave.js')

/** Runs the built command line and throws what it said where it fails. */
export function longwave(...args: string[]): string {
  return run(args)
}

/** @returns the site of the publication of a folder, pressed into it */
export function pressSite(folder: string): string {
  const site = join(folder, 'site')
  longwave('site', join(folder, 'publication.json'), '--out', site)
  return site
}

/** The same, as if it were run at another time. */
export function longwaveAt(instant: string, ...args: string[]): string {
  return run(args, instant)
}

function run(args: string[], instant?: string): string {
  const dated = ['--import', pathToFileURL(join(import.meta.dirname, 'printed.mjs')).href]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...(instant ? dated : []), BIN, ...args],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        LONGWAVE_CACHE: join(WORK, 'cache'),
        ...(instant ? { LONGWAVE_PRINTED: instant } : {}),
      },
    },
  )
  if (status !== 0) throw new Error(`longwave ${args.join(' ')} ended with ${status}: ${stderr}`)
  return stdout
}

/** A folder of this run's own, empty. */
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

/** Writes files below a folder, each by its relative path. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
}
