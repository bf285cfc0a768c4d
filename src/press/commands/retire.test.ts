import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { retire } from './retire.ts'

let all: string
let site: string
beforeAll(async () => {
  all = await mkdtemp(join(tmpdir(), 'longwave-retire-'))
})
afterAll(() => rm(all, { recursive: true, force: true }))
beforeEach(async () => {
  site = await mkdtemp(join(all, 'site-'))
})

test('the worker of another program is left alone', async () => {
  await writeFile(join(site, 'sw.js'), 'self.addEventListener("push", () => {})')
  await expect(retire(site)).rejects.toThrow(/sw\.js: is not the service worker of Longwave/)
  expect(await readFile(join(site, 'sw.js'), 'utf8')).toContain('push')
  expect(await readdir(site)).toEqual(['sw.js'])
})

test('nothing is written through a link', async () => {
  const target = join(site, 'elsewhere.js')
  await writeFile(target, 'caches.open("longwave-older")')
  await symlink(target, join(site, 'sw.js'))
  await expect(retire(site)).rejects.toThrow(/is not a site/)
  expect(await readFile(target, 'utf8')).toBe('caches.open("longwave-older")')
})
