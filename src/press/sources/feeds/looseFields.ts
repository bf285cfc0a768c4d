import { oneLine } from '../../article/words.ts'
import { parseHtml } from '../html/parseHtml.ts'

/*
 * The fields that feedsmith gives for RSS, RDF, Atom and JSON Feed. A feed may leave out any of them or give it another type,
 * so every reader of a field goes through the functions below, which answer with an empty value instead of an error.
 */

/** An object of a feed whose fields have not been checked. */
export interface Loose {
  [name: string]: unknown
}

export function str(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export function obj(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Loose)
    : {}
}

export function list(value: unknown): (string | Loose)[] {
  const values = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  return values.filter(
    (item) => typeof item === 'string' || (typeof item === 'object' && item !== null),
  )
}

export function listOf(value: unknown): Loose[] {
  return list(value).map((item) => (typeof item === 'string' ? { value: item } : item))
}

export function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return str(obj(value).value)
}

export function addressOf(written: string, base: string): string | undefined {
  if (!written.trim()) return undefined
  try {
    const url = new URL(written.trim(), base)
    return /^https?:$/.test(url.protocol) || (url.protocol === 'file:' && base.startsWith('file:'))
      ? url.href
      : undefined
  } catch {
    return undefined
  }
}

/** How many characters of a headline, a name or a summary are parsed. */
const MOST_LINE = 20_000

export function htmlLine(html: string, most?: number): string {
  if (!/[<&]/.test(html)) return oneLine(html, most)
  const { body } = parseHtml(html.slice(0, MOST_LINE))
  for (const code of [...body.querySelectorAll('script, style, template')]) code.remove()
  return oneLine(body.textContent ?? '', most)
}

export function decodeEntities(text: string): string {
  return text.includes('&')
    ? (parseHtml(text.slice(0, MOST_LINE).replaceAll('<', '&lt;')).body.textContent ?? '')
    : text
}

export function textAsHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('')
}
