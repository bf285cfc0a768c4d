import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Keys that somebody keeps in the project all the same, and what a run makes. */
const LINES = ['*.key.json*', '*.release.json*', '*.root.json*', '/out/', '/site/', '/.cache/']

/**
 * Adds to .gitignore what must not be committed; lines that are there stay as they are.
 * @returns whether anything was added
 */
export async function ignoreFiles(folder: string): Promise<boolean> {
  const path = join(folder, '.gitignore')
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const there = new Set(before.split(/\r?\n/).map((line) => line.trim()))
  const missing = LINES.filter((line) => !there.has(line))
  if (missing.length === 0) return false
  const gap = before === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const lines = ['# Longwave: secret keys, and what a run makes', ...missing]
  await appendFile(path, `${gap}${lines.join('\n')}\n`)
  return true
}
