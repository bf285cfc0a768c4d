import type { Instant, LanguageTag } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { instantOf } from '../../article/dates.ts'
import type { HtmlDocument, HtmlElement } from '../html/parseHtml.ts'

/**
 * The date of an article whose metadata has none: from marked-up times, from scripts with the data of the article, from
 * a line whose class names a date, or from the address.
 */
export function publishedOf(
  document: HtmlDocument,
  url: string,
  language: LanguageTag | undefined,
): Instant | undefined {
  const marked = document.querySelector('[itemprop="datePublished"]')
  const written =
    marked?.getAttribute('datetime') ?? marked?.getAttribute('content') ?? marked?.textContent
  return (
    instantOf(written?.trim()) ??
    timeElement(document, language) ??
    scriptDate(document) ??
    shownDate(document, language) ??
    addressDate(url)
  )
}

function timeElement(document: HtmlDocument, language: LanguageTag | undefined) {
  for (const selector of ['article time, main time, header time', 'time', '[datetime]']) {
    for (const time of document.querySelectorAll(selector)) {
      if (isElsewhere(time)) continue
      const instant =
        instantOf(time.getAttribute('datetime')?.trim()) ??
        dateInText(time.textContent ?? '', language)
      if (instant) return instant
    }
  }
  return undefined
}

function scriptDate(document: HtmlDocument): Instant | undefined {
  for (const script of document.querySelectorAll('script:not([src])')) {
    const found =
      /"(?:datePublished|publishedAt|published_at|publishDate|publish_date|publicationDate|publication_date|pubDate|pub_date|firstPublished)"\s*:\s*"([^"]{8,40})"/i.exec(
        (script.textContent ?? '').slice(0, 500_000),
      )
    const instant = instantOf(found?.[1])
    if (instant) return instant
  }
  return undefined
}

function shownDate(document: HtmlDocument, language: LanguageTag | undefined) {
  for (const found of document.querySelectorAll(
    '[class*="publish" i], [class*="date" i], [class*="posted" i], [class*="time" i], [class*="datum" i], [class*="fecha" i], [class*="byline" i], [id*="date" i], [class*="meta" i], [class*="info" i]',
  )) {
    if (found.children.length > 10 || found.querySelector('p, h2, li')) continue
    const text = found.textContent ?? ''
    if (text.length > 300 || !/\d/.test(text)) continue
    if (isElsewhere(found)) continue
    const instant = dateInText(text, language)
    if (instant) return instant
  }
  return undefined
}

/**
 * Whether an element belongs to another part of the page. An element around the headline does not count, because whole
 * pages have classes such as `has-comments`.
 */
function isElsewhere(element: HtmlElement): boolean {
  const around = element.closest(
    'aside, nav, footer, [class*="comment" i], [class*="related" i], [class*="teaser" i]',
  )
  return around !== null && !around.querySelector('h1')
}

function addressDate(url: string): Instant | undefined {
  const found = /[/=-](20[0-4]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)/.exec(url)
  return found ? instantOf(`${found[1]}-${found[2]}-${found[3]}`) : undefined
}

const LANGUAGES =
  'en de fr es it pt nl sv nb da fi pl cs sk sl hr sr ro hu bg ru uk be el tr az id ms vi ca gl eu et lv lt is ga sw af fa ar he hi bn ur ta te mr ka hy kk uz th'

/** Month names and their usual abbreviations in the languages of most pages. */
const MONTHS = monthNames()

function monthNames(): Map<string, number> {
  const names = new Map<string, number>()
  for (const language of LANGUAGES.split(' ')) {
    for (const month of ['long', 'short'] as const) {
      for (const day of [undefined, 'numeric'] as const) {
        // Many languages decline the name of a month beside a day, so each name is formatted with and without one.
        const format = new Intl.DateTimeFormat(
          `${language}-u-ca-gregory-nu-latn`,
          defined<Intl.DateTimeFormatOptions>({ month, day, timeZone: 'UTC' }),
        )
        for (let at = 0; at < 12; at++) {
          const part = format
            .formatToParts(new Date(Date.UTC(2024, at, 15)))
            .find(({ type }) => type === 'month')
          const name = part && bare(part.value)
          if (name && !/^\d+$/.test(name) && !names.has(name)) names.set(name, at + 1)
        }
      }
    }
  }
  names.set('sept', 9)
  return names
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[.\u200c\u200f]/g, '')
}

/** The first date in a line, in one of many languages. The time of day is left out, because its zone is unknown. */
export function dateInText(text: string, language: LanguageTag | undefined): Instant | undefined {
  const line = text
    .slice(0, 400)
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/\s+/g, ' ')
  const plain = /\b((?:19|20)\d\d)[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})(?!\d)/.exec(line)
  if (plain) return day(plain[1]!, plain[2]!, plain[3]!)
  const words =
    /(\d{1,2})(?:st|nd|rd|th|er|º|\.)? ?(?:de |of |d['’])?([\p{L}\p{M}.\u200c]{3,20}),? ?(?:de |del )?((?:19|20)\d\d)\b/gu
  for (const found of line.matchAll(words)) {
    const month = MONTHS.get(bare(found[2]!))
    if (month) return day(found[3]!, String(month), found[1]!)
  }
  for (const found of line.matchAll(
    /([\p{L}\p{M}.]{3,20}) (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b/gu,
  )) {
    const month = MONTHS.get(bare(found[1]!))
    if (month) return day(found[3]!, String(month), found[2]!)
  }
  const numbers = /(?<![\d.])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?((?:19|20)\d\d)\b/.exec(line)
  if (!numbers) return undefined
  const [, first, sign, second, year] = numbers
  // American English writes the month first, with slashes or hyphens.
  const american = sign !== '.' && /^en(?:-US)?$/i.test(language ?? '')
  return american
    ? (day(year!, first!, second!) ?? day(year!, second!, first!))
    : (day(year!, second!, first!) ?? day(year!, first!, second!))
}

function day(year: string, month: string, date: string): Instant | undefined {
  return instantOf(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
}
