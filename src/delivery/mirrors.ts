import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import { mayAsk } from '#bundle/bases.ts'
import type { HostRow, PublicationRow } from '#library/schema.ts'
import { DeliveryError, failureOf } from './DeliveryError.ts'
import { type Asking, fetchFile } from './fetchFile.ts'

/** The mirrors of a publication during one delivery, its own address among them. */
export interface Mirrors extends Asking {
  /** Base addresses in the order in which they are asked. */
  addresses: string[]
  /** The first failure of each mirror that was asked; undefined where it gave all it should. */
  outcomes: Map<string, DeliveryError | undefined>
  /** Ends when the mirrors of a new face are among `addresses`; it never fails. A file that none gave is asked for again then. */
  mirrorsToCome?: Promise<void>
}

/** How long a mirror that failed is asked after all others (ms): from `shortest`, doubled with each failure, to `longest`. */
const BACKOFF = { shortest: 30_000, longest: 3_600_000 } as const

/**
 * Lists the mirrors of a publication: its own first, then mirrors that the reader has added, then mirrors that its
 * release names. Those that failed last time come after all others.
 */
export function mirrorsOf({
  address,
  addedMirrors,
  release,
  mirrors,
  hosts,
}: PublicationRow): string[] {
  const signed = (release?.mirrors ?? mirrors ?? []).filter((base) => mayAsk(base, address))
  const all = [address, ...(addedMirrors ?? []), ...signed]
  const retryAfter = (mirror: string) => hosts?.[mirror]?.retryAfter ?? 0
  return [...new Set(all.map((url) => (url.endsWith('/') ? url : `${url}/`)))].sort(
    (one, other) => retryAfter(one) - retryAfter(other),
  )
}

/** Picks a mirror to compare the first one with; undefined while all others have to wait after a failure. */
export function otherMirror(
  row: PublicationRow,
  { addresses }: Mirrors,
  now: number,
): string | undefined {
  // A time too far ahead is ignored: with a clock that was set back, a mirror would wait for years.
  const rested = ({ retryAfter = 0 }: Partial<HostRow>) =>
    retryAfter <= now || retryAfter > now + BACKOFF.longest
  const others = addresses.slice(1).filter((mirror) => rested(row.hosts?.[mirror] ?? {}))
  return others[Math.floor(Math.random() * others.length)]
}

/**
 * Computes the records of the mirrors after a delivery. A failure counts against a mirror only where another one gave all it
 * should: a login page or a dead network is no mirror's fault.
 */
export function mirrorRecords(
  row: PublicationRow,
  { addresses, outcomes }: Mirrors,
  now: string,
): Record<string, HostRow> {
  const blame = [...outcomes.values()].includes(undefined)
  const after = (mirror: string): HostRow => {
    const held = row.hosts?.[mirror] ?? { ok: 0, failed: 0 }
    if (!outcomes.has(mirror)) return held
    const failure = outcomes.get(mirror)
    if (!failure) return { ok: held.ok + 1, failed: 0, lastSuccess: now }
    const noted = { ...held, lastFailure: failure.code }
    if (!blame) return noted
    const pause = Math.max(BACKOFF.shortest * 2 ** held.failed, failure.retryAfter)
    const retryAfter = Date.parse(now) + Math.min(pause, BACKOFF.longest)
    return { ...noted, failed: held.failed + 1, retryAfter }
  }
  return Object.fromEntries(addresses.map((mirror) => [mirror, after(mirror)]))
}

/**
 * Tries each mirror in turn until `accept` succeeds. A mirror that fails moves to the end, so that a dead one costs its timeout
 * once and not for every file.
 * @throws the first mirror's error when all fail, unless one showed a login page, which is the reason then
 */
export async function tryEach<T>(
  mirrors: Mirrors,
  accept: (mirror: string) => Promise<T>,
): Promise<T> {
  const { addresses, outcomes, signal } = mirrors
  let reason: unknown
  const asked = new Set<string>()
  for (;;) {
    const next = () => addresses.find((one) => !asked.has(one))
    if (next() === undefined) await mirrors.mirrorsToCome
    const mirror = next()
    if (mirror === undefined) throw reason
    asked.add(mirror)
    try {
      const accepted = await accept(mirror)
      if (!outcomes.has(mirror)) outcomes.set(mirror, undefined)
      return accepted
    } catch (error) {
      const failure = failureOf(error)
      // Another mirror does not help where the fault is not the mirror's. After `from-the-future`, a mirror with an older
      // release would hide that the app is out of date.
      if (
        signal?.aborted ||
        /^(?:offline|from-the-future)$/.test(failure.code) ||
        !(error instanceof BundleError || error instanceof DeliveryError)
      ) {
        throw error
      }
      if (!reason || failure.code === 'login-page') reason = error
      moveToEnd(mirrors, mirror, failure)
    }
  }
}

export function moveToEnd(
  { addresses, outcomes }: Mirrors,
  mirror: string,
  failure: DeliveryError,
): void {
  outcomes.set(mirror, outcomes.get(mirror) ?? failure)
  addresses.push(...addresses.splice(addresses.indexOf(mirror), 1))
}

/** Pauses between attempts at one file. Each is made up to half as long again at random, so that readers spread out. */
const PAUSES_MS = [500, 2000]

/** The longest pause that a mirror may ask for; after a longer one the next delivery asks it again. */
const LONGEST_PAUSE_MS = 10_000

/**
 * Fetches a file that is named by its digest from the first mirror that has the right bytes.
 * @param check throws a BundleError for other bytes
 * @throws BundleError, DeliveryError
 */
export async function fetchChecked(
  mirrors: Mirrors,
  path: string,
  length: number,
  check: (bytes: Bytes) => Promise<void>,
): Promise<Bytes> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await tryEach(mirrors, async (mirror) => {
        const bytes = await fetchFile(mirror + path, { ...mirrors, limit: length })
        await check(bytes)
        return bytes
      })
    } catch (error) {
      const { code, retryAfter } = failureOf(error)
      const pause = Math.max(PAUSES_MS[attempt] ?? Infinity, retryAfter)
      // A broken connection may work again in a moment; wrong bytes stay wrong, so they are not fetched again.
      if (pause > LONGEST_PAUSE_MS || !/^(?:unreachable|slow)$/.test(code)) throw error
      await delay(pause * (1 + Math.random() / 2), mirrors.signal)
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
