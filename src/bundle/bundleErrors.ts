import type { BundleError } from './BundleError.ts'

/** What can be wrong with fetched bytes. Each code is one sentence a developer can act on. */
export const BUNDLE_ERRORS = {
  'too-long': 'The file is longer than its limit or its signed length.',
  'wrong-length': 'The file is not as long as its reference says.',
  'wrong-digest': 'The SHA-256 of the file is not the one its reference names.',
  'not-gzip': 'The file is not one whole gzip member.',
  'wrong-raw-length': 'The file does not unpack to exactly the signed number of bytes.',
  'not-utf8': 'The text is not valid UTF-8.',
  'too-deep': 'The JSON is nested too deeply.',
  'not-json': 'The text is not JSON.',
  'reserved-key': 'The JSON holds a reserved key (__proto__, constructor or prototype).',
  'wrong-shape': 'A value is missing, of the wrong kind, or over its limit.',
  'wrong-type': 'The envelope is of another payload type than expected.',
  'bad-signature': 'Too few of the trusted keys have signed this.',
  'wrong-publication': 'This belongs to another publication.',
  'wrong-root': 'The root does not follow from the trusted one.',
  'root-mismatch': 'The publisher key does not match the fingerprint given.',
  rollback: 'This release is older than one already seen.',
  'from-the-future': 'This needs a newer version of Longwave.',
  'wrong-state': 'The articles received are not all the ones the release names.',
} as const

/** For whoever reads English and can do something about it: where it is, and what is wrong there. */
export function explain(error: unknown): string {
  const { code, where, message } = error as BundleError
  return Object.hasOwn(BUNDLE_ERRORS, code ?? '') ? `${where}: ${BUNDLE_ERRORS[code]}` : message
}
