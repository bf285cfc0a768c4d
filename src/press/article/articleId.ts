import { createHash } from 'node:crypto'

const MOST = 64

/**
 * Makes an id of the format from the name that the source gives the article. The same name always gives the same id. A
 * name that does not fit is shortened, and a digest of the whole name keeps it distinct.
 */
export function articleId(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
  if (plain !== '' && plain.length <= MOST && isFaithful(name, plain)) return plain
  const digest = digestOf(name).slice(0, 10)
  const kept = plain.slice(0, MOST - digest.length - 1).replace(/-$/, '')
  return kept ? `${kept}-${digest}` : digest
}

/** Whether the id has all letters of the name: otherwise two names could become one id. */
function isFaithful(name: string, plain: string): boolean {
  const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return letters(name) === letters(plain)
}

/** Parameters that tell where a reader came from and do not change the page. */
const TRACKING =
  /^(?:utm_|fbclid$|gclid$|mc_[ce]id$|ref$|ref_src$|cmpid$|cmp$|ocid$|icid$|at_|ns_|smid$|partner$|ito$|xtor$|CMP$|source$|share$)/i

/**
 * Removes from an address the parts that do not change the page, so that an article from a feed and from its page is
 * the same article.
 */
export function canonicalAddress(address: string): string {
  const url = new URL(address)
  url.hash = ''
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name)) url.searchParams.delete(name)
  }
  return url.href
}

/** A short name for the lasting name that a feed gives an article, to remember it by. */
export function guidKey(guid: string): string {
  return digestOf(guid).slice(0, 12)
}

/** The id of an article that is known by its address: the last part of the path, which is readable, and a digest. */
export function idOfAddress(address: string): string {
  const digest = digestOf(withoutScheme(canonicalAddress(address)))
  const slug = slugOf(address)
  return slug ? `${slug}-${digest.slice(0, 10)}` : digest.slice(0, 16)
}

/**
 * The id of an article of a feed that has a lasting name (RSS guid, Atom or JSON Feed id) and an address, which may change.
 * Many feeds count their articles, so a name is the name of one article only together with the host.
 */
export function idOfGuid(guid: string, address: string): string {
  const isAddress = /^https?:\/\/\S+$/i.test(guid) && URL.canParse(guid)
  if (isAddress && idOfAddress(guid) === idOfAddress(address)) return idOfAddress(address)
  const digest = digestOf(`${withoutScheme(new URL(address).origin)} ${guid}`)
  const slug = slugOf(address)
  return slug ? `${slug}-${digest.slice(0, 10)}` : digest.slice(0, 16)
}

/** The last part of an address's path in plain letters, without the ending of a file. */
function slugOf(address: string): string {
  const [last = ''] = new URL(canonicalAddress(address)).pathname
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/\.(?:html?|php|aspx?|md)$/i, ''))
    .slice(-1)
  let name = last
  try {
    name = decodeURIComponent(last)
  } catch {
    // The name stays as it is written.
  }
  return name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 48)
    .replace(/-$/, '')
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\/(?:www\.)?/, '')
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
