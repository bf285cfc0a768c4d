import { createHash } from 'node:crypto'

const MOST = 64

/**
 * An id as the format takes it, from what the source calls the article: the same name always gives the
 * same id. What does not fit is shortened and told apart by a digest of the whole name.
 */
export function articleId(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
  if (plain !== '' && plain.length <= MOST && isFaithful(name, plain)) return plain
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 10)
  const kept = plain.slice(0, MOST - digest.length - 1).replace(/-$/, '')
  return kept ? `${kept}-${digest}` : digest
}

/** Whether no letters were lost: otherwise two names could become one id. */
function isFaithful(name: string, plain: string): boolean {
  const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return letters(name) === letters(plain)
}

/** Parameters that say where a reader came from, not what is read. */
const TRACKING =
  /^(?:utm_|fbclid$|gclid$|mc_[ce]id$|ref$|ref_src$|cmpid$|cmp$|ocid$|icid$|at_|ns_|smid$|partner$|ito$|xtor$|CMP$|source$|share$)/i

/** An address without what does not change the page: the same article from a feed and a page is one. */
export function canonicalAddress(address: string): string {
  const url = new URL(address)
  url.hash = ''
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name)) url.searchParams.delete(name)
  }
  return url.href
}

/** The id of an article known by its address: readable from the last parts of the path. */
export function idOfAddress(address: string): string {
  const canonical = canonicalAddress(address)
  const url = new URL(canonical)
  const [last = ''] = url.pathname
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/\.(?:html?|php|aspx?|md)$/i, ''))
    .slice(-1)
  const digest = createHash('sha256')
    .update(canonical.replace(/^https?:\/\/(?:www\.)?/, ''))
    .digest('hex')
  let name = last
  try {
    name = decodeURIComponent(last)
  } catch {
    // Kept as written.
  }
  const slug = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 48)
    .replace(/-$/, '')
  return slug ? `${slug}-${digest.slice(0, 10)}` : digest.slice(0, 16)
}
