import type { FailureCode } from '#messages/toPage.ts'
import type { FailureWords, LaterWords } from './Words.ts'

/** Says what happened and what a reader can do about it, without technical terms. */
export function failureWords(later: LaterWords, code: FailureCode): FailureWords {
  return later.failures[code] ?? later.failures.changed
}

/** Says why the library could not do something. */
export function storageWords(later: LaterWords, error: unknown): string {
  const isFull = (error as DOMException | null)?.name === 'QuotaExceededError'
  return failureWords(later, isFull ? 'no-space' : 'storage').join(' ')
}
