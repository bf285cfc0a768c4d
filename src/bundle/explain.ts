import type { BundleError } from './BundleError.ts'
import { BUNDLE_ERRORS } from './bundleErrors.ts'

/** Says the place and the fault in English, for the press and for developers. (The app has its own words.) */
export function explain(error: unknown): string {
  const { code, where, message } = error as BundleError
  return Object.hasOwn(BUNDLE_ERRORS, code ?? '') ? `${where}: ${BUNDLE_ERRORS[code]}` : message
}
