import type { BUNDLE_ERRORS } from './bundleErrors.ts'

export type BundleErrorCode = keyof typeof BUNDLE_ERRORS

/** A fault in fetched bytes. The message is for logs: the app has its own words for each code, the press calls `explain`. */
export class BundleError extends Error {
  readonly code: BundleErrorCode
  /** The place of the fault: a file name, a line, a JSON path. */
  readonly where: string

  constructor(code: BundleErrorCode, where: string, options?: ErrorOptions) {
    super(`${where}: ${code}`, options)
    this.name = 'BundleError'
    this.code = code
    this.where = where
  }
}
