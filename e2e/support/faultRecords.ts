import { test } from '@playwright/test'
import { later } from '#app/language/en.ts'
import type { FailureCode } from '#messages/toPage.ts'

/**
 * Declares which faults of e2e/faults.json a test provokes: `test('…', fault(37, 38), async …)`.
 * docs/reliability.md is generated from these declarations.
 */
export function fault(...numbers: number[]) {
  return { annotation: numbers.map((number) => ({ type: 'fault', description: String(number) })) }
}

/** Records the exact words that the reader was shown. @param number the fault, in a test that provokes several */
export function recordShown(words: string | null, number?: number): void {
  const line = words?.replace(/\s+/g, ' ').trim()
  if (!line) throw new Error('nothing was shown')
  const type = number === undefined ? 'told' : `told ${number}`
  test.info().annotations.push({ type, description: line })
}

/** Records the app's words for a failure code, in a test that runs without the app. */
export function recordShownAs(code: FailureCode, number?: number): void {
  const { failures } = later
  recordShown((failures[code] ?? failures.changed).join(' '), number)
}
