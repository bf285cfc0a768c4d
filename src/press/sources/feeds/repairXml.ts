/** HTML entities that feeds use, though XML does not have them. */
const NAMED: Record<string, string> = {
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  deg: '°',
  times: '×',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
}

/**
 * The characters of Windows-1252 from 0x80 to 0x9f, where Unicode has control characters. Feeds that mix the two up
 * have quotation marks and dashes there.
 */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const ROOT = /<(?:rss|feed|rdf:RDF|channel|RDF)[\s>]/i

/**
 * Repairs a feed: removes everything before the first tag, the document type (feeds need none, and its entities can
 * turn a few lines into gigabytes), stray `&` and the characters that XML forbids.
 */
export function repairXml(text: string): string {
  const start = text.search(/<\?xml|<(?:rss|feed|rdf:RDF|channel|RDF)[\s>]/i)
  return withShortNames(inFeed(withoutDoctype(start > 0 ? text.slice(start) : text)))
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\u0080-\u009f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80]!)
    .replace(
      // CDATA without an end is taken up to the end of the text. To look for its end from each beginning would take for
      // ever.
      /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|&(#x?[0-9a-f]{1,7};|[a-z][a-z0-9]{1,31};)?/gi,
      (found, name?: string) => {
        if (found.startsWith('<')) return found
        if (name === undefined) return '&amp;'
        if (name.startsWith('#')) return WINDOWS[codeOf(name) - 0x80] ?? found
        if (/^(?:amp|lt|gt|quot|apos);$/.test(name)) return found
        return NAMED[name.slice(0, -1)] ?? `&amp;${name}`
      },
    )
}

/**
 * Shortens the names of persons: feedsmith looks for an address in a name, in a time that grows with the square of its
 * length.
 */
function withShortNames(text: string): string {
  return text
    .replace(/(<(?:author|managingEditor|webMaster)(?:\s[^<>]*)?>[^<]{500})[^<]+/gi, '$1')
    .replace(
      /(<(?:author|managingEditor|webMaster)(?:\s[^<>]*)?>\s{0,99}<!\[CDATA\[[^\]]{500})[^\]]+/gi,
      '$1',
    )
}

function codeOf(reference: string): number {
  return /^#x/i.test(reference)
    ? Number.parseInt(reference.slice(2), 16)
    : Number.parseInt(reference.slice(1), 10)
}

/** Makes a feed of a lone entry, which Atom allows as a document. */
function inFeed(text: string): string {
  if (ROOT.test(text)) return text
  const entry = text.search(/<entry[\s>]/)
  if (entry < 0) return text
  return `<feed xmlns="http://www.w3.org/2005/Atom">${text.slice(entry)}</feed>`
}

/** Closes a feed that was cut off in the middle (a lost connection, a full disk), and keeps its whole items. */
export function closeTruncated(text: string): string | undefined {
  const item = Math.max(text.lastIndexOf('</item>'), text.lastIndexOf('</entry>'))
  if (item < 0) return undefined
  const end = text.indexOf('>', item) + 1
  const kept = text.slice(0, end)
  if (/<rdf:RDF[\s>]/i.test(kept)) return `${kept}</rdf:RDF>`
  if (/<feed[\s>]/i.test(kept)) return `${kept}</feed>`
  return `${kept}</channel></rss>`
}

/** The most items that are read one by one, if the whole feed cannot be read. */
const MOST_ITEMS = 300

/**
 * Makes a feed for each item, so that an item that is not well-formed costs itself alone.
 * @param text a repaired feed
 */
export function itemByItem(text: string): string[] {
  const first = text.search(/<(?:item|entry)[\s>]/)
  if (first < 0) return []
  // The text before the items holds the namespaces and the fields of the feed.
  const head = text.slice(0, first)
  if (head.length > 50_000) return []
  const parts = text.slice(first).split(/(?=<(?:item|entry)[\s>])/, MOST_ITEMS)
  return parts.flatMap((part) => closeTruncated(head + part) ?? [])
}

function withoutDoctype(text: string): string {
  const start = text.search(/<!DOCTYPE/i)
  // An article may quote a whole page together with its document type.
  if (start < 0 || ROOT.test(withoutComments(text.slice(0, start)))) return text
  let depth = 0
  let quote = ''
  for (let at = start; at < text.length; at++) {
    const char = text[at]!
    if (quote) {
      if (char === quote) quote = ''
    } else if (depth > 0 && (char === '"' || char === "'")) quote = char
    else if (char === '[') depth += 1
    else if (char === ']') depth -= 1
    else if (char === '>' && depth <= 0) return text.slice(0, start) + text.slice(at + 1)
  }
  return text.slice(0, start)
}

function withoutComments(text: string): string {
  return text.replace(/<!--[\s\S]*?(?:-->|$)/g, '')
}
