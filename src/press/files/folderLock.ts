import { randomBytes } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { PressError } from '../report/PressError.ts'
import { cannotWrite } from './publicationFolder.ts'

/** Locks that this process holds, or is about to take. */
const held = new Set<string>()

/**
 * Keeps a second run out of a folder while one writes into it. A lock that a killed run has left is taken over: its
 * process is gone. A lock of another machine counts as left, since nothing tells whether its process lives.
 * @param path the file that stands for the lock
 * @returns gives the lock back
 * @throws PressError where another run holds it
 */
export async function lockFolder(path: string): Promise<() => Promise<void>> {
  const lock = resolve(path)
  if (held.has(lock)) throw isTaken(lock)
  held.add(lock)
  try {
    await take(lock)
  } catch (error) {
    held.delete(lock)
    throw error
  }
  return async () => {
    await rm(lock, { force: true })
    await rmdir(dirname(lock)).catch(() => {})
    held.delete(lock)
  }
}

/**
 * The lock gets its content before its name: another run that found it empty would take it for one that a killed run has
 * left.
 */
async function take(lock: string): Promise<void> {
  const folder = dirname(lock)
  const prefix = `${basename(lock)}.`
  const mine = join(folder, prefix + randomBytes(6).toString('hex'))
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(mine, JSON.stringify({ pid: process.pid, host: hostname() }))
    if (!(await name(mine, lock))) {
      await removeLeft(lock, `${mine}.old`)
      if (!(await name(mine, lock))) throw isTaken(lock)
    }
    for (const left of await readdir(folder)) {
      if (left.startsWith(prefix)) await rm(join(folder, left), { force: true })
    }
  } catch (cause) {
    await rm(mine, { force: true })
    throw cause instanceof PressError ? cause : cannotWrite(lock, cause)
  }
}

/** @returns false where there is a lock already */
async function name(mine: string, lock: string): Promise<boolean> {
  try {
    await link(mine, lock).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error
      // Some file systems have no links.
      await writeFile(lock, await readFile(mine), { flag: 'wx' })
    })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes the lock of a run that is no more. It is renamed first, because only one of several runs can do that.
 * @throws PressError where a run holds the lock
 */
async function removeLeft(lock: string, aside: string): Promise<void> {
  const owner = await readFile(lock, 'utf8').catch(() => '')
  if (isAlive(owner)) throw isTaken(lock)
  await rename(lock, aside).catch(() => {})
  const moved = await readFile(aside, 'utf8').catch(() => owner)
  if (moved !== owner) {
    // Another run has taken the lock over meanwhile, and gets it back.
    await rename(aside, lock)
    throw isTaken(lock)
  }
  await rm(aside, { force: true })
}

function isAlive(owner: string): boolean {
  try {
    const { pid, host } = JSON.parse(owner)
    // This process does not hold the lock, so an earlier one had the same number.
    if (host !== hostname() || pid === process.pid) return false
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isTaken(lock: string): PressError {
  return new PressError(lock, 'another run is pressing into this folder', {
    remedy: 'Let it finish, and start this one again. If there is none, delete this file.',
  })
}
