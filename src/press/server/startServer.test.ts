import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishedPaths } from './servedFolder.ts'
import { type RunningServer, startServer } from './startServer.ts'

let all: string
let folder: string
let server: RunningServer

beforeAll(async () => {
  all = await mkdtemp(join(tmpdir(), 'longwave-server-'))
  folder = join(all, 'site')
  await mkdir(join(folder, 'article/one'), { recursive: true })
  await mkdir(join(folder, 'bundles'))
  await mkdir(join(folder, '.git'))
  await mkdir(join(folder, 'bare'))
  await writeFile(join(all, 'secret.txt'), 'secret')
  await writeFile(join(folder, '.env'), 'secret')
  await writeFile(join(folder, '.git/config'), 'secret')
  await writeFile(join(folder, 'index.html'), `<!doctype html>${'front '.repeat(500)}`)
  await writeFile(join(folder, 'article/one/index.html'), '<!doctype html>one')
  await writeFile(join(folder, '404.html'), '<!doctype html>nothing here')
  await writeFile(join(folder, 'head.json'), '{}')
  await writeFile(join(folder, 'bundles/a.lwb'), Uint8Array.of(0x1f, 0x8b, 0))
  await writeFile(join(folder, 'ñ é.txt'), 'letters')
  await writeFile(join(folder, 'empty.txt'), '')
  await writeFile(join(folder, 'talk.mp3'), '0123456789')
  await symlink(join(all, 'secret.txt'), join(folder, 'out.txt'))
  await symlink(all, join(folder, 'up'))
  server = await startServer({ folder, port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await server.stop()
  await rm(all, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Sends the path as it is written; fetch() would normalise it. */
function ask(path: string, headers = {}, method = 'GET', of = server): Promise<Answer> {
  const port = Number(new URL(of.address).port)
  return new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () =>
        done({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      )
    })
    sent.on('error', fail)
    sent.end()
  })
}

describe('files', () => {
  test('a page by its folder, with the type and the leave readers need', async () => {
    const { status, headers, body } = await ask('/article/one/?from=feed#top')
    expect({ status, body: String(body) }).toEqual({ status: 200, body: '<!doctype html>one' })
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
  })

  test('a folder without its slash is led to the one with it', async () => {
    const { status, headers } = await ask('/article/one')
    expect({ status, location: headers.location }).toEqual({
      status: 301,
      location: '/article/one/',
    })
  })

  test('only the head is asked for again; what is named by its digest is kept for ever', async () => {
    expect((await ask('/head.json')).headers['cache-control']).toBe('no-cache')
    const { headers } = await ask('/bundles/a.lwb')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-type']).toBe('application/octet-stream')
  })

  test('bundles are sent as they are, without a Content-Encoding', async () => {
    const { headers, body } = await ask('/bundles/a.lwb', { 'accept-encoding': 'br, gzip' })
    expect(headers['content-encoding']).toBeUndefined()
    expect([...body]).toEqual([0x1f, 0x8b, 0])
  })

  test('text is compressed as asked', async () => {
    const plain = await ask('/')
    const br = await ask('/', { 'accept-encoding': 'gzip, deflate, br' })
    const gzip = await ask('/', { 'accept-encoding': 'gzip' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' })
    expect(brotliDecompressSync(br.body)).toEqual(plain.body)
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.body)).toEqual(plain.body)
  })

  test('what the browser has already is not sent again', async () => {
    const { headers } = await ask('/head.json')
    const again = await ask('/head.json', { 'if-none-match': headers.etag })
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 })
    await writeFile(join(folder, 'head.json'), '{"new":true}')
    const fresh = await ask('/head.json', { 'if-none-match': headers.etag })
    expect({ status: fresh.status, body: String(fresh.body) }).toEqual({
      status: 200,
      body: '{"new":true}',
    })
  })

  test('HEAD has the headers alone, and other methods are refused', async () => {
    const { status, headers, body } = await ask('/', {}, 'HEAD')
    expect({ status, length: body.length }).toEqual({ status: 200, length: 0 })
    expect(Number(headers['content-length'])).toBeGreaterThan(1000)
    expect(await ask('/', {}, 'POST')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    })
  })

  test('files of a publication may be read by other sites, there or not, and nothing else', async () => {
    const digest = 'a'.repeat(64)
    for (const path of [
      '/head.json',
      '/head.json?again',
      '/root/1.json',
      '/feed.xml',
      `/bundles/${digest}.lwb`,
      `/audio/${digest}.mp3`,
    ]) {
      expect((await ask(path)).headers['access-control-allow-origin'], path).toBe('*')
    }
    for (const path of ['/', '/article/one', '/talk.mp3', '/nothing', '/longwave.key.json']) {
      expect((await ask(path)).headers['access-control-allow-origin'], path).toBeUndefined()
    }
    const refused = await ask('/head.json', {}, 'DELETE')
    expect(refused.headers['access-control-allow-origin']).toBe('*')
  })

  test('names in any script are found', async () => {
    expect(String((await ask(`/${encodeURIComponent('ñ é.txt')}`)).body)).toBe('letters')
  })

  test('what is not there is the page that says so', async () => {
    const { status, body, headers } = await ask('/nothing')
    expect({ status, body: String(body) }).toEqual({
      status: 404,
      body: '<!doctype html>nothing here',
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect((await ask('/bare/')).status).toBe(404)
    expect((await ask('/head.json/')).status).toBe(404)
  })
})

describe('ranges', () => {
  const range = (value: string, headers = {}, path = '/talk.mp3') =>
    ask(path, { range: value, ...headers })

  test.each([
    ['bytes=0-', '0123456789', '0-9/10'],
    ['bytes=2-4', '234', '2-4/10'],
    ['bytes=9-9', '9', '9-9/10'],
    ['bytes=7-100', '789', '7-9/10'],
    ['bytes=-3', '789', '7-9/10'],
    ['bytes=-100', '0123456789', '0-9/10'],
  ])('%s is sent alone', async (value, text, contentRange) => {
    const { status, headers, body } = await range(value)
    expect({ status, text: String(body) }).toEqual({ status: 206, text })
    expect(headers).toMatchObject({
      'content-range': `bytes ${contentRange}`,
      'content-length': String(text.length),
      'content-type': 'audio/mpeg',
      'accept-ranges': 'bytes',
    })
  })

  test.each([
    ['bytes=10-', '/talk.mp3', 10],
    ['bytes=99-100', '/talk.mp3', 10],
    ['bytes=-0', '/talk.mp3', 10],
    ['bytes=0-', '/empty.txt', 0],
  ])('%s lies outside the file %s', async (value, path, size) => {
    const { status, headers, body } = await range(value, {}, path)
    expect({ status, length: body.length }).toEqual({ status: 416, length: 0 })
    expect(headers).toMatchObject({ 'content-range': `bytes */${size}` })
  })

  test.each(['bytes=0-1,4-5', 'bytes=4-2', 'bytes=-', 'bytes=a-b', 'items=0-1', 'bytes', ''])(
    'the whole file answers several ranges and faulty ones: %j',
    async (value) => {
      const { status, headers, body } = await range(value)
      expect({ status, text: String(body) }).toEqual({ status: 200, text: '0123456789' })
      expect(headers['content-range']).toBeUndefined()
    },
  )

  test('text in a range is not compressed', async () => {
    const { status, headers, body } = await range(
      'bytes=1-8',
      { 'accept-encoding': 'br, gzip' },
      '/',
    )
    expect({ status, text: String(body) }).toEqual({ status: 206, text: '!doctype' })
    expect(headers['content-encoding']).toBeUndefined()
  })

  test('a range is added only to the same bytes (If-Range)', async () => {
    const { etag } = (await ask('/')).headers
    expect((await range('bytes=1-8', { 'if-range': etag }, '/')).status).toBe(206)
    const compressed = (await ask('/', { 'accept-encoding': 'br' })).headers.etag
    for (const other of ['"other"', 'Tue, 01 Dec 2026 08:00:00 GMT', compressed]) {
      expect((await range('bytes=1-8', { 'if-range': other }, '/')).status).toBe(200)
    }
    expect((await ask('/', { 'if-none-match': compressed })).status).toBe(304)
  })

  test('HEAD and missing files have no ranges', async () => {
    expect(await ask('/talk.mp3', { range: 'bytes=2-4' }, 'HEAD')).toMatchObject({
      status: 200,
      headers: { 'content-length': '10' },
    })
    expect((await range('bytes=2-4', {}, '/nothing')).status).toBe(404)
  })
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%2fsecret.txt',
  '/article/%2e%2e/%2e%2e/secret.txt',
  '/..%5csecret.txt',
  '/article\\..\\..\\secret.txt',
  '/%252e%252e/secret.txt',
  '//etc/passwd',
  '/%00',
  '/%ff',
  '/%',
  'secret.txt',
  'http://other.example/../secret.txt',
  '/.env',
  '/.git/config',
  '/%2egit/config',
  '/out.txt',
  '/up/secret.txt',
  '/up',
])('nothing outside the folder or hidden in it is served: %s', async (path) => {
  const { status, body } = await ask(path).catch(() => ({ status: 400, body: Buffer.from('') }))
  expect(status).toBeGreaterThanOrEqual(400)
  expect(String(body)).not.toContain('secret')
})

test('two slashes at the start lead to no other host', async () => {
  const { headers } = await ask('//article/one')
  expect(headers.location ?? '/article/one/').toBe('/article/one/')
})

test('a port in use, and a folder that is none, are told plainly', async () => {
  const port = Number(new URL(server.address).port)
  await expect(startServer({ folder, port, host: '127.0.0.1' })).rejects.toThrow(
    `port ${port}: another program is using it already.`,
  )
  await expect(
    startServer({ folder: join(all, 'none'), port: 0, host: '127.0.0.1' }),
  ).rejects.toMatchObject({ misuse: true })
})

const KEY = JSON.stringify({
  format: 1,
  type: 'ed25519',
  public: '0'.repeat(64),
  secret: '5ec7e7'.padEnd(64, '0'),
})

test.each<[string, string | Buffer]>([
  ['longwave.key.json', KEY],
  ['images/cat.webp', `\n  ${KEY}\n`],
  ['notes.txt', `Do not lose this:\nLONGWAVE_KEY=${KEY}\n`],
  ['all.json', `[${KEY}, ${KEY}]`],
  ['windows.json', Buffer.from(`\ufeff${KEY}`, 'utf16le')],
  ['mine/index.html', KEY],
  ['settings.json', JSON.stringify({ env: { LONGWAVE_KEY: KEY } })],
  ['compose.yml', `environment:\n  LONGWAVE_KEY: "${KEY.replaceAll('"', '\\"')}"\n`],
  ['key.py', `KEY = ${KEY.replaceAll('"', "'")}\n`],
  ['pretty.json', JSON.stringify(JSON.parse(KEY), undefined, '\t').replaceAll('\n', '\r\n')],
  ['big-endian.json', Buffer.from(`\ufeff${KEY}`, 'utf16le').swap16()],
])('a secret key is not served, whatever its name: %s', async (name, text) => {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, text)
  for (const headers of [{}, { range: 'bytes=0-' }, { 'accept-encoding': 'br' }]) {
    const { status, body } = await ask(`/${name}`, headers)
    expect(status).toBe(404)
    expect(String(body)).not.toContain('5ec7e7')
  }
  expect(String((await ask(`/${name}`)).body)).toBe('<!doctype html>nothing here')
  await rm(path)
})

