import { BundleError } from '#bundle/BundleError.ts'
import type { FailureCode } from '#messages/toPage.ts'

/** A delivery that could not go on. `detail` is for developers, the code becomes words for readers. */
export class DeliveryError extends Error {
  readonly code: FailureCode
  /** How long the host wants to be left alone (ms). */
  readonly retryAfter: number

  constructor(code: FailureCode, detail: string, options?: ErrorOptions, retryAfter = 0) {
    super(detail, options)
    this.name = 'DeliveryError'
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** Whatever was thrown, as one of the kinds a reader is told about. */
export function failureOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error
  if (error instanceof BundleError) {
    return new DeliveryError(error.code, error.message, { cause: error })
  }
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  if (name === 'QuotaExceededError') return new DeliveryError('no-space', message, { cause: error })
  return new DeliveryError('storage', `${name}: ${message}`, { cause: error })
}
