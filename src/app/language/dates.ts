import { isServer } from 'solid-js/web'
import { keepWords } from './kept.ts'

/** The canonical form of a tag from content, or English for an invalid one: it must not stop the page. */
function knownLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

function mainPart(language: string): string {
  return knownLanguage(language).split('-')[0]!
}

/** Dates for languages without data in the browser, once loaded. Kept in the module: one copy serves every date. */
let fallback: typeof import('./fallbackDates.ts') | undefined

/**
 * Loads the fallback dates if a language needs them. Callers await it before the first page in that language: otherwise
 * its first dates are written in digits alone.
 */
export async function loadDates(...languages: string[]): Promise<void> {
  if (languages.every(isServed)) return
  fallback ??= await import('./fallbackDates.ts').catch(() => undefined)
}

/** Languages that every engine has. Asking an engine takes 20 ms the first time. */
const EVERYWHERE =
  /^(?:a[mr]|b[gn]|c[as]|d[ae]|e[lnst]|f[air]|gu|h[eiru]|i[dt]|ja|k[no]|l[tv]|m[lrs]|n[bl]|p[lt]|r[ou]|s[klrvw]|t[aehr]|u[kr]|vi|zh)\b/

/** Languages that Chromium claims to know, but may call their months M01 to M12. */
const PERHAPS = /^(?:az|bs|kk|kok|pa|sd|uz)\b/

function isServed(language: string): boolean {
  const known = knownLanguage(language)
  if (EVERYWHERE.test(known)) return true
  if (Intl.DateTimeFormat.supportedLocalesOf(known).length === 0) return false
  if (!PERHAPS.test(known)) return true
  return !/M\d/.test(formatterOf('month', known, { month: 'long' }, true).format(0))
}

// A formatter takes far longer to make than to use, and a list needs the same one for every card.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(
  kind: string,
  language: string,
  options: Intl.DateTimeFormatOptions,
  utc: boolean,
): Intl.DateTimeFormat {
  const key = `${kind} ${language} ${utc}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(language, { ...options, timeZone: utc ? 'UTC' : undefined })
    formatters.set(key, found)
  }
  return found
}

function format(
  kind: 'day' | 'date' | 'moment',
  instant: string,
  language: string,
  options: Intl.DateTimeFormatOptions,
  // The prerender cannot know the reader's time zone, so it writes and names UTC.
  utc = isServer,
): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  const known = knownLanguage(language)
  const inWords = () => {
    if (isServed(known)) {
      // Leave out the era, which only Pashto has and newspapers never print.
      return formatterOf(kind, known, options, utc)
        .formatToParts(date)
        .map(({ type, value }) => (type === 'era' ? '' : value))
        .join('')
        .trim()
    }
    if (!isServer) loadDates(known)
    return fallback?.fallbackDate(date, mainPart(known), kind === 'moment', utc)
  }
  const words = isServer
    ? inWords()
    : keepWords(`${kind} ${language} ${instant} ${date.getTimezoneOffset()}`, inWords)
  return words ?? formatterOf(kind, 'sv', SHORT, utc).format(date)
}

/** Options that give digits and dashes (with Swedish), for a language without any data. */
const SHORT: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' }

/**
 * Whether an instant stands for a whole day: the press writes a date without a time as midnight in UTC. Readers further
 * west must not see the day before, nor any reader a time that the newsroom did not give.
 */
function isWholeDay(instant: string): boolean {
  return /T00:00:00(?:\.0+)?Z$/.test(instant)
}

/** Languages whose medium style is numbers alone: a reader may mistake day and month for each other. */
const NUMBERS_ALONE = /^(?:ar|de|ja|ko|sr)\b/

/** `Nov 23, 2026`, in the calendar of the language. */
export function formatDay(instant: string, language: string): string {
  const options: Intl.DateTimeFormatOptions = NUMBERS_ALONE.test(language)
    ? { day: 'numeric', month: 'short', year: 'numeric' }
    : { dateStyle: 'medium' }
  return format('day', instant, language, options, isServer || isWholeDay(instant))
}

/** `November 23, 2026 at 2:05 PM`, with the time zone in the prerender; a whole day has no time. */
export function formatMoment(instant: string, language: string): string {
  if (isWholeDay(instant)) {
    return format('date', instant, language, { dateStyle: 'long' }, true)
  }
  return format('moment', instant, language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: isServer ? 'short' : undefined,
  })
}

const STEPS: ['day' | 'hour' | 'minute', number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** `3 hours ago`, for the last thirty days; undefined for an older instant or one in the future. */
export function formatAge(instant: string, language: string, now: number): string | undefined {
  const age = now - Date.parse(instant)
  if (!(age >= 0 && age < 30 * 86_400_000)) return undefined
  const [unit, length] = STEPS.find(([, step]) => age >= step) ?? (['minute', 60_000] as const)
  const count = Math.floor(age / length)
  return keepWords(`age ${language} ${count} ${unit}`, () => {
    const known = knownLanguage(language)
    return Intl.RelativeTimeFormat.supportedLocalesOf(known).length > 0
      ? new Intl.RelativeTimeFormat(known, { numeric: 'auto' }).format(-count, unit)
      : fallback?.fallbackAge(count, unit, mainPart(known))
  })
}

/**
 * Words read in a minute, by main language. 436 people read the same text aloud in 17 languages: Trauzettel-Klosinski and
 * Dietz, IOVS 53 (2012), 5452-5461, doi 10.1167/iovs.11-8284. A word of Chinese or Japanese is counted as two characters
 * (countWords), of which 255 and 357 are read in a minute. A word of Thai and other scripts without spaces is counted as two
 * letters, too, but people read about 860 letters a minute, as in any alphabet.
 */
const WORDS_PER_MINUTE_IN: Record<string, number> = {
  ar: 138,
  de: 179,
  en: 228,
  es: 218,
  fi: 161,
  fr: 195,
  he: 187,
  it: 188,
  nl: 202,
  pl: 166,
  pt: 181,
  ru: 184,
  sl: 180,
  sv: 199,
  tr: 166,
  zh: 255 / 2,
  ja: 357 / 2,
  th: 430,
  lo: 430,
  km: 430,
  my: 430,
  bo: 430,
  dz: 430,
}
/** The mean of the seventeen languages. */
const WORDS_PER_MINUTE = 184

/** Minutes to read a number of words in a language, at least one. */
export function readingMinutes(words: number, language: string): number {
  const pace = WORDS_PER_MINUTE_IN[language.split('-')[0]!.toLowerCase()] ?? WORDS_PER_MINUTE
  return Math.max(1, Math.round(words / pace))
}

/** Languages whose short form of minutes is a letter or two that readers would not understand. */
const MINUTES_IN_FULL = /^(?:ar|el|he|hi|hu|ka|lo|ml|mr|si|ta|te|yo)\b/

/** `4 min`, in the words and digits of the language. */
export function formatMinutes(count: number, language: string): string {
  const make = () => {
    const known = knownLanguage(language)
    if (!isServed(known)) return fallback?.fallbackMinutes(count, mainPart(known))
    return new Intl.NumberFormat(known, {
      style: 'unit',
      unit: 'minute',
      unitDisplay: MINUTES_IN_FULL.test(known) ? 'long' : 'short',
    }).format(count)
  }
  return (isServer ? make() : keepWords(`minutes ${language} ${count}`, make)) ?? `${count} min`
}
