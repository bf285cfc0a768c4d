import { createHash } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { defined } from '#bundle/defined.ts'
import { reasonOf } from '../files/publicationFolder.ts'
import { holdsSecretKey } from '../files/publishedFolders.ts'
import { PressError } from '../report/PressError.ts'
import { byteRange } from './byteRange.ts'
import { isPublicationFile, publishedFolder } from './servedFolder.ts'

export interface ServerOptions {
  folder: string
  /** 0 takes any free port. */
  port: number
  host: string
}

export interface RunningServer {
  address: string
  stop(): Promise<void>
}

/**
 * A static web server on this machine, for looking at a site and for tests. It serves publications and sites alone, and what
 * is published while it runs.
 */
export async function startServer({ folder, port, host }: ServerOptions): Promise<RunningServer> {
  const root = await realpath(resolve(folder)).catch((cause) => {
    throw new PressError(folder, 'there is no such folder', {
      remedy: 'Make the site first: longwave site publication.json --out DIR.',
      misuse: true,
      cause,
    })
  })
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await listen(server, port, host)
  const bound = server.address()
  const actual = typeof bound === 'object' && bound ? bound.port : port
  const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host
  return {
    address: `http://${name.includes(':') ? `[${name}]` : name}:${actual}/`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE'
      fail(
        new PressError(
          `port ${port}`,
          taken ? 'another program is using it already' : `cannot be used (${reasonOf(cause)})`,
          {
            remedy: taken
              ? 'Stop that program, or choose another with --port (npm start: PORT).'
              : 'Choose another with --port, above 1023.',
            cause,
          },
        ),
      )
    })
    server.listen(port, host, done)
  })
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.xml': 'application/rss+xml; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  // A bundle is gzip already. With a Content-Encoding the browser would unpack it before its digest is checked.
  '.lwb': 'application/octet-stream',
}

async function answer(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Readers on other sites may subscribe to this publication. A 404 is marked like a file, because without the mark a browser
  // cannot tell the answer from a host that does not answer. Other sites read nothing else.
  if (isPublicationFile(request.url ?? '/')) response.setHeader('Access-Control-Allow-Origin', '*')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' })
    response.end()
    return
  }
  const { published, path, redirect } = await fileFor(root, request.url ?? '/')
  if (redirect !== undefined) {
    response.writeHead(301, { Location: redirect })
    response.end()
    return
  }
  if (path !== undefined && published !== undefined) {
    if (await send(request, response, path, published, 200)) return
  }
  if (published !== undefined) {
    if (await send(request, response, join(published, '404.html'), published, 404)) return
  }
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end('Not found\n')
}

interface Found {
  /** The publication or site that the address belongs to. */
  published?: string
  path?: string
  redirect?: string
}

async function fileFor(root: string, url: string): Promise<Found> {
  let name: string
  try {
    name = decodeURIComponent(url.split(/[?#]/)[0]!)
  } catch {
    return {}
  }
  const hidden = name.split(/[/\\]/).some((part) => part.startsWith('.'))
  if (!name.startsWith('/') || name.includes('\0') || name.includes('\\') || hidden) return {}
  const published = await publishedFolder(root, name)
  if (published === undefined) return {}
  const path = join(root, name)
  // A symbolic link may lead out of the folder; files outside are not served.
  const real = await realpath(path).catch(() => undefined)
  if (real === undefined || !(real === root || real.startsWith(root + sep))) return { published }
  const found = await stat(real)
  if (found.isFile()) return name.endsWith('/') ? { published } : { published, path: real }
  if (!found.isDirectory()) return { published }
  const index = join(real, 'index.html')
  if (!(await stat(index).catch(() => undefined))?.isFile()) return { published }
  if (name.endsWith('/')) return { published, path: index }
  // A path that begins with two slashes would name another host.
  return { published, redirect: `${encodeURI(name.replace(/^\/+/, '/'))}/` }
}

interface HeldFile {
  changed: number
  etag: string
  raw: Buffer
  /** A file with a secret key is not served, whatever its name. */
  secret: boolean
}

const ENCODINGS = {
  br: (raw: Buffer) =>
    promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (raw: Buffer) => promisify(gzip)(raw),
}

type Encoding = keyof typeof ENCODINGS

const held = new Map<string, HeldFile>()
/** Compressed bytes by encoding and ETag. Sites that are served side by side share the files of the app. */
const compressed = new Map<string, Promise<Buffer>>()
const MOST_HELD = 2000

/** @returns false where there is no such file, or none to be served */
async function send(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  root: string,
  status: 200 | 404,
): Promise<boolean> {
  const file = await hold(path).catch(() => undefined)
  if (!file || file.secret) return false
  const name = path.slice(root.length + 1).replaceAll(sep, '/')
  const accepted = String(request.headers['accept-encoding'] ?? '')
  // Bytes of a range are counted in the file as it is stored, so it is not compressed.
  const asked = status === 200 && request.method === 'GET' ? request.headers.range : undefined
  const isText = /text|json|xml/.test(TYPES[extname(path)] ?? '')
  const encoding =
    isText && asked === undefined
      ? (['br', 'gzip'] as const).find((each) => new RegExp(`\\b${each}\\b`).test(accepted))
      : undefined
  const bytes = encoding ? await compress(file, encoding) : file.raw
  const headers = defined<Record<string, string | number>>({
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    'Cache-Control': /^(?:assets|audio|bundles|catalog|images|root)\//.test(name)
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': "frame-ancestors 'none'",
    Vary: 'Accept-Encoding',
    // Compressed bytes have a weak ETag: If-Range with it never matches, so no range is added to them.
    ETag: encoding ? `W/${file.etag}` : file.etag,
    'Accept-Ranges': 'bytes',
    'Content-Encoding': encoding,
  })
  if (status === 200 && request.headers['if-none-match']?.replace(/^W\//, '') === file.etag) {
    response.writeHead(304, headers)
    response.end()
    return true
  }
  const unchanged = (request.headers['if-range'] ?? file.etag) === file.etag
  const range = unchanged ? byteRange(asked, bytes.length) : undefined
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` })
    response.end()
    return true
  }
  if (range) {
    response.writeHead(206, {
      ...headers,
      'Content-Range': `bytes ${range.first}-${range.last}/${bytes.length}`,
      'Content-Length': range.last - range.first + 1,
    })
    response.end(bytes.subarray(range.first, range.last + 1))
    return true
  }
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length })
  response.end(request.method === 'HEAD' ? undefined : bytes)
  return true
}

async function hold(path: string): Promise<HeldFile> {
  const { mtimeMs, size } = await stat(path)
  const before = held.get(path)
  if (before?.changed === mtimeMs && before.raw.length === size) return before
  const raw = await readFile(path)
  const etag = `"${createHash('sha256').update(raw).digest('base64url').slice(0, 22)}"`
  const file = { changed: mtimeMs, etag, raw, secret: holdsSecretKey(raw) }
  if (held.size > MOST_HELD) held.clear()
  held.set(path, file)
  return file
}

/** Compresses a file once, as a static host does at upload. */
function compress({ etag, raw }: HeldFile, encoding: Encoding): Promise<Buffer> {
  const name = encoding + etag
  const before = compressed.get(name)
  if (before) return before
  const bytes = ENCODINGS[encoding](raw)
  if (compressed.size > MOST_HELD) compressed.clear()
  compressed.set(name, bytes)
  return bytes
}
