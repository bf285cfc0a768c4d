import { basename, relative, resolve } from 'node:path'
import type { Author, Correction } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import { instantOf } from '../../article/dates.ts'
import type { DraftFigure } from '../../article/draft.ts'
import { isBrokenAddress, webAddress } from '../../article/webAddress.ts'
import { oneLine, shorten } from '../../article/words.ts'
import { PressError } from '../../report/PressError.ts'
import { type Fields, fieldOf, listOf, wordsOf } from './frontMatter.ts'
import { fromRoot } from './paths.ts'

/**
 * The date in a path such as `2026-11-02-name.md` or `2026/11/02/name.md`, or in such an address in the front matter.
 */
export function dateInPath(fields: Fields, path: string, root: string): string | undefined {
  const written = wordsOf(fields, 'path', 'permalink', 'slug') ?? ''
  for (const place of [written, relative(resolve(root), resolve(path)), basename(path)]) {
    const [, year, month, day] =
      /(?:^|[/\\])(\d{4})[-/\\](\d{2})[-/\\](\d{2})(?=[-/\\.]|$)/.exec(place) ?? []
    if (year) return `${year}-${month}-${day}`
  }
  return undefined
}

export function leadFigure(fields: Fields, base: string, root: string): DraftFigure | undefined {
  const value = fieldOf(fields, 'image') ?? fieldOf(fields, 'cover') ?? fieldOf(fields, 'picture')
  const object = typeof value === 'object' && value !== null ? (value as Fields) : undefined
  const source = object ? wordsOf(object, 'src', 'source', 'path', 'url', 'image') : value
  if (typeof source !== 'string' || !source.trim()) return undefined
  let address: URL
  try {
    address = new URL(fromRoot(source, root), base)
  } catch {
    return undefined
  }
  if (!/^(?:https?|file):$/.test(address.protocol)) return undefined
  const words = object ?? {
    alt: fieldOf(fields, 'imageAlt') ?? fieldOf(fields, 'image_alt'),
    caption: fieldOf(fields, 'imageCaption') ?? fieldOf(fields, 'image_caption'),
    credit: fieldOf(fields, 'imageCredit') ?? fieldOf(fields, 'image_credit'),
  }
  const caption = wordsOf(words, 'caption')
  const credit = wordsOf(words, 'credit')
  return defined<DraftFigure>({
    source: address.href,
    alt: shorten(wordsOf(words, 'alt') ?? '', 2000),
    caption: caption ? [caption] : undefined,
    credit: credit ? shorten(credit, 200) : undefined,
  })
}

/** @param tell is called with each address of an author that is none */
export function authorsOf(fields: Fields, tell: (address: string) => void): Author[] {
  const written = fieldOf(fields, 'authors') ?? fieldOf(fields, 'author') ?? fieldOf(fields, 'by')
  return listOf(written)
    .flatMap((value): Author[] => {
      if (typeof value === 'string') {
        return namesIn(oneLine(value.replace(/<[^<>]*>/g, ''))).map((name) => ({ name }))
      }
      if (typeof value !== 'object' || value === null) return []
      const name = oneLine(wordsOf(value as Fields, 'name', 'title'))
      const url = wordsOf(value as Fields, 'url', 'link', 'website')
      if (isBrokenAddress(url)) tell(url)
      return name ? [defined<Author>({ name, url: webAddress(url) })] : []
    })
    .slice(0, LIMITS.authors)
}

/** Splits `Ada Voss, Ben Okri and Cy Lund` into three names; `Voss, Ada` and `Ink and Paper` are one name each. */
function namesIn(line: string): string[] {
  const names = line
    .split(/\s*(?:,\s+(?:and\s+|&\s+)?|;\s*|、|،\s*|\s+(?:and|&|und|et|y|e|en|og|och|и|و)\s+)/u)
    .filter(Boolean)
  const areWhole = names.every((name) => / |^[^\u0000-\u02ff]+$/.test(name.trim()))
  return areWhole ? names.map((name) => name.trim()) : [line]
}

export function tagsOf(fields: Fields): string[] {
  const taxonomies = fieldOf(fields, 'taxonomies')
  const own = typeof taxonomies === 'object' && taxonomies !== null ? (taxonomies as Fields) : {}
  const written = listOf(
    fieldOf(fields, 'tags') ?? fieldOf(fields, 'keywords') ?? fieldOf(own, 'tags'),
  )
  const tags = written.flatMap((value) => (typeof value === 'string' ? value.split(/,\s*/) : []))
  return [...new Set(tags.map((tag) => oneLine(tag, 100)).filter(Boolean))].slice(0, LIMITS.tags)
}

/** Reads a correction: `correction: words` with `corrected: date`, or `correction: {date, text}`. */
export function correctionOf(fields: Fields, path: string): Correction | undefined {
  const value = fieldOf(fields, 'correction')
  if (value === undefined || value === null || value === '') return undefined
  const object = typeof value === 'object' ? (value as Fields) : { text: value }
  const text = wordsOf(object, 'text')
  const date = instantOf(
    fieldOf(object, 'date') ??
      fieldOf(fields, 'corrected') ??
      fieldOf(fields, 'modified') ??
      fieldOf(fields, 'updated'),
  )
  if (!text || !date) {
    throw new PressError(path, 'its correction needs a text and a date', {
      remedy: 'Write `correction: {date: 2026-11-20, text: What was wrong}`.',
    })
  }
  return { date, text: shorten(text, 4000) }
}
