import { describe, expect, it } from 'vitest'
import { formatAge, formatDay, formatMoment, formatReadingTime } from './dates.ts'

const NOON = '2026-11-20T12:00:00Z'
const minutesLater = (minutes: number) => Date.parse(NOON) + minutes * 60_000

describe('dates', () => {
  it('are written in the article’s language, calendar and digits', () => {
    expect(formatDay(NOON, 'en')).toBe('Nov 20, 2026')
    expect(formatDay(NOON, 'de')).toBe('20.11.2026')
    expect(formatDay(NOON, 'fa')).toMatch(/۱۴۰۵/)
    expect(formatMoment(NOON, 'ja')).toContain('2026年11月20日')
  })

  it('without a time stay that day, wherever the reader is', () => {
    const before = process.env.TZ
    try {
      for (const zone of ['America/Los_Angeles', 'Pacific/Auckland']) {
        process.env.TZ = zone
        expect(formatDay('2026-11-20T00:00:00Z', 'en-GB')).toBe('20 Nov 2026')
        expect(formatMoment('2026-11-20T00:00:00Z', 'en-GB')).toBe('20 November 2026')
      }
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  })

  it('survive what is no date and what is no language', () => {
    expect(formatDay('yesterday', 'en')).toBe('yesterday')
    expect(formatDay(NOON, 'not a language')).toBe('Nov 20, 2026')
    expect(formatReadingTime(440, '')).toBe('2 min')
  })
})

describe('formatAge', () => {
  it.each([
    [0, 'this minute'],
    [59, '59 minutes ago'],
    [60, '1 hour ago'],
    [26 * 60, 'yesterday'],
    [3 * 24 * 60, '3 days ago'],
  ])('after %i minutes', (minutes, words) => {
    expect(formatAge(NOON, 'en', minutesLater(minutes))).toBe(words)
  })

  it('says nothing of the future, which is a wrong clock, nor of what is long past', () => {
    expect(formatAge(NOON, 'en', minutesLater(-1))).toBeUndefined()
    expect(formatAge(NOON, 'en', minutesLater(31 * 24 * 60))).toBeUndefined()
    expect(formatAge('', 'en', minutesLater(0))).toBeUndefined()
  })
})

describe('formatReadingTime', () => {
  it('is never nothing', () => {
    expect(formatReadingTime(0, 'en')).toBe('1 min')
  })
})
