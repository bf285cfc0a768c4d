import ipaddr from 'ipaddr.js'

/**
 * Looks at an address that names of files are appended to: the address of a site or of a mirror. Readers' devices ask
 * whatever such an address leads to, so it may neither carry a request of its own nor lead to their own network.
 * @returns what is wrong with it, as the end of a sentence, or undefined
 */
export function faultOfBase(address: string): string | undefined {
  if (!/^https?:\/\/[^\s\\]+$/i.test(address) || !URL.canParse(address)) {
    return 'is not a valid address'
  }
  const { protocol, username, password } = new URL(address)
  if (username !== '' || password !== '') return 'has a user name or a password'
  if (address.includes('?')) return 'has a query (?)'
  if (address.includes('#')) return 'has a fragment (#)'
  if (protocol === 'http:' && !isOnion(address) && !isLocal(address)) {
    return 'begins with http://, which anyone on the way can read and change'
  }
  return undefined
}

/** Tor encrypts what goes to such a host and proves which host it is. */
function isOnion(address: string): boolean {
  return new URL(address).hostname.endsWith('.onion')
}

/** Whether an address leads to this machine or its network. */
export function isLocal(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (/(?:^|\.)(?:localhost|local)$/.test(host)) return true
  if (!ipaddr.isValid(host)) return false
  const range = ipaddr.process(host).range()
  return /^(?:loopback|private|uniqueLocal|linkLocal|unspecified)$/.test(range)
}
