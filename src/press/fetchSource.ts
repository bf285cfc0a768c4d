import { lookup } from 'node:dns'
import { readFile, realpath } from 'node:fs/promises'
import { isIP } from 'node:net'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ipaddr from 'ipaddr.js'
import { Agent, fetch } from 'undici'
import { PressError } from './PressError.ts'
import { reasonOf } from './publicationFolder.ts'

export interface Fetched {
  /** After redirects. */
  url: string
  contentType?: string
  bytes: Uint8Array
}

export interface FetchOptions {
  /**
   * The publisher wrote this address: it may be on the own machine or network. Addresses found inside
   * pages and feeds may not, or a hostile feed could read what only this machine can reach.
   */
  written?: boolean
  /** Bytes. */
  most?: number
}

const MOST = 16 * 1024 * 1024
const PATIENCE = 30_000
const REDIRECTS = 5
const AT_ONCE = 4

const HEADERS = {
  'user-agent': 'longwave (offline reader press)',
  accept:
    'text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.8',
  'accept-encoding': 'br, gzip, deflate',
}

const options: Agent.Options = {
  connect: { timeout: PATIENCE },
  headersTimeout: PATIENCE,
  bodyTimeout: PATIENCE,
  connections: AT_ONCE,
}
const open = new Agent(options)
const guarded = new Agent({ ...options, connect: { timeout: PATIENCE, lookup: publicLookup } })

/** @throws PressError naming the address */
export async function fetchSource(
  address: string,
  { written = false, most = MOST }: FetchOptions = {},
): Promise<Fetched> {
  let url = new URL(address)
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    if (!/^https?:$/.test(url.protocol)) throw refused(url, 'it is no web address')
    // A redirect away from a written address is somebody else's word.
    const trusted = written && url.host === new URL(address).host
    if (!trusted && isIP(hostOf(url)) && !isPublic(hostOf(url))) throw notPublic(url)
    try {
      const response = await fetch(url, {
        dispatcher: trusted ? open : guarded,
        headers: HEADERS,
        // Each hop is checked like the first address.
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE * 2),
      })
      const { status, headers, body } = response
      const location = headers.get('location')
      if (status >= 300 && status < 400 && location !== null) {
        await body?.cancel()
        url = new URL(location, url)
        continue
      }
      if (status !== 200) {
        await body?.cancel()
        throw new Error(`the server answers ${status}`)
      }
      const chunks: Uint8Array[] = []
      let length = 0
      for await (const chunk of body ?? []) {
        length += chunk.length
        if (length > most)
          throw new Error(`it is longer than ${Math.round(most / 1024 / 1024)} MiB`)
        chunks.push(chunk)
      }
      const contentType = headers.get('content-type')
      return {
        url: url.href,
        ...(contentType === null ? {} : { contentType }),
        bytes: Buffer.concat(chunks),
      }
    } catch (cause) {
      if (cause instanceof PressError) throw cause
      throw new PressError(address, `cannot be fetched (${reasonWithin(cause)})`, {
        remedy: 'Check the address in a browser; a later run tries again.',
        cause,
      })
    }
  }
  throw new PressError(address, `redirects more than ${REDIRECTS} times`, {
    remedy: 'Name the address it ends at.',
  })
}

/**
 * A picture of an article: from the web, from a file below `folder`, or written inside its source.
 * @param folder where file: addresses must lie; without one they are refused
 * @throws PressError naming the address
 */
export async function fetchPicture(address: string, folder?: string): Promise<Uint8Array> {
  if (/^data:/i.test(address)) return dataBytes(address)
  if (!/^file:/i.test(address)) {
    return (await fetchSource(address, { most: 2 * MOST })).bytes
  }
  let path: string
  try {
    path = await realpath(fileURLToPath(address))
  } catch (cause) {
    throw new PressError(address, 'there is no such picture', {
      remedy: 'Check the path, as seen from the file that names it.',
      cause,
    })
  }
  // Also through links: a page must not publish what lies elsewhere on this machine.
  const home = folder === undefined ? undefined : await realpath(folder)
  if (home === undefined || !`${path}`.startsWith(home.endsWith(sep) ? home : home + sep)) {
    throw new PressError(path, 'this picture lies outside the folder of the publication', {
      remedy: 'Move it into the folder.',
    })
  }
  try {
    return await readFile(path)
  } catch (cause) {
    throw new PressError(path, `cannot be read (${reasonOf(cause)})`, { cause })
  }
}

function dataBytes(address: string): Uint8Array {
  const comma = address.indexOf(',')
  const head = address.slice(0, comma)
  const body = address.slice(comma + 1)
  return /;base64/i.test(head)
    ? Buffer.from(body, 'base64')
    : Buffer.from(decodeURIComponent(body), 'latin1')
}

/** The addresses really connected to are checked, so that no name can change its mind in between. */
function publicLookup(
  hostname: string,
  lookupOptions: object,
  callback: (error: Error | null, address: never, family: number) => void,
): void {
  lookup(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
    if (error) return callback(error, [] as never, 0)
    const allowed = addresses.filter(({ address }) => isPublic(address))
    if (allowed.length === 0) {
      return callback(new Error(`${hostname} is on this machine or network`), [] as never, 0)
    }
    const [one] = allowed
    if ((lookupOptions as { all?: boolean }).all) callback(null, allowed as never, 0)
    else callback(null, one!.address as never, one!.family)
  })
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function isPublic(address: string): boolean {
  // `process` also turns an IPv4 address written as IPv6 back into what it is.
  return ipaddr.process(address).range() === 'unicast'
}

function notPublic(url: URL): PressError {
  return refused(url, 'it is on this machine or its network')
}

function refused(url: URL, why: string): PressError {
  return new PressError(url.href, `is not fetched: ${why}`, {
    remedy: 'Only addresses written in the publication file may be local.',
  })
}

/** The fault itself is one or two causes down. */
function reasonWithin(error: unknown): string {
  let reason = error as Error & { code?: string }
  while (reason.cause instanceof Error) reason = reason.cause
  return reason.message || reason.code || String(error)
}
