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

/** Names that only a device itself knows. */
const LOOPBACK_NAME = /^(?:.+\.)?localhost(?:\.localdomain)?$/

/**
 * Names that only the network around a device knows: those without a dot, the top-level names that networks of homes and
 * offices give themselves (RFC 6762, appendix G; RFC 8375), and the name of the routers in many homes.
 */
const PRIVATE_NAME =
  /^[^.:]*$|\.(?:local|localdomain|internal|intranet|private|corp|home|home\.arpa|lan)$|^(?:.+\.)?fritz\.box$/

/**
 * The IPv4 addresses that no public host has: RFC 1918, carrier-grade NAT (RFC 6598), link-local (RFC 3927), protocol
 * assignments and benchmarks (RFC 6890), multicast, reserved addresses and broadcast.
 */
const PRIVATE_IPV4 =
  /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|192\.0\.0|198\.1[89]|22[4-9]|23\d|24\d|25[0-5])\.\d/

/**
 * Tells who can reach a host: only this device (`loopback`), the network around it (`private`), or everyone. A name that
 * a resolver maps to a private address cannot be told from others here.
 * @param hostname as the URL parser writes it: IPv4 addresses as four decimal numbers, IPv6 in brackets
 */
function reachOf(hostname: string): 'loopback' | 'private' | 'public' {
  const host = hostname.replace(/\.+$/, '')
  if (host.startsWith('[')) return reachOfIpv6(host.slice(1, -1))
  if (LOOPBACK_NAME.test(host) || /^(?:127|0)\.\d/.test(host)) return 'loopback'
  return PRIVATE_IPV4.test(host) || PRIVATE_NAME.test(host) ? 'private' : 'public'
}

/**
 * IPv4 addresses in IPv6, of which the URL parser writes the 32 bits as two groups: mapped, translated and compatible
 * (RFC 4291, RFC 2765), NAT64 (RFC 6052, RFC 8215), and 6to4 (RFC 3056).
 */
const IPV4_IN_IPV6 =
  /^(?:::ffff:|::ffff:0:|::|64:ff9b::|64:ff9b:1::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$|^2002:([0-9a-f]{1,4}):([0-9a-f]{1,4}):/

function reachOfIpv6(address: string): 'loopback' | 'private' | 'public' {
  // `::1`, `::`, and what else is left of the compatible addresses: 0.0.x.x, which is this host.
  if (/^::[0-9a-f]{0,4}$/.test(address)) return 'loopback'
  const [, ...found] = IPV4_IN_IPV6.exec(address) ?? []
  const groups = found.filter((group) => group !== undefined)
  if (groups.length > 0) {
    const [high, low] = groups.map((group) => Number.parseInt(group, 16)) as [number, number]
    return reachOf([high >> 8, high & 255, low >> 8, low & 255].join('.'))
  }
  // Unique local, link-local and site-local addresses, multicast, and Teredo, which hides an IPv4 address (RFC 4380).
  return /^(?:f[cdf]|fe[89a-f]|2001:0?:)/.test(address) ? 'private' : 'public'
}
