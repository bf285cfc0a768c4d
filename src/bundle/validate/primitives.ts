import type { Direction } from '../article.ts'
import { BundleError } from '../BundleError.ts'
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

/** Control characters, and the bidirectional overrides that can make one name look like another. */
const DECEPTIVE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

/** Checks one line that is shown as a name or title. */
export function title(value: unknown, where: string, most: number = LIMITS.headline): string {
  const line = text(value, where, most)
  if (line.trim() === '' || DECEPTIVE.test(line)) fail(where)
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
export const WEB = /^https?:\/\/[^\u0000-\u0020]+$/i
export const LINK =
  /^(?:https?:\/\/[^\u0000-\u0020]+|mailto:[^\u0000-\u0020]+|article:[A-Za-z0-9_-]{1,64})$/i

export function instant(value: unknown, where: string): string {
  const written = pattern(value, where, INSTANT)
  if (Number.isNaN(Date.parse(written))) fail(where)
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

/** @returns `{[name]: check(...)}`, or an empty object where the field is absent */
export function optional<K extends string, T>(
  name: K,
  fields: Fields,
  where: string,
  check: (value: unknown, where: string) => T,
): { [P in K]?: T } {
  const value = fields[name]
  if (value === undefined || value === null) return {}
  return { [name]: check(value, `${where}.${name}`) } as { [P in K]?: T }
}
