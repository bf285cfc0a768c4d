import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import type { PublicationRow } from '#library/schema.ts'
import { DeliveryError, failureOf } from './DeliveryError.ts'
import { fetchFile } from './fetchFile.ts'

/** Where a publication's files may be had: its own address first, then the mirrors its release names. */
export function basesOf(row: Pick<PublicationRow, 'address' | 'release'>): string[] {
  const mirrors = (row.release?.mirrors ?? []).map((url) => (url.endsWith('/') ? url : `${url}/`))
  return [...new Set([row.address, ...mirrors])]
}

/**
 * Tries each base in turn until `accept` takes what it gives. A base that fails goes to the end of
 * `bases`, so that a dead host costs its timeout once and not for every file.
 * @throws what went wrong at the first base, when all fail
 */
export async function fromAny<T>(
  bases: string[],
  signal: AbortSignal | undefined,
  accept: (base: string) => Promise<T>,
): Promise<T> {
  let first: unknown
  for (const base of [...bases]) {
    try {
      return await accept(base)
    } catch (error) {
      first ??= error
      if (signal?.aborted) break
      // Neither the network nor the host is at fault, so no other host helps.
      if (!(error instanceof BundleError || error instanceof DeliveryError)) break
      bases.push(...bases.splice(bases.indexOf(base), 1))
    }
  }
  throw first
}

/** Pauses between attempts at one file (ms), each made a little longer by chance, so that readers spread. */
const PAUSES = [500, 2000]

/**
 * A file named by its digest, from whichever base has the right bytes.
 * @param check throws a BundleError for any other bytes
 * @throws BundleError, DeliveryError
 */
export async function fetchChecked(
  bases: string[],
  path: string,
  length: number,
  check: (bytes: Bytes) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<Bytes> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fromAny(bases, signal, async (base) => {
        const bytes = await fetchFile(base + path, { limit: length, signal })
        await check(bytes)
        return bytes
      })
    } catch (error) {
      const pause = PAUSES[attempt]
      // Wrong bytes stay wrong; a broken connection may be whole again in a moment.
      if (pause === undefined || failureOf(error).code !== 'unreachable') throw error
      await delay(pause * (1 + Math.random() / 2), signal)
    }
  }
}

/** @throws DeliveryError `cancelled` */
function delay(time: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new DeliveryError('cancelled', 'while waiting to try again'))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, time)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
