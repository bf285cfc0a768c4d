import { isServer } from 'solid-js/web'
import { keepWords } from './kept.ts'

/** A tag from content may be anything; an unusable one must not stop the page. */
function knownLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

// A formatter costs far more to make than to use, and a list needs the same one for every card.
const formatters = new Map<string, Intl.DateTimeFormat>()

function format(
  kind: 'day' | 'date' | 'moment',
  instant: string,
  language: string,
  options: Intl.DateTimeFormatOptions,
  utc = isServer,
): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  const make = () => {
    const key = `${kind} ${language} ${utc}`
    let found = formatters.get(key)
    if (!found) {
      // The prerender cannot know the reader's time zone, so it says UTC and names it.
      const zone = utc ? { timeZone: 'UTC' } : {}
      found = new Intl.DateTimeFormat(knownLanguage(language), { ...options, ...zone })
      formatters.set(key, found)
    }
    return found.format(date)
  }
  if (isServer) return make()
  return keepWords(`${kind} ${language} ${instant} ${date.getTimezoneOffset()}`, make)
}

/**
 * Midnight in UTC is what the press makes of a date without a time. It is that day everywhere: a reader
 * further west should not see the day before, and nobody a time that nobody gave.
 */
function isWholeDay(instant: string): boolean {
  return /T00:00:00(?:\.0+)?Z$/.test(instant)
}

/** `Nov 23, 2026`, in the language's own calendar. */
export function formatDay(instant: string, language: string): string {
  return format('day', instant, language, { dateStyle: 'medium' }, isServer || isWholeDay(instant))
}

/** `November 23, 2026 at 2:05 PM`, with the zone where it is not the reader's; a whole day has no time. */
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
    ...(isServer ? { timeZoneName: 'short' } : {}),
  })
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** `3 hours ago`, for the last thirty days; nothing for what is older or in the future. */
export function formatAge(instant: string, language: string, now: number): string | undefined {
  const age = now - Date.parse(instant)
  if (!(age >= 0 && age < 30 * 86_400_000)) return undefined
  const [unit, length] = STEPS.find(([, step]) => age >= step) ?? (['minute', 60_000] as const)
  const count = -Math.floor(age / length)
  return keepWords(`age ${language} ${count} ${unit}`, () =>
    new Intl.RelativeTimeFormat(knownLanguage(language), { numeric: 'auto' }).format(count, unit),
  )
}

/** Words read in a minute: an ordinary pace for prose, rounded down for hard subjects. */
const PACE = 220

/** `4 min`, in the language's own words and digits. */
export function formatReadingTime(words: number, language: string): string {
  const count = Math.max(1, Math.round(words / PACE))
  const make = () =>
    new Intl.NumberFormat(knownLanguage(language), { style: 'unit', unit: 'minute' }).format(count)
  return isServer ? make() : keepWords(`minutes ${language} ${count}`, make)
}
