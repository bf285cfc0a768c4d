import type { Bytes } from '../base64.ts'
import { plainGzip } from './plainGzip.ts'

const encoder = new TextEncoder()

export const encode = (text: string): Bytes => encoder.encode(text)
export const decode = (bytes: Bytes): string => new TextDecoder().decode(bytes)
export const json = (value: unknown): Bytes => encode(JSON.stringify(value))
/** Writes one line of JSON for each value (NDJSON). */
export const lines = (values: unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('')
export const gzip = async (raw: Bytes): Promise<Bytes> => plainGzip(raw)

/** @returns a copy in which the lowest bit of one byte is the other one */
export function flipped(bytes: Bytes, at: number): Bytes {
  const copy = bytes.slice()
  copy[at]! ^= 1
  return copy
}
