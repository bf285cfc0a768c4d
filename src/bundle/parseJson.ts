import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { LIMITS } from './limits.ts'

const RESERVED = new Set(['__proto__', 'constructor', 'prototype'])
/** Matches a reserved key, or an escape that could spell one. Without a match the slow check of every key is skipped. */
const MAYBE_RESERVED = /__proto__|constructor|prototype|\\u00[5-7]/i

/**
 * Parses JSON of unknown origin. The depth is scanned before parsing, because engines parse a million levels and overflow
 * the stack later, in structuredClone or a recursive function. Keys that could change a prototype are refused.
 * @throws BundleError `not-utf8`, `too-deep`, `reserved-key`, `not-json`
 */
export function parseJson(bytes: Bytes, where: string): unknown {
  scanDepth(bytes, where)
  let text: string
  try {
    // A byte order mark would be a second spelling of the same document. The decoder keeps it, and JSON.parse refuses it.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new BundleError('not-utf8', where, { cause })
  }
  try {
    if (!MAYBE_RESERVED.test(text)) return JSON.parse(text)
    return JSON.parse(text, (key, value) => {
      if (RESERVED.has(key)) throw new BundleError('reserved-key', where)
      return value
    })
  } catch (cause) {
    if (cause instanceof BundleError) throw cause
    throw new BundleError('not-json', where, { cause })
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

function scanDepth(bytes: Bytes, where: string): void {
  let depth = 0
  let inString = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (inString) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) inString = false
    } else if (byte === QUOTE) inString = true
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > LIMITS.depth) throw new BundleError('too-deep', where)
    } else if (byte === 0x7d || byte === 0x5d) depth--
  }
}
