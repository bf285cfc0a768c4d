import type { BundleError } from './BundleError.ts'
import { BUNDLE_ERRORS } from './bundleErrors.ts'

/** The place and the fault in English, for the press and for developers: the app has words of its own. */
export function explain(error: unknown): string {
  const { code, where, message } = error as BundleError
  return Object.hasOwn(BUNDLE_ERRORS, code ?? '') ? `${where}: ${BUNDLE_ERRORS[code]}` : message
}
