import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import type { HostRow, PublicationRow } from '#library/schema.ts'
import { DeliveryError, failureOf } from './DeliveryError.ts'
import { type Asking, fetchFile } from './fetchFile.ts'

/** The hosts of a publication during one delivery: its own and its mirrors. */
export interface Hosts extends Asking {
  /** Base addresses in the order in which they are asked. */
  bases: string[]
  /** The first failure of each host that was asked; undefined where it gave all it should. */
  outcomes: Map<string, DeliveryError | undefined>
}

/** How long a host that failed is asked after all others (ms): from `shortest`, doubled with each failure, to `longest`. */
const BACKOFF = { shortest: 30_000, longest: 3_600_000 } as const

/**
 * Lists the base addresses of a publication: its own first, then mirrors that the reader has added, then mirrors that its
 * release names. Those that failed last time come after all others.
 */
export function basesOf({
  address,
  addedMirrors,
  release,
  mirrors,
  hosts,
}: PublicationRow): string[] {
  const all = [address, ...(addedMirrors ?? []), ...(release?.mirrors ?? mirrors ?? [])]
  const retryAfter = (base: string) => hosts?.[base]?.retryAfter ?? 0
  return [...new Set(all.map((url) => (url.endsWith('/') ? url : `${url}/`)))].sort(
    (one, other) => retryAfter(one) - retryAfter(other),
  )
}

/** Picks a host to compare the first one with; undefined while all others have to wait after a failure. */
export function otherHost(row: PublicationRow, { bases }: Hosts, now: number): string | undefined {
  // A time too far ahead is ignored: with a clock that was set back, a host would wait for years.
  const rested = ({ retryAfter = 0 }: Partial<HostRow>) =>
    retryAfter <= now || retryAfter > now + BACKOFF.longest
  const others = bases.slice(1).filter((base) => rested(row.hosts?.[base] ?? {}))
  return others[Math.floor(Math.random() * others.length)]
}

/**
 * Computes the records of the hosts after a delivery. A failure counts against a host only where another one gave all it
 * should: a login page or a dead network is no host's fault.
 */
export function hostRows(
  row: PublicationRow,
  { bases, outcomes }: Hosts,
  now: string,
): Record<string, HostRow> {
  const blame = [...outcomes.values()].includes(undefined)
  const after = (base: string): HostRow => {
    const held = row.hosts?.[base] ?? { ok: 0, failed: 0 }
    if (!outcomes.has(base)) return held
    const failure = outcomes.get(base)
    if (!failure) return { ok: held.ok + 1, failed: 0, lastSuccess: now }
    const noted = { ...held, lastFailure: failure.code }
    if (!blame) return noted
    const pause = Math.max(BACKOFF.shortest * 2 ** held.failed, failure.retryAfter)
    const retryAfter = Date.parse(now) + Math.min(pause, BACKOFF.longest)
    return { ...noted, failed: held.failed + 1, retryAfter }
  }
  return Object.fromEntries(bases.map((base) => [base, after(base)]))
}

/**
 * Tries each host in turn until `accept` succeeds. A host that fails moves to the end, so that a dead host costs its timeout
 * once and not for every file.
 * @throws the first host's error when all fail, unless one showed a login page, which is the reason then
 */
export async function tryEach<T>(hosts: Hosts, accept: (base: string) => Promise<T>): Promise<T> {
  const { bases, outcomes, signal } = hosts
  let reason: unknown
  for (const base of [...bases]) {
    try {
      const accepted = await accept(base)
      if (!outcomes.has(base)) outcomes.set(base, undefined)
      return accepted
    } catch (error) {
      const failure = failureOf(error)
      // Another host does not help where the fault is not the host's. After `from-the-future`, a host with an older
      // release would hide that the app is out of date.
      if (
        signal?.aborted ||
        /^(?:offline|from-the-future)$/.test(failure.code) ||
        !(error instanceof BundleError || error instanceof DeliveryError)
      ) {
        throw error
      }
      if (!reason || failure.code === 'login-page') reason = error
      moveToEnd(hosts, base, failure)
    }
  }
  throw reason
}

export function moveToEnd({ bases, outcomes }: Hosts, base: string, failure: DeliveryError): void {
  outcomes.set(base, outcomes.get(base) ?? failure)
  bases.push(...bases.splice(bases.indexOf(base), 1))
}

/** Pauses between attempts at one file. Each is made up to half as long again at random, so that readers spread out. */
const PAUSES_MS = [500, 2000]

/** The longest pause that a host may ask for; after a longer one the next delivery asks it again. */
const LONGEST_PAUSE_MS = 10_000

/**
 * Fetches a file that is named by its digest from the first host that has the right bytes.
 * @param check throws a BundleError for other bytes
 * @throws BundleError, DeliveryError
 */
export async function fetchChecked(
  hosts: Hosts,
  path: string,
  length: number,
  check: (bytes: Bytes) => Promise<void>,
): Promise<Bytes> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await tryEach(hosts, async (base) => {
        const bytes = await fetchFile(base + path, { ...hosts, limit: length })
        await check(bytes)
        return bytes
      })
    } catch (error) {
      const { code, retryAfter } = failureOf(error)
      const pause = Math.max(PAUSES_MS[attempt] ?? Infinity, retryAfter)
      // A broken connection may work again in a moment; wrong bytes stay wrong, so they are not fetched again.
      if (pause > LONGEST_PAUSE_MS || !/^(?:unreachable|slow)$/.test(code)) throw error
      await delay(pause * (1 + Math.random() / 2), hosts.signal)
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
