/** @returns undefined for what is no address (URL.canParse is younger than the oldest browsers that are supported) */
export function parseUrl(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

/**
 * Tells whether an address from signed data may be used as a base, to which names of files are appended. A device asks
 * such addresses by itself, so nothing in them may reach further than a folder of a host: no query (`?reboot=1`), no
 * fragment, no user name. https, or http for an onion service, which encrypts by itself, and for a publication that is
 * read over http anyway (`mayAsk`).
 */
export function isBase(address: unknown): address is string {
  const url = typeof address === 'string' && address.length <= 4096 ? parseUrl(address) : undefined
  if (url === undefined) return false
  const { protocol, username, password, search, hash } = url
  return (
    /^https?:$/.test(protocol) &&
    username === '' &&
    password === '' &&
    search === '' &&
    hash === '' &&
    // The URL parser drops an empty query or fragment, and removes line breaks.
    !/[?#@\s\u0000-\u001f]/.test(address as string)
  )
}

/**
 * Tells whether a reader that subscribed to `own` may ask `base`, an address that its release names. An address of a home
 * network or of the device itself is asked only where the publication's own address is one, too: a publisher could
 * otherwise make every reader's device ask the reader's own router. The same holds for http.
 */
export function mayAsk(base: string, own: string): boolean {
  const [there, here] = [parseUrl(base), parseUrl(own)]
  if (!there || !here || !isBase(base)) return false
  if (reachOf(there.hostname) !== 'public' && reachOf(there.hostname) !== reachOf(here.hostname)) {
    return false
  }
  return (
    there.protocol === 'https:' || there.hostname.endsWith('.onion') || here.protocol === 'http:'
  )
}

/**
 * Tells who can reach a host: only this device (`loopback`), the network around it (`private`), or everyone. A name that
 * a resolver maps to a private address cannot be told from others here.
 * @param hostname as the URL parser writes it: IPv4 addresses as four decimal numbers, IPv6 in brackets
 */
function reachOf(hostname: string): 'loopback' | 'private' | 'public' {
  const host = hostname.replace(/\.$/, '')
  if (/^(?:localhost|.+\.localhost)$/.test(host)) return 'loopback'
  // IPv4 addresses in IPv6: mapped, compatible, and NAT64. The URL parser writes their last 32 bits as two hex groups.
  const inside = /^\[(?:::ffff:|::|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(host)
  if (inside) {
    const [high, low] = inside.slice(1).map((group) => Number.parseInt(group, 16)) as [
      number,
      number,
    ]
    return reachOf([high >> 8, high & 255, low >> 8, low & 255].join('.'))
  }
  if (host.startsWith('[')) {
    if (host === '[::1]' || host === '[::]') return 'loopback'
    return /^\[(?:f[cd]|fe[89ab])/.test(host) ? 'private' : 'public'
  }
  if (/^(?:127|0)\./.test(host)) return 'loopback'
  // RFC 1918, carrier-grade NAT (RFC 6598), link-local (RFC 3927), and names that only a home network knows.
  return /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.\d+\./.test(
    `${host}.`,
  ) ||
    /\.(?:local|internal|home\.arpa|lan)$/.test(host) ||
    !/[.:]/.test(host)
    ? 'private'
    : 'public'
}
