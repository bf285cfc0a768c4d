import { oneLine } from '../../article/words.ts'
import { parseHtml } from '../html/parseHtml.ts'

/** An object of JSON-LD whose fields have not been checked. */
export type Fields = Record<string, unknown>

export function str(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function obj(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {}
}

/** Makes one line of a field; metadata is often escaped twice. */
export function text(value: unknown, most?: number): string {
  const words = str(value)
  return oneLine(/&[#\w]+;|<[a-z/]/i.test(words) ? parseHtml(words).body.textContent : words, most)
}
