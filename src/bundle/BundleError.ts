import type { BUNDLE_ERRORS } from './bundleErrors.ts'

export type BundleErrorCode = keyof typeof BUNDLE_ERRORS

/** Its message is for logs: the app has words of its own for each code, the press asks `explain` (explain.ts). */
export class BundleError extends Error {
  readonly code: BundleErrorCode
  /** Where it is: a file name, a line, a JSON path. */
  readonly where: string

  constructor(code: BundleErrorCode, where: string, options?: ErrorOptions) {
    super(`${where}: ${code}`, options)
    this.name = 'BundleError'
    this.code = code
    this.where = where
  }
}
