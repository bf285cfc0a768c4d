import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import type { HostRow, PublicationRow } from '#library/schema.ts'
import { DeliveryError, failureOf } from './DeliveryError.ts'
import { type Asking, fetchFile } from './fetchFile.ts'

/** The hosts of a publication during one delivery. */
export interface Hosts extends Asking {
  /** In the order they are asked. */
  bases: string[]
  /** Of each that was asked its first failure; undefined where it gave all it should. */
  outcomes: Map<string, DeliveryError | undefined>
}

/** How long a host that failed is asked after all others (ms): from the first to the last of these, doubling. */
const BACKOFF = { shortest: 30_000, longest: 3_600_000 } as const

/**
 * Where a publication's files may be had: its own address first, then what the reader has added, then the
 * mirrors its release names; but those that failed last time after all others.
 */
export function basesOf({ address, own, release, mirrors, hosts }: PublicationRow): string[] {
  const all = [address, ...(own ?? []), ...(release?.mirrors ?? mirrors ?? [])]
  const until = (base: string) => hosts?.[base]?.until ?? 0
  return [...new Set(all.map((url) => (url.endsWith('/') ? url : `${url}/`)))].sort(
    (one, other) => until(one) - until(other),
  )
}

/** A host to compare the first one with; none while all others are cooling. */
export function otherHost(row: PublicationRow, { bases }: Hosts, now: number): string | undefined {
  // A clock that was put back would keep a host waiting for years.
  const rested = ({ until = 0 }: Partial<HostRow>) => until <= now || until > now + BACKOFF.longest
  const others = bases.slice(1).filter((base) => rested(row.hosts?.[base] ?? {}))
  return others[Math.floor(Math.random() * others.length)]
}

/**
 * What is remembered of the hosts after a delivery. A host is blamed only where another one has given
 * all it should: a login page, a dead network are no host's fault.
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
    if (!failure) return { ok: held.ok + 1, failed: 0, good: now }
    const told = { ...held, why: failure.code }
    if (!blame) return told
    const pause = Math.max(BACKOFF.shortest * 2 ** held.failed, failure.retryAfter)
    const until = Date.parse(now) + Math.min(pause, BACKOFF.longest)
    return { ...told, failed: held.failed + 1, until }
  }
  return Object.fromEntries(bases.map((base) => [base, after(base)]))
}

/**
 * Tries each host in turn until `accept` takes what it gives. One that fails goes to the end, so that a
 * dead host costs its timeout once and not for every file.
 * @throws what went wrong at the first, when all fail, unless one showed a login page: that is the reason then
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
      // No other host helps against what is not the host's fault; one that is behind would hide that the app is.
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

/** Pauses between attempts at one file (ms), each made a little longer by chance, so that readers spread. */
const PAUSES_MS = [500, 2000]

/** A host that wants to be left alone for longer is asked again by the next delivery (ms). */
const LONGEST_PAUSE_MS = 10_000

/**
 * A file named by its digest, from whichever host has the right bytes.
 * @param check throws a BundleError for any other bytes
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
      // Wrong bytes stay wrong; a broken connection may be whole again in a moment.
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
