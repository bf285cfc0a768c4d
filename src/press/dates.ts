import type { Instant } from '#bundle/article.ts'

const ZONES: Record<string, string> = {
  UT: '+0000',
  UTC: '+0000',
  GMT: '+0000',
  Z: '+0000',
  EST: '-0500',
  EDT: '-0400',
  CST: '-0600',
  CDT: '-0500',
  MST: '-0700',
  MDT: '-0600',
  PST: '-0800',
  PDT: '-0700',
  BST: '+0100',
  CET: '+0100',
  CEST: '+0200',
  EET: '+0200',
  EEST: '+0300',
  MSK: '+0300',
  IST: '+0530',
  JST: '+0900',
  AEST: '+1000',
  AEDT: '+1100',
}

/**
 * A moment from what feeds, pages and front matter write: ISO 8601 in its many spellings, RFC 822 with
 * zone names, plain dates (midnight UTC). A date without a zone is taken as UTC, never as this machine's.
 * @returns undefined for what is no date, or none a publication could have (before 1900, after 2200)
 */
export function instantOf(written: unknown): Instant | undefined {
  if (written instanceof Date) return instantOfTime(written.getTime())
  if (typeof written === 'number') {
    return instantOfTime(Math.abs(written) < 1e11 ? written * 1000 : written)
  }
  if (typeof written !== 'string') return undefined
  const text = written.trim().replace(/\s+/g, ' ')
  if (text === '' || text.length > 100) return undefined
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?)? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?:\[[\w/]+\])?$/i.exec(
      text,
    )
  if (iso) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', zone = 'Z'] = iso
    return moment([year!, month!, day!, hour, minute, second], zone)
  }
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?Z?)?$/.exec(text)
  if (compact) {
    const [, year, month, day, hour = '0', minute = '0', second = '0'] = compact
    return moment([year!, month!, day!, hour, minute, second], 'Z')
  }
  const slashed = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(text)
  if (slashed) {
    const [, year, month, day, hour = '0', minute = '0'] = slashed
    return moment([year!, month!, day!, hour, minute, '0'], 'Z')
  }
  // RFC 822 and what people write for it; V8 reads the rest once the zone is a number.
  const zoned = text
    .replace(/^[A-Za-z]{3,9}\.?, ?/, '')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/, '$1')
    .replace(/\b([A-Z]{1,4})$/, (name) => ZONES[name] ?? name)
    .replace(/\bSept\b/i, 'Sep')
  if (!/\d{4}|\b\d{2} \d{2}:\d{2}/.test(zoned) || !/[A-Za-z]{3}/.test(zoned)) return undefined
  const hasZone = /[+-]\d{2}:?\d{2}$/.test(zoned)
  return instantOfTime(Date.parse(hasZone ? zoned : `${zoned} +0000`))
}

function moment(parts: string[], zone: string): Instant | undefined {
  const [year, month, day, hour, minute, second] = parts.map(Number)
  const time = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!)
  const check = new Date(time)
  if (check.getUTCMonth() !== month! - 1 || check.getUTCDate() !== day! || hour! > 24)
    return undefined
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  const minutes = offset
    ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0))
    : 0
  return instantOfTime(time - minutes * 60_000)
}

function instantOfTime(time: number): Instant | undefined {
  if (Number.isNaN(time)) return undefined
  const date = new Date(time)
  const year = date.getUTCFullYear()
  if (!(year >= 1900 && year <= 2200)) return undefined
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
