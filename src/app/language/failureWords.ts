import type { FailureCode } from '#messages/toPage.ts'
import { t } from './spoken.ts'
import type { FailureWords } from './Words.ts'

/** What happened, for somebody who only wants to read, and what can be done about it. */
export function failureWords(code: FailureCode): FailureWords {
  return t.failures[code] ?? t.failures.changed
}
