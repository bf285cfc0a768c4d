import { BundleError } from '#bundle/BundleError.ts'
import type { FailureCode } from '#messages/toPage.ts'

/** An error that ends a delivery. `detail` is for developers; the app turns the code into words for readers. */
export class DeliveryError extends Error {
  readonly code: FailureCode
  /** How long the host asks not to be asked again (ms). */
  readonly retryAfter: number

  constructor(code: FailureCode, detail: string, options?: ErrorOptions, retryAfter = 0) {
    super(detail, options)
    this.name = 'DeliveryError'
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** Turns anything that was thrown into one of the kinds of failure that a reader is told about. */
export function failureOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error
  if (error instanceof BundleError) {
    return new DeliveryError(error.code, error.message, { cause: error })
  }
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  if (name === 'QuotaExceededError') return new DeliveryError('no-space', message, { cause: error })
  return new DeliveryError('storage', `${name}: ${message}`, { cause: error })
}
