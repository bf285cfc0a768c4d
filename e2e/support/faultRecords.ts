import { test } from '@playwright/test'
import { later } from '#app/language/en.ts'
import type { FailureCode } from '#messages/toPage.ts'

/**
 * Says of a test which of the faults of e2e/faults.json it provokes: `test('…', fault(37, 38), async …)`.
 * docs/reliability.md is made of these.
 */
export function fault(...numbers: number[]) {
  return { annotation: numbers.map((number) => ({ type: 'fault', description: String(number) })) }
}

/** What the reader was told, in the very words; of a test with several faults, for which of them. */
export function recordShown(words: string | null, number?: number): void {
  const line = words?.replace(/\s+/g, ' ').trim()
  if (!line) throw new Error('nothing was shown')
  const type = number === undefined ? 'told' : `told ${number}`
  test.info().annotations.push({ type, description: line })
}

/** The same, of a test without the app: the words the app has for what delivery told. */
export function recordShownAs(code: FailureCode, number?: number): void {
  const { failures } = later
  recordShown((failures[code] ?? failures.changed).join(' '), number)
}
