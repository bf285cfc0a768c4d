import { BundleError } from '#bundle/BundleError.ts'
import { sha256 } from '#bundle/digest.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { PublicationRow } from '#library/schema.ts'
import { type Asking, fetchFile } from './fetchFile.ts'

/**
 * Looks for the reason why no known key has signed the head of the site's own publication. Only then is the first root of its
 * host compared with the known one: a newsroom that has lost its key begins again with another root.
 * @returns the error to report
 */
export async function reasonOf(
  error: unknown,
  { trust, address, fingerprint }: PublicationRow,
  asking: Asking,
): Promise<unknown> {
  const isUnsigned = error instanceof BundleError && error.code === 'bad-signature'
  if (trust !== 'built-in' || !isUnsigned) return error
  const url = `${address}root/1.json`
  const file = await fetchFile(url, { ...asking, limit: LIMITS.root }).catch(() => undefined)
  const isOther = file && (await sha256(file)) !== fingerprint
  return isOther ? new BundleError('root-mismatch', url, { cause: error }) : error
}
