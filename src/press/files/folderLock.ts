import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, resolve } from 'node:path'
import { PressError } from '../report/PressError.ts'
import { cannotWrite } from './publicationFolder.ts'

/** Locks that this process holds. */
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
  const owner = JSON.stringify({ pid: process.pid, host: hostname() })
  for (const isLastTry of [false, true]) {
    try {
      await mkdir(dirname(lock), { recursive: true })
      await writeFile(lock, owner, { flag: 'wx' })
      break
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(lock, cause)
      if (isLastTry || (await isHeld(lock))) {
        throw new PressError(lock, 'another run is pressing into this folder', {
          remedy: 'Let it finish, and start this one again. If there is none, delete this file.',
          cause,
        })
      }
      await rm(lock, { force: true })
    }
  }
  held.add(lock)
  return async () => {
    held.delete(lock)
    await rm(lock, { force: true })
    await rmdir(dirname(lock)).catch(() => {})
  }
}

async function isHeld(lock: string): Promise<boolean> {
  if (held.has(lock)) return true
  try {
    const { pid, host } = JSON.parse(await readFile(lock, 'utf8'))
    if (host !== hostname() || pid === process.pid) return false
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
