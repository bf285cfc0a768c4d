import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPublicationFile } from '../files/publicationFile.ts'
import { createSecretKey } from '../files/secretKeyFile.ts'
import { pressPublication } from '../publication/pressPublication.ts'
import type { Report } from '../report/Report.ts'
import { type RunningServer, startServer } from '../server/startServer.ts'
import { verify } from './verify.ts'

const quiet: Report = { progress() {}, note() {}, problem() {} }
const cacheBefore = process.env.LONGWAVE_CACHE

let folder: string
let out: string
/**
 * The files that a reader trusts or fetches. The plain feeds and the list of the press's own files are not among them,
 * because they are not signed.
 */
let files: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longwave-verify-'))
  process.env.LONGWAVE_CACHE = join(folder, 'cache')
  out = join(folder, 'out')
  await mkdir(join(folder, 'news'))
  const picture = sharp({ create: { width: 500, height: 300, channels: 3, background: '#642' } })
  await writeFile(join(folder, 'boat.png'), await picture.png().toBuffer())
  await writeFile(
    join(folder, 'publication.json'),
    JSON.stringify({
      id: 'org.example.news',
      title: 'The Example',
      language: 'en',
      sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }],
    }),
  )
  const key = await createSecretKey(join(folder, 'longwave.key.json'))
  for (const number of [1, 2, 3]) {
    await writeFile(
      join(folder, `news/${number}.md`),
      `---\ntitle: Number ${number}\ndate: 2026-11-0${number}\nimage: {src: ../boat.png, alt: A boat}\n---\nText.\n`,
    )
    await pressPublication({
      publication: await readPublicationFile(join(folder, 'publication.json')),
      out,
      key,
      report: quiet,
      now: new Date(`2026-11-1${number}T08:00:00Z`),
    })
  }
  files = (await readdir(out, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/^feed\.|^longwave-files\.json$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort()
})
afterAll(async () => {
  if (cacheBefore === undefined) delete process.env.LONGWAVE_CACHE
  else process.env.LONGWAVE_CACHE = cacheBefore
  await rm(folder, { recursive: true, force: true })
})

/** Copies the publication, changes the copy by `damage` and returns the faults that are found in it. */
async function faultsAfter(damage: (copy: string) => Promise<void>): Promise<string[]> {
  const copy = await mkdtemp(join(folder, 'copy-'))
  await cp(out, copy, { recursive: true })
  await damage(copy)
  return (await verify(copy, quiet)).faults
}

async function flip(path: string, place: (length: number) => number): Promise<void> {
  const bytes = await readFile(path)
  bytes[place(bytes.length)]! ^= 1
  await writeFile(path, bytes)
}

describe('a folder', () => {
  test('as it was pressed has no fault', async () => {
    expect(files.length).toBeGreaterThanOrEqual(6)
    const { faults, release, files: checked } = await verify(out, quiet)
    expect(faults).toEqual([])
    expect(release?.state.articles).toBe(3)
    expect(checked).toBe(files.length)
  })

  test('with one broken bundle tells of that bundle alone', async () => {
    for (const name of files.filter((name) => name.startsWith('bundles/'))) {
      const faults = await faultsAfter((copy) => flip(join(copy, name), (length) => length >> 1))
      expect(faults).toEqual([expect.stringContaining(name)])
    }
  })

  test('with one bit changed anywhere in any file has a fault that names the file', async () => {
    for (const name of files) {
      for (const share of [0, 0.3, 0.5, 0.8, 0.999]) {
        const faults = await faultsAfter((copy) =>
          flip(join(copy, name), (length) => Math.floor(length * share)),
        )
        expect(faults.join('\n'), `${name} at ${share}`).toContain(name)
      }
    }
  })

  test('without one of its files has a fault that names the file', async () => {
    for (const name of files) {
      const faults = await faultsAfter((copy) => rm(join(copy, name)))
      expect(faults.join('\n')).toContain(name)
    }
  })

  test('cut short or longer has a fault that names the file', async () => {
    for (const name of files) {
      const cut = await faultsAfter(async (copy) =>
        writeFile(join(copy, name), (await readFile(join(copy, name))).subarray(0, -2)),
      )
      expect(cut.join('\n')).toContain(name)
      const longer = await faultsAfter((copy) =>
        writeFile(join(copy, name), Uint8Array.of(0x20), { flag: 'a' }),
      )
      // White space after the JSON is not part of the signed content.
      if (!name.endsWith('.json')) expect(longer.join('\n')).toContain(name)
    }
  })

  test('with a picture under a digest that is not its own has a fault', async () => {
    const name = `images/${'0'.repeat(64)}.webp`
    const faults = await faultsAfter((copy) => writeFile(join(copy, name), 'anything'))
    expect(faults.join('\n')).toContain(name)
  })

  test('every fault is told, not only the first', async () => {
    const images = files.filter((name) => name.startsWith('images/'))
    const bundles = files.filter((name) => name.startsWith('bundles/'))
    const faults = (
      await faultsAfter(async (copy) => {
        await rm(join(copy, bundles[0]!))
        for (const name of images) await flip(join(copy, name), () => 40)
      })
    ).join('\n')
    for (const name of [bundles[0]!, ...images]) expect(faults).toContain(name)
  })

  test('that is none is a misuse', async () => {
    await expect(verify(join(folder, 'nowhere'), quiet)).rejects.toMatchObject({ misuse: true })
    const empty = await mkdtemp(join(folder, 'empty-'))
    expect((await verify(empty, quiet)).faults.join()).toMatch(/missing/)
  })
})

describe('an address', () => {
  let server: RunningServer
  let copy: string
  beforeAll(async () => {
    copy = await mkdtemp(join(folder, 'served-'))
    await cp(out, copy, { recursive: true })
    server = await startServer({ folder: copy, port: 0, host: '127.0.0.1' })
  })
  afterAll(() => server.stop())

  test('is checked like a folder, with and without the slash', async () => {
    for (const address of [server.address, server.address.slice(0, -1)]) {
      const { faults, release } = await verify(address, quiet)
      expect(faults).toEqual([])
      expect(release?.version).toBe(3)
    }
  })

  test('with a file changed or missing has a fault that names it', async () => {
    const [name] = files.filter((name) => name.startsWith('images/'))
    await flip(join(copy, name!), () => 50)
    expect((await verify(server.address, quiet)).faults.join()).toContain(name)
    await rm(join(copy, name!))
    expect((await verify(server.address, quiet)).faults.join()).toContain(name)
  })

  test('an address that does not answer is reported as a fault', async () => {
    const { faults } = await verify('http://127.0.0.1:9/', quiet)
    expect(faults.join()).toMatch(/127\.0\.0\.1:9.*cannot be fetched/)
  })
})
