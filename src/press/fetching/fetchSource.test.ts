import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PressError } from '../report/PressError.ts'
import { fetchMedia, fetchSource } from './fetchSource.ts'
import type { Trust } from './trust.ts'

let answer: RequestListener
let server: Server
let host: string
let asked: string[]
let trust: Trust

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!)
    answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
  trust = { hosts: new Set([host]), folders: [] }
})

async function faultOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(PressError)
  expect((error as PressError).remedy).toBeTruthy()
  return (error as PressError).message
}

describe('an address the publisher wrote', () => {
  test('gives the bytes, decompressed, with their type and last address', async () => {
    answer = ({ url }, response) => {
      if (url === '/old') response.writeHead(301, { location: '/feed.xml' }).end()
      else {
        response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': 'gzip' })
        response.end(gzipSync('<rss/>'))
      }
    }
    const { url, contentType, bytes } = await fetchSource(`http://${host}/old`, { trust })
    expect({ url, contentType }).toEqual({
      url: `http://${host}/feed.xml`,
      contentType: 'text/xml',
    })
    expect(new TextDecoder().decode(bytes)).toBe('<rss/>')
  })

  test.each([404, 500, 204])('that answers %i is an error that says so', async (status) => {
    answer = (_, response) => response.writeHead(status).end()
    const fault = await faultOf(fetchSource(`http://${host}/x`, { trust }))
    expect(fault).toContain(`http://${host}/x`)
    expect(fault).toContain(`answers ${status}`)
  })

  test('that redirects for ever is given up', async ({ task }) => {
    task.meta.fault = [63]
    answer = (_, response) => response.writeHead(302, { location: `/${asked.length}` }).end()
    expect(await faultOf(fetchSource(`http://${host}/`, { trust }))).toContain('redirects more')
    expect(asked.length).toBeLessThan(10)
  })

  test('that redirects to a file or to nothing is refused', async () => {
    answer = ({ url }, response) =>
      response
        .writeHead(302, { location: url === '/a' ? 'file:///etc/passwd' : 'http://[bad' })
        .end()
    expect(await faultOf(fetchSource(`http://${host}/a`, { trust }))).toContain('not a web address')
    expect(await faultOf(fetchSource(`http://${host}/b`, { trust }))).toContain('not valid')
  })

  test('that decompresses without end is cut off', async ({ task }) => {
    task.meta.fault = [63]
    answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync(Buffer.alloc(3 * 1024 * 1024)))
    }
    const fault = await faultOf(fetchSource(`http://${host}/`, { trust, most: 1024 * 1024 }))
    expect(fault).toContain('longer than 1 MiB')
  })

  test('that never ends its answer is given up', async ({ task }) => {
    task.meta.fault = [63]
    answer = (_, response) => {
      response.writeHead(200).write('<rss>')
    }
    const fault = await faultOf(fetchSource(`http://${host}/`, { trust, patience: 200 }))
    expect(fault).toContain('takes too long')
  })

  test('that breaks off in the middle is an error', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('<rss>', () => response.destroy())
    }
    await faultOf(fetchSource(`http://${host}/`, { trust }))
  })

  test('where nothing listens, or that is none, is an error', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => gone.once('listening', done))
    const { port } = gone.address() as AddressInfo
    await new Promise((done) => gone.close(done))
    const own = { hosts: new Set([`127.0.0.1:${port}`]), folders: [] }
    expect(await faultOf(fetchSource(`http://127.0.0.1:${port}/`, { trust: own }))).toContain(
      'nothing answers there',
    )
    expect(await faultOf(fetchSource('https://', { trust }))).toContain('not a valid')
  })
})

describe('an address found inside a source', () => {
  test('on this machine or its network is not even asked', async ({ task }) => {
    task.meta.fault = [64]
    answer = (_, response) => response.end('secret')
    const port = host.split(':')[1]
    for (const name of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[64:ff9b::7f00:1]',
      '2130706433',
      '0x7f.1',
      '0',
    ]) {
      const fault = await faultOf(fetchSource(`http://${name}:${port}/`))
      expect(fault, name).toContain('on this machine or its network')
    }
    expect(asked).toEqual([])
  })

  test.each([
    '10.0.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '255.255.255.255',
    '224.0.0.251',
    '[fe80::1]',
    '[fd00::1]',
    '[fec0::1]',
    '[ff02::1]',
    // IPv4 addresses in IPv6: compatible, mapped, translated, NAT64, 6to4 and Teredo.
    '[::127.0.0.1]',
    '[::192.168.0.1]',
    '[::7f]',
    '[::2]',
    '[::ffff:7f00:1]',
    '[::ffff:0:10.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::127.0.0.1]',
    '[2002:7f00:1::]',
    '[2001::80ff:fffe]',
  ])('at %s is refused', async (name) => {
    expect(await faultOf(fetchMedia('image', `http://${name}/latest`))).toContain('its network')
  })

  test('is refused too where a trusted host redirects to it', async ({ task }) => {
    task.meta.fault = [64]
    const inner = createServer((_, response) => response.end('secret'))
    await new Promise<void>((done) => inner.listen(0, '127.0.0.1', done))
    const { port } = inner.address() as AddressInfo
    for (const name of ['127.0.0.1', 'localhost']) {
      answer = (_, response) =>
        response.writeHead(302, { location: `http://${name}:${port}/` }).end()
      const fault = await faultOf(fetchSource(`http://${host}/`, { trust }))
      expect(fault).toContain('its network')
    }
    await new Promise((done) => inner.close(done))
  })
})

describe('a picture', () => {
  let home: string
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'longwave-pictures-'))
    await mkdir(join(home, 'news'))
    await mkdir(join(home, 'news-secret'))
    await writeFile(join(home, 'news/boat.png'), 'boat')
    await writeFile(join(home, 'news-secret/key.png'), 'key')
    await symlink(join(home, 'news-secret/key.png'), join(home, 'news/link.png'))
  })
  afterEach(() => rm(home, { recursive: true, force: true }))

  const picture = async (address: string) =>
    Buffer.from(
      await fetchMedia('image', address, {
        hosts: new Set([host]),
        folders: [join(home, 'news')],
      }),
    ).toString()

  test('is read from a trusted folder, a trusted host, or its own address', async () => {
    answer = (_, response) => response.end('served')
    expect(await picture(pathToFileURL(join(home, 'news/boat.png')).href)).toBe('boat')
    expect(await picture(`http://${host}/boat.png`)).toBe('served')
    expect(await picture('data:image/png;base64,Ym9hdA==')).toBe('boat')
    expect(await picture('data:image/svg+xml,%3Csvg%2F%3E%ZZ')).toBe('<svg/>%ZZ')
  })

  test.each(['news/link.png', 'news/../news-secret/key.png', 'news-secret/key.png'])(
    '%s outside the folder is refused, whatever way leads there',
    async (path) => {
      const address = `${pathToFileURL(home).href}/${path}`
      expect(await faultOf(picture(address))).toContain('outside the folders')
      expect(await faultOf(fetchMedia('image', address))).toContain('outside the folders')
    },
  )

  test.each([
    'file:///nowhere/at/all.png',
    'file://host/share.png',
    'file:///%2e%2e%2fetc%2fpasswd',
    'data:image/png',
    'data:image/png;base64,%E0%A4%A',
    'ftp://example.org/x.png',
    'boat.png',
  ])('%s is an error with a remedy', async (address) => {
    await faultOf(picture(address))
  })
})
