import { lookup } from 'node:dns'
import { readFile, realpath, stat } from 'node:fs/promises'
import { isIP } from 'node:net'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ipaddr from 'ipaddr.js'
import { Agent, fetch } from 'undici'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import { reasonOf } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import type { Trust } from './trust.ts'

export interface Fetched {
  /** The address after redirects. */
  url: string
  contentType?: string
  bytes: Uint8Array
}

/** The server's answer was not 200. It is the cause of the PressError that is thrown. */
export class StatusError extends Error {
  readonly status: number

  constructor(status: number) {
    super(`the server answers ${status}`)
    this.status = status
  }
}

export interface FetchOptions {
  /** The hosts that may be on the own network. None where absent. */
  trust?: Trust
  /** The most bytes after decompression. */
  most?: number
  /** The timeout of each hop in milliseconds, the body included. */
  patience?: number
}

const MIB = 1024 * 1024
const MOST = 16 * MIB
const PATIENCE = 60_000
/** The limits of images and audio, by the words that messages use for them. */
const MEDIA = {
  image: { most: 32 * MIB, patience: PATIENCE },
  'audio file': { most: LIMITS.audio, patience: 10 * PATIENCE },
} as const
const REDIRECTS = 5
/** Connections to one host at the same time, for politeness. */
const AT_ONCE = 2

const HEADERS = {
  'user-agent': 'longwave/0.1 (press of an offline reader)',
  accept:
    'text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.8',
  'accept-encoding': 'br, gzip, deflate',
}

const options: Agent.Options = { connect: { timeout: PATIENCE / 2 }, connections: AT_ONCE }
const open = new Agent(options)
const guarded = new Agent({
  ...options,
  connect: { timeout: PATIENCE / 2, lookup: publicLookup },
})

/** @throws PressError naming the address */
export async function fetchSource(
  address: string,
  { trust, most = MOST, patience = PATIENCE }: FetchOptions = {},
): Promise<Fetched> {
  if (!URL.canParse(address)) {
    throw new PressError(address, 'this is not a valid address', {
      remedy: 'Write it like https://example.org/feed.xml.',
    })
  }
  let url = new URL(address)
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    if (!/^https?:$/.test(url.protocol)) {
      throw new PressError(url.href, 'is not fetched: it is not a web address', {
        remedy: 'Give an address that begins with https: or http:.',
      })
    }
    // Trust is checked again at each hop: a redirect away from the publisher's host may lead anywhere.
    const trusted = trust?.hosts.has(url.host) ?? false
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (!trusted && isIP(host) && !isPublic(host)) throw notPublic(url.href)
    const { status, headers, body } = await fetch(url, {
      dispatcher: trusted ? open : guarded,
      headers: HEADERS,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    }).catch((cause: unknown) => {
      throw unfetched(address, cause)
    })
    const location = headers.get('location')
    if (status >= 300 && status < 400 && location !== null) {
      await body?.cancel()
      if (!URL.canParse(location, url.href)) {
        throw unfetched(address, new Error('the server redirects to an address that is not valid'))
      }
      url = new URL(location, url)
      continue
    }
    if (status !== 200) {
      await body?.cancel()
      throw unfetched(address, new StatusError(status))
    }
    const contentType = headers.get('content-type')
    return defined<Fetched>({
      url: url.href,
      contentType: contentType ?? undefined,
      bytes: await readUpTo(body ?? [], most).catch((cause: unknown) => {
        throw unfetched(address, cause)
      }),
    })
  }
  throw new PressError(address, `redirects more than ${REDIRECTS} times`, {
    remedy: 'Give the address that the redirects end at.',
  })
}

/**
 * Reads a body and counts its bytes as they arrive: a body that is short on the wire may be endless once decompressed.
 */
