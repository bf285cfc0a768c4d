import type { Instant } from '#bundle/article.ts'

/** Milliseconds. */
export const DAY = 24 * 60 * 60 * 1000

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
 * Reads a date as feeds, pages and front matter write it: ISO 8601 in its many spellings, RFC 822 with zone names,
 * plain dates (midnight UTC). A date without a zone is taken as UTC, never as the zone of this machine.
 * @returns undefined where it is no date, or one that no publication could have (before 1900, after 2200)
 */
export function instantOf(written: unknown): Instant | undefined {
  if (written instanceof Date) return instantOfTime(written.getTime())
  if (typeof written === 'number') {
    // YAML reads `date: 20261123` as a number. As seconds such a number would be a date in 1970, which no article has.
    if (written < 1e8) return instantOf(String(written))
    return instantOfTime(written < 1e11 ? written * 1000 : written)
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
  // RFC 822 and its common misspellings. V8 reads the rest once the zone is a number.
  const zoned = text
    .replace(/^[A-Za-z]{3,9}\.?, ?/, '')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/, '$1')
    .replace(/\b([A-Z]{1,4})$/, (name) => ZONES[name] ?? name)
    .replace(
      / ?\b(?:GMT|UTC) ?([+-])(\d{1,2})(?::?(\d{2}))?$/,
      (_, sign: string, hours: string, minutes = '00') =>
        ` ${sign}${hours.padStart(2, '0')}${minutes}`,
    )
    .replace(/\bSept\b/i, 'Sep')
  if (!/\d{4}|\b\d{2} \d{2}:\d{2}/.test(zoned) || !/[A-Za-z]{3}/.test(zoned)) return undefined
  const timed = /\d:\d{2}/.test(zoned) ? zoned : `${zoned} 00:00`
  const hasZone = /[+-]\d{2}:?\d{2}$/.test(timed)
  return instantOfTime(Date.parse(hasZone ? timed : `${timed} +0000`))
}

function moment(parts: string[], zone: string): Instant | undefined {
  const [year, month, day, hour, minute, second] = parts.map(Number)
  const time = Date.UTC(year!, month! - 1, day!, hour!, minute!, Math.min(second!, 59))
  const check = new Date(time)
  // Date.UTC takes 1 for 1901 and rolls 30 February over to March. Rolling over is right for hour 24 alone.
  const isThere =
    check.getUTCFullYear() === year &&
    check.getUTCMonth() === month! - 1 &&
    check.getUTCDate() === day
  if (!(isThere || hour === 24) || hour! > 24 || year! < 1900) return undefined
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
  return instant(date)
}

/** A date as the format writes it: UTC, without milliseconds. */
export function instant(date: Date): Instant {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
