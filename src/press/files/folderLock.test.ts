import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folderLock.ts'

let folder: string
let lock: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longwave-lock-'))
  lock = join(folder, 'unfinished/lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function tryAtOnce(): Promise<number> {
  const tries = Array.from({ length: 20 }, () => lockFolder(lock))
  const ends = await Promise.allSettled(tries)
  const got = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
  for (const unlock of got) await unlock()
  return got.length
}

test('of several runs that begin at once, one gets the lock', async () => {
  expect(await tryAtOnce()).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

test('of several runs that find the lock of a killed run, one takes it over', async () => {
  await mkdir(join(lock, '..'))
  await writeFile(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }))
  expect(await tryAtOnce()).toBe(1)
  expect(await readdir(folder)).toEqual([])
})
