import type { FailureCode } from '#messages/toPage.ts'
import { later } from './catalog.ts'
import type { FailureWords } from './Words.ts'

/** Says what happened and what a reader can do about it, without technical terms. Callers await `loadLater` first. */
export function failureWords(code: FailureCode): FailureWords {
  return later.failures[code] ?? later.failures.changed
}

/** Says why the library could not do something. Callers await `loadLater` first. */
export function storageWords(error: unknown): string {
  const isFull = (error as DOMException | null)?.name === 'QuotaExceededError'
  return failureWords(isFull ? 'no-space' : 'storage').join(' ')
}
