export interface PublicationAddress {
  /** Ends in a slash. */
  address: string
  /** SHA-256 of root/1.json, where the link carries it. */
  root?: string
}

/**
 * Reads what a reader types or pastes: with or without https://, an index.html or head.json at the end, and the
 * fingerprint after `#root=`.
 * @returns undefined for what is no address
 */
export function parseAddress(written: string): PublicationAddress | undefined {
  const text = written.trim()
  if (!text || /\s/.test(text)) return undefined
  const local = /^(?:localhost|127\.0\.0\.1)(?::|\/|$)/.test(text)
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : `${local ? 'http' : 'https'}://${text}`
  let url: URL
  try {
    url = new URL(full)
  } catch {
    return undefined
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  if (
    !url.hostname.includes('.') &&
    url.hostname !== 'localhost' &&
    !url.hostname.startsWith('[')
  ) {
    return undefined
  }
  const root = /(?:^|[#&])root=([0-9a-f]{64})(?:&|$)/i.exec(url.hash)?.[1]?.toLowerCase()
  // A damaged fingerprint is an error: without it, the app would trust any publisher that answers.
  if (!root && /root=/i.test(url.hash)) return undefined
  url.hash = ''
  url.search = ''
  url.pathname = url.pathname.replace(/(?:index\.html|head\.json)$/, '')
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return { address: url.href, ...(root ? { root } : {}) }
}
