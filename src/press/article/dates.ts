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
  if (!isInMonth(zoned)) return undefined
  const timed = /\d:\d{2}/.test(zoned) ? zoned : `${zoned} 00:00`
  const hasZone = /[+-]\d{2}:?\d{2}$/.test(timed)
  return instantOfTime(Date.parse(hasZone ? timed : `${timed} +0000`))
}

function moment(parts: string[], zone: string): Instant | undefined {
  const [year, month, day, hour, minute, second] = parts.map(Number)
  if (year! < 1900 || month! < 1 || month! > 12) return undefined
  if (day! < 1 || day! > daysIn(year!, month!)) return undefined
  // Hour 24 is the midnight at the end of the day, and second 60 a leap second.
  const isTime = hour! < 24 ? minute! < 60 && second! <= 60 : hour === 24 && minute === 0
  if (!isTime) return undefined
  const time = Date.UTC(year!, month! - 1, day!, hour!, minute!, Math.min(second!, 59))
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  const minutes = offset
    ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0))
    : 0
  return instantOfTime(time - minutes * 60_000)
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Whether the month that a date names has its day. V8 reads 30 Feb as a day in March. */
function isInMonth(text: string): boolean {
  const found =
    /\b(?<day>\d{1,2})[ -](?<month>[A-Za-z]{3})[a-z]*[ ,-]+(?<year>\d{4}|\d{2})\b/.exec(text) ??
    /\b(?<month>[A-Za-z]{3})[a-z]*\.? (?<day>\d{1,2})\b(?:.*\b(?<year>\d{4}))?/.exec(text)
  const { day, month: name = '', year = '2000' } = found?.groups ?? {}
  const month = MONTHS.indexOf(name.toLowerCase()) + 1
  if (month === 0) return true
  // Two digits of a year are enough to know a leap year between 1901 and 2099.
  return Number(day) >= 1 && Number(day) <= daysIn(2000 + (Number(year) % 100), month)
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
