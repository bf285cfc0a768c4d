import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import { checkFile } from '#bundle/decodeBundle.ts'
import type { PublicationRow } from '#library/schema.ts'
import { failureOf } from './DeliveryError.ts'
import { type FetchOptions, fetchFile } from './fetchFile.ts'

/** Where a publication's files may be had: its own address first, then the mirrors its release names. */
export function basesOf(row: Pick<PublicationRow, 'address' | 'release'>): string[] {
  const mirrors = (row.release?.mirrors ?? []).map((url) => (url.endsWith('/') ? url : `${url}/`))
  return [...new Set([row.address, ...mirrors])]
}

/**
 * Tries each base in turn until `accept` takes what it gives.
 * @throws what went wrong at the first base, when all fail
 */
export async function fromAny<T>(
  bases: string[],
  signal: AbortSignal | undefined,
  accept: (base: string) => Promise<T>,
): Promise<T> {
  let first: unknown
  for (const base of bases) {
    try {
      return await accept(base)
    } catch (error) {
      first ??= error
      if (signal?.aborted) break
      // A full disk is not the mirror's fault.
      if (!(error instanceof BundleError) && failureOf(error).code === 'no-space') throw error
    }
  }
  throw first
}

/**
 * A file named by its digest, from whichever base has the right bytes.
 * @throws BundleError `wrong-length`, `wrong-digest`; DeliveryError
 */
export function fetchChecked(
  bases: string[],
  path: string,
  reference: { digest: string; length: number },
  options: Omit<FetchOptions, 'limit'>,
): Promise<Bytes> {
  return fromAny(bases, options.signal, async (base) => {
    const bytes = await fetchFile(base + path, { ...options, limit: reference.length })
    await checkFile(bytes, reference, path)
    return bytes
  })
}
