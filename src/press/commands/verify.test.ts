import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPublicationFile } from '../files/publicationFile.ts'
import { createSecretKey, readSecretKey } from '../files/secretKeyFile.ts'
import { createRoot } from '../publication/createRoot.ts'
import { pressPublication } from '../publication/pressPublication.ts'
import { writeRootFiles } from '../publication/rootFiles.ts'
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
  const root = await createRoot('org.example.news', { release: key, root: key }, new Date())
  await writeRootFiles(join(folder, 'root'), [root])
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
    const { release } = await verify(out, quiet)
    const { state } = release!
    const tree = 'tree' in state ? state.tree : ''
    // The tree of the release before is there for readers in the middle of it.
    const needed = files.filter((name) => !name.startsWith('tree/') || name.includes(tree))
    expect(needed).toHaveLength(files.length - 1)
    for (const name of needed) {
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

  test('with a secret key in it has a fault, whatever the name of the file', async () => {
    for (const name of ['longwave.key.json', 'images/cat.webp', 'article/deep/.hidden']) {
      const faults = await faultsAfter(async (copy) => {
        await mkdir(join(copy, name, '..'), { recursive: true })
        await createSecretKey(join(folder, `${name.length}.json`))
        await cp(join(folder, `${name.length}.json`), join(copy, name))
      })
      expect(faults).toEqual([expect.stringMatching(/: is a secret key.*longwave rotate/)])
      expect(faults[0]).toContain(name)
    }
  })

  test('that leads to a secret key by a link has a fault', async () => {
    const faults = await faultsAfter(async (copy) => {
      await symlink(join(folder, 'longwave.key.json'), join(copy, 'k'))
      await symlink(copy, join(copy, 'round'))
    })
    expect(faults).toEqual([expect.stringMatching(/^k: is a secret key/)])
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

  test('with a secret key under a usual name, or in the folder above, has a fault', async () => {
    const key = await readFile(join(folder, 'longwave.key.json'))
    const served = new Map<string, Buffer | string>([
      ['/longwave.key.json', key],
      ['/paper/org.example.news.release.json', key],
      // Many hosts answer with a page where there is no file.
      ['/paper/key.json', '<!doctype html>There is no such page'],
    ])
    for (const name of files) served.set(`/paper/${name}`, await readFile(join(out, name)))
    const host = createServer((request, response) => {
      const file = served.get(request.url!)
      response.writeHead(file === undefined ? 404 : 200)
      response.end(file)
    })
    host.listen(0, '127.0.0.1')
    await once(host, 'listening')
    const address = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
    const { faults } = await verify(`${address}paper/`, quiet)
    host.close()
    host.closeAllConnections()
    expect(faults.map((fault) => fault.split(': is a secret key')[0]).sort()).toEqual([
      `${address}longwave.key.json`,
      `${address}paper/org.example.news.release.json`,
    ])
  })

  test('with a recording longer than any image may be is as signed', async () => {
    // An MP3 begins with a frame header; what follows is silence.
    const talk = Buffer.alloc(700 * 1024)
    for (let at = 0; at + 417 <= talk.length; at += 417) talk.set([0xff, 0xfb, 0x90, 0x64], at)
    await mkdir(join(folder, 'talks/news'), { recursive: true })
    await writeFile(join(folder, 'talks/news/talk.mp3'), talk)
    await writeFile(
      join(folder, 'talks/news/talk.md'),
      '# A talk\n\nText.\n\n<audio src="talk.mp3" title="The talk"></audio>\n',
    )
    await cp(join(folder, 'publication.json'), join(folder, 'talks/publication.json'))
    await cp(join(folder, 'root'), join(folder, 'talks/root'), { recursive: true })
    await pressPublication({
      publication: await readPublicationFile(join(folder, 'talks/publication.json')),
      out: join(folder, 'talks/out'),
      key: (await readSecretKey(join(folder, 'longwave.key.json')))!,
      report: quiet,
      now: new Date('2026-11-20T08:00:00Z'),
    })
    expect(await readdir(join(folder, 'talks/out/audio'))).toHaveLength(1)
    const host = await startServer({
      folder: join(folder, 'talks/out'),
      port: 0,
      host: '127.0.0.1',
    })
    const { faults } = await verify(host.address, quiet)
    await host.stop()
    expect(faults).toEqual([])
  })

  test('an address that does not answer is reported as a fault', async () => {
    const { faults } = await verify('http://127.0.0.1:9/', quiet)
    expect(faults.join()).toMatch(/127\.0\.0\.1:9.*cannot be fetched/)
  })
})