test('a secret key is not served by a link to it, nor under a second name of its file', async () => {
  const key = join(all, 'outside.key.json')
  await writeFile(key, KEY)
  await symlink(key, join(folder, 'link.json'))
  await link(key, join(folder, 'second.json'))
  for (const name of ['link.json', 'second.json']) {
    expect((await ask(`/${name}`)).status, name).toBe(404)
    await rm(join(folder, name))
  }
})

test('a feed is served whose article shows a key: the press wrote it from what anybody says', async () => {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    items: [{ title: KEY, summary: KEY.replaceAll('"', "'") }],
  }
  await writeFile(join(folder, 'feed.json'), JSON.stringify(feed))
  expect((await ask('/feed.json')).status).toBe(200)
  await rm(join(folder, 'feed.json'))
})

describe('a folder that is not published', () => {
  let project: string
  let running: RunningServer
  const askProject = (path: string) => ask(path, {}, 'GET', running)
  beforeAll(async () => {
    project = join(all, 'project')
    await mkdir(join(project, 'news'), { recursive: true })
    await writeFile(join(project, 'longwave.key.json'), KEY)
    await writeFile(join(project, 'publication.json'), '{}')
    await writeFile(join(project, 'news/draft.md'), 'secret')
    await writeFile(join(project, '404.html'), 'secret')
    running = await startServer({ folder: project, port: 0, host: '127.0.0.1' })
  })
  afterAll(() => running.stop())

  test('is refused with a remedy', async () => {
    await expect(publishedPaths(project)).rejects.toMatchObject({
      misuse: true,
      message: expect.stringMatching(/is neither a site nor a publication.*longwave site/),
    })
    await expect(publishedPaths(join(all, 'none'))).rejects.toMatchObject({ misuse: true })
    expect(await publishedPaths(folder)).toEqual([''])
  })

  test('is served only where something has been published directly in it', async () => {
    const names = ['longwave.key.json', 'publication.json', 'news/draft.md', '404.html', '']
    for (const name of names) {
      const { status, body } = await askProject(`/${name}`)
      expect({ status, body: String(body) }, name).toEqual({ status: 404, body: 'Not found\n' })
    }
    await mkdir(join(project, 'site/deep'), { recursive: true })
    await writeFile(join(project, 'site/sw.js'), '')
    await writeFile(join(project, 'site/index.html'), 'front')
    await writeFile(join(project, 'news/deep.txt'), '')
    expect(await publishedPaths(project)).toEqual(['site/'])
    expect(String((await askProject('/site/')).body)).toBe('front')
    for (const name of [...names, 'site/../longwave.key.json', 'news/deep.txt']) {
      expect((await askProject(`/${name}`)).status, name).toBe(404)
    }
  })
})
