import type { Direction } from '../article.ts'
import { BundleError } from '../BundleError.ts'
import { parseUrl } from '../bases.ts'
import { LIMITS } from '../limits.ts'

export type Fields = Record<string, unknown>

export function fail(where: string): never {
  throw new BundleError('wrong-shape', where)
}

export function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(where)
  return value as Fields
}

export function listOf<T>(
  value: unknown,
  where: string,
  most: number,
  check: (item: unknown, where: string) => T,
): T[] {
  if (!Array.isArray(value) || value.length > most) fail(where)
  return value.map((item, index) => check(item, `${where}[${index}]`))
}

export function text(value: unknown, where: string, most: number = LIMITS.string): string {
  if (typeof value !== 'string' || value.length > most) fail(where)
  return value
}

/**
 * Characters that can make one name look like another: controls, ends of lines, bidirectional embeddings and isolates,
 * interlinear marks, and halves of characters. (The joiners of Persian and Indic scripts and the selectors of emoji are
 * none of them.)
 */
const DECEPTIVE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufff9-\ufffb]/u

/** Directional marks: single characters of Arabic and Hebrew typing that enclose nothing. */
const MARKS = /[\u061c\u200e\u200f]/g

/**
 * A character that leaves ink. No property of Unicode calls these blank: the empty cell of Braille, the replaced object,
 * the blanks of hieroglyphs, and the null notehead.
 */
const VISIBLE =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Mn}\p{Me}\u2800\ufffc\u{13441}\u{13442}\u{1d159}]/u

/** Checks one line that is shown as a name or title. */
export function title(value: unknown, where: string, most: number = LIMITS.headline): string {
  const line = text(value, where, most)
  if (!VISIBLE.test(line) || DECEPTIVE.test(line.replace(MARKS, ''))) fail(where)
  return line
}

export function pattern(value: unknown, where: string, expected: RegExp): string {
  if (typeof value !== 'string' || !expected.test(value)) fail(where)
  return value
}

export const ID = /^[A-Za-z0-9_-]{1,64}$/
export const PUBLICATION = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/
export const DIGEST = /^[0-9a-f]{64}$/
export const KEY = /^[0-9a-f]{64}$/
export const LANGUAGE = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/
const WEB = /^https?:\/\/[^\u0000-\u0020]+$/i
const OTHER_LINK = /^(?:mailto:[^\u0000-\u0020]+|article:[A-Za-z0-9_-]{1,64})$/i

/** @returns the web address as it is written, or undefined where the URL parser would refuse it */
export function web(value: unknown): string | undefined {
  const isWeb = typeof value === 'string' && value.length <= 4096 && WEB.test(value)
  return isWeb && parseUrl(value) ? value : undefined
}

/** @returns the address of a link that may be followed, or undefined */
export function linkAddress(value: string): string | undefined {
  if (!OTHER_LINK.test(value)) return web(value)
  return parseUrl(value) ? value : undefined
}

export function instant(value: unknown, where: string): string {
  const written = pattern(value, where, INSTANT)
  const time = Date.parse(written)
  // Engines take 30 February for 2 March, and 24:00 for the next day.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(written.slice(0, 16)))
    fail(where)
  return written
}

export function whole(
  value: unknown,
  where: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
) {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
    fail(where)
  }
  return value as number
}

export function direction(value: unknown, where: string): Direction {
  if (value !== 'ltr' && value !== 'rtl') fail(where)
  return value
}

/** @returns `{[name]: check(...)}`, or an empty object where the field is absent, or `check` gives undefined */
export function optional<K extends string, T>(
  name: K,
  fields: Fields,
  where: string,
  check: (value: unknown, where: string) => T | undefined,
): { [P in K]?: T } {
  const value = fields[name]
  if (value === undefined || value === null) return {}
  const checked = check(value, `${where}.${name}`)
  return (checked === undefined ? {} : { [name]: checked }) as { [P in K]?: T }
}