async function readUpTo(body: AsyncIterable<Uint8Array> | [], most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > most) throw new Error(`it is longer than ${Math.round(most / MIB)} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Reads an image or audio of an article: from the web, from a file below a trusted folder, or from a data: address
 * inside its source.
 * @throws PressError naming the address
 */
export async function fetchMedia(
  kind: keyof typeof MEDIA,
  address: string,
  trust?: Trust,
): Promise<Uint8Array> {
  if (/^data:/i.test(address)) return dataBytes(address)
  if (/^file:/i.test(address)) return fileBytes(kind, address, trust?.folders ?? [])
  const { bytes } = await fetchSource(address, defined<FetchOptions>({ ...MEDIA[kind], trust }))
  return bytes
}

async function fileBytes(
  kind: keyof typeof MEDIA,
  address: string,
  folders: readonly string[],
): Promise<Uint8Array> {
  const { most } = MEDIA[kind]
  let path: string
  try {
    path = await realpath(fileURLToPath(address))
  } catch (cause) {
    throw new PressError(plainPath(address), `there is no such ${kind}`, {
      remedy: 'Check the path: it is relative to the file that names it.',
      cause,
    })
  }
  // Symbolic links are resolved first: a page must not publish a file from elsewhere on this machine.
  const homes = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)))
  const isBelow = (home: string | undefined) =>
    home !== undefined && path.startsWith(home.endsWith(sep) ? home : home + sep)
  if (!homes.some(isBelow)) {
    throw new PressError(path, `this ${kind} lies outside the folders of the publication`, {
      remedy: 'Move it beside the publication file, or beside the article.',
    })
  }
  try {
    const { size } = await stat(path)
    if (size > most) throw new Error(`it is longer than ${most / MIB} MiB`)
    return await readFile(path)
  } catch (cause) {
    throw new PressError(path, `cannot be read (${reasonOf(cause)})`, {
      remedy: 'Check the file.',
      cause,
    })
  }
}

/** The path of a file: address, which is what an operator looks for; other addresses as they are. */
export function plainPath(address: string): string {
  try {
    return /^file:/i.test(address) ? fileURLToPath(address) : address
  } catch {
    return address
  }
}

function dataBytes(address: string): Uint8Array {
  const [, head, body] = /^data:([^,]{0,200}),(.*)$/is.exec(address) ?? []
  try {
    if (head === undefined || body === undefined) throw new Error('it has no comma')
    return /;base64$/i.test(head.trim())
      ? Buffer.from(decodeURIComponent(body), 'base64')
      : percentDecoded(body)
  } catch (cause) {
    throw new PressError(`${address.slice(0, 40)}…`, 'this data: address holds no readable image', {
      remedy: 'The article is pressed without it. Check how the source writes the image.',
      cause,
    })
  }
}

function percentDecoded(text: string): Uint8Array {
  return Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  )
}

/**
 * Resolves a name and refuses addresses of the own network. The check is part of the connection, so that a name cannot
 * resolve to another address in between.
 */
function publicLookup(
  hostname: string,
  lookupOptions: object,
  callback: (error: Error | null, address: never, family: number) => void,
): void {
  lookup(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
    if (error) return callback(error, [] as never, 0)
    const allowed = addresses.filter(({ address }) => isPublic(address))
    if (allowed.length === 0) return callback(notPublic(hostname), [] as never, 0)
    const [one] = allowed
    if ((lookupOptions as { all?: boolean }).all) callback(null, allowed as never, 0)
    else callback(null, one!.address as never, one!.family)
  })
}

function isPublic(written: string): boolean {
  if (!ipaddr.isValid(written)) return false
  // `process` turns an IPv4 address that is written as IPv6 back into an IPv4 address.
  const address = ipaddr.process(written)
  if (address instanceof ipaddr.IPv6 && address.range() === 'rfc6052') {
    // Networks that have IPv6 alone reach every IPv4 host under 64:ff9b::/96.
    return isPublic(new ipaddr.IPv4(address.toByteArray().slice(12)).toString())
  }
  // Public hosts have IPv6 addresses in 2000::/3 alone (RFC 4291); the rest of `::/8` once held IPv4 addresses.
  const isGiven = address instanceof ipaddr.IPv4 || (address.toByteArray()[0]! & 0xe0) === 0x20
  return isGiven && address.range() === 'unicast'
}

function notPublic(address: string): PressError {
  return new PressError(address, 'is not fetched: it is on this machine or its network', {
    remedy:
      'Of the hosts on this machine or its network, those that the publication file names are fetched.',
  })
}

const WORDS: Record<string, string> = {
  ENOTFOUND: 'no host has this name',
  EAI_AGAIN: 'the network does not answer',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'nothing answers in time',
}

function unfetched(address: string, cause: unknown): PressError {
  // The real fault is the cause of the error, or the cause of that.
  let fault = cause as Error & { code?: string }
  while (fault.cause instanceof Error && !(fault instanceof PressError)) {
    fault = fault.cause as typeof fault
  }
  if (fault instanceof PressError) return fault
  const reason =
    fault.name === 'TimeoutError'
      ? 'it takes too long'
      : (WORDS[String(fault.code)] ?? (fault.message || String(fault.code)))
  return new PressError(address, `cannot be fetched (${reason})`, {
    remedy: 'Check the address in a browser. The next run tries again.',
    cause,
  })
}
