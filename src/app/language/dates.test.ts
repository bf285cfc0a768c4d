import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  formatAge,
  formatDay,
  formatMinutes,
  formatMoment,
  loadDates,
  readingMinutes,
} from './dates.ts'
import { formatNames } from './names.ts'

const NOON = '2026-11-20T12:00:00Z'
/** Every language of the corpus, with a word that a date in it must contain. */
const DAYS: Record<string, RegExp> = {
  am: /\p{Script=Ethiopic}/u,
  ar: /نوفمبر/,
  az: /noy/,
  be: /ліс/,
  bn: /২০ নভে/,
  bo: /\p{Script=Tibetan}/u,
  ckb: /٢٠٢٦/,
  'cmn-Hans': /2026年11月20日/,
  'zh-Hant': /2026年11月20日/,
  de: /Nov/,
  dz: /༢༠༢༦/,
  el: /Νοε/,
  en: /Nov/,
  fr: /nov/,
  he: /בנוב/,
  hi: /नव/,
  hu: /nov/,
  hy: /նոյ/,
  id: /Nov/,
  ja: /2026年11月20日/,
  ka: /ნოე/,
  kk: /қар/,
  khk: /2026.оны/,
  km: /វិច្ឆិកា/,
  ky: /ноя/,
  ko: /2026년 11월 20일/,
  lo: /\p{Script=Lao}/u,
  ml: /നവം/,
  mr: /२० नोव्हें/,
  my: /၂၀၂၆/,
  ne: /२०२६/,
  pbu: /۱۴۰۵/,
  fa: /۲۹ آبان ۱۴۰۵/,
  pl: /lis/,
  pt: /nov/,
  ru: /ноя/,
  si: /\p{Script=Sinhala}/u,
  so: /2026/,
  es: /nov/,
  sr: /нов/,
  sw: /Nov/,
  ta: /நவ/,
  tt: /ноя/,
  te: /నవం/,
  tg: /[Нн]оя/,
  th: /2569/,
  ti: /\p{Script=Ethiopic}/u,
  tk: /no[yý]/,
  tr: /Kas/,
  ug: /نويابىر/,
  uk: /лист/,
  ur: /نومبر/,
  uz: /noy/,
  vi: /thg 11|tháng 11/,
  ydd: /נאוו/,
  yo: /2026/,
  zu: /Nov/,
}

const minutesLater = (minutes: number) => Date.parse(NOON) + minutes * 60_000

describe('dates', () => {
  it('are written in the article’s language, calendar and digits', () => {
    expect(formatDay(NOON, 'en')).toBe('Nov 20, 2026')
    expect(formatDay(NOON, 'de')).toBe('20. Nov. 2026')
    expect(formatDay(NOON, 'fa')).toBe('۲۹ آبان ۱۴۰۵')
    expect(formatDay(NOON, 'fa-AF')).toBe('۲۹ عقرب ۱۴۰۵')
    expect(formatDay(NOON, 'ps')).toContain('۱۴۰۵')
    expect(formatDay(NOON, 'ar')).toBe('20 نوفمبر 2026')
    expect(formatDay(NOON, 'ar-EG')).toBe('٢٠ نوفمبر ٢٠٢٦')
    expect(formatDay(NOON, 'th')).toContain('2569')
    expect(formatMoment(NOON, 'ja')).toContain('2026年11月20日')
  })

  it.each(Object.entries(DAYS))('in %s have its letters and digits', (language, letters) => {
    for (const written of [formatDay(NOON, language), formatMoment(NOON, language)]) {
      expect(written).toMatch(letters)
      expect(written).not.toMatch(/Invalid|M11|undefined/)
    }
    expect(formatMinutes(4, language)).toMatch(/[4٤۴৪४၄༤]/)
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
    expect(formatMinutes(2, '')).toBe('2 min')
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

describe('readingMinutes', () => {
  it('is never nothing', () => {
    expect(readingMinutes(0, 'en')).toBe(1)
  })

  it.each([
    ['en-GB', 2280, 10],
    ['ar', 1380, 10],
    // A word is counted as two characters.
    ['zh-Hans', 1275, 10],
    // No study has measured Belarusian: the mean is used.
    ['be', 1840, 10],
  ])('goes by the pace of %s', (language, words, minutes) => {
    expect(readingMinutes(words, language)).toBe(minutes)
  })
})

describe('in a browser that knows few languages', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  /** Acts like Chromium, which supports none of about a hundred languages. */
  function knowNothing() {
    vi.spyOn(Intl.DateTimeFormat, 'supportedLocalesOf').mockReturnValue([])
    vi.spyOn(Intl.RelativeTimeFormat, 'supportedLocalesOf').mockReturnValue([])
  }

  it('a date is digits at first, and then in the language', async () => {
    knowNothing()
    expect(formatDay('2026-01-20T12:00:00Z', 'my')).toBe('2026-01-20')
    await loadDates('my')
    expect(formatDay('2026-01-20T12:00:00Z', 'my')).toBe('၂၀၂၆ ဇန်နဝါရီ ၂၀')
    expect(formatDay(NOON, 'be-tarask')).toBe('20 лістапада 2026\u202fг.')
    expect(formatDay(NOON, 'pbu')).toBe('۲۹ لړم ۱۴۰۵')
    expect(formatMoment('2026-11-20T00:00:00Z', 'ckb')).toBe('٢٠ی تشرینی دووەمی ٢٠٢٦')
    expect(formatDay(NOON, 'tlh')).toBe('2026-11-20')
    expect(formatMinutes(4, 'ne')).toBe('४ मिनेट')
    expect(formatMinutes(4, 'tlh')).toBe('4 min')
  })

  it.each([
    [0, 'толькі што'],
    [21, '21 хвіліну таму'],
    [3 * 60, '3 гадзіны таму'],
    [24 * 60, 'учора'],
    [11 * 24 * 60, '11 дзён таму'],
  ])('after %i minutes, Belarusian says so', async (minutes, words) => {
    knowNothing()
    await loadDates('be')
    expect(formatAge(NOON, 'be', minutesLater(minutes))).toBe(words)
  })
})

describe('formatNames', () => {
  const names = (...all: string[]) => all.map((name) => ({ name }))
  const plain = (text: string) => text.replace(/[\u2066-\u2069\u200f]/g, '')

  it('joins names as the language does, each in its own direction', () => {
    expect(formatNames(names('Ann Lee'), 'en')).toBe('Ann Lee')
    expect(plain(formatNames(names('Ann Lee', 'Bo Ray'), 'en'))).toBe('Ann Lee and Bo Ray')
    expect(plain(formatNames(names('نگار', 'بهرام'), 'fa'))).toBe('نگار و بهرام')
    expect(plain(formatNames(names('مينا', 'Ann'), 'ar'))).toBe('مينا وAnn')
    expect(plain(formatNames(names('王', '李', '张'), 'zh'))).toBe('王、李和张')
    expect(plain(formatNames(names('A', 'B'), 'no language'))).toBe('A, B')
    expect(formatNames(names('A', 'نگار'), 'fa')).toBe('\u2068A\u2069 و \u2068نگار\u2069')
  })
})
