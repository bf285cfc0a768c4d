import type { FailureCode } from '#messages/toPage.ts'
import { later } from './catalog.ts'
import type { FailureWords } from './Words.ts'

/** What happened, for somebody who only wants to read, and what can be done about it. After `loadLater`. */
export function failureWords(code: FailureCode): FailureWords {
  return later.failures[code] ?? later.failures.changed
}

/** The library was asked for something and could not do it. After `loadLater`. */
export function storageWords(error: unknown): string {
  const isFull = (error as DOMException | null)?.name === 'QuotaExceededError'
  return failureWords(isFull ? 'no-space' : 'storage').join(' ')
}
