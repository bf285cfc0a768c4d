import type { Bytes } from '#bundle/base64.ts'
import { DeliveryError } from './DeliveryError.ts'

/** How long a host may keep a reader waiting before the next one is tried (ms). */
const TIMEOUT_MS = {
  /** Until the first byte of an answer: name look-up, handshakes and a satellite link fit in. */
  answer: 20_000,
  /** The same where another host can be asked. */
  answerOfMany: 10_000,
  /** Between two pieces of an answer. */
  stall: 10_000,
  /** From then on the speed counts, because a drip of bytes never stalls. */
  drip: 60_000,
} as const

/** The average speed below which a request that has run for `TIMEOUT_MS.drip` is ended. */
const MIN_BYTES_PER_SECOND = 1024

export interface Asking {
  signal?: AbortSignal | undefined
  /** Whether other hosts carry the same file. */
  many?: boolean
  /** Called with the number of bytes that have come. */
  progress?: (bytes: number) => void
}

export interface FetchOptions extends Asking {
  /** The most bytes that are accepted. */
  limit: number
}

/**
 * Fetches a file of a publication. Every reader sends the same request: no cookie, no referrer, no language, and no
 * validator (ETag), which could serve as a cookie. A success does not mean that the bytes are right, so callers check length
 * and digest.
 * @throws DeliveryError `offline`, `unreachable`, `slow`, `not-found`, `blocked`, `redirected`, `login-page`,
 *   `too-long`, `cancelled`
 */
export async function fetchFile(
  url: string,
  { limit, signal, many, progress }: FetchOptions,
): Promise<Bytes> {
  // The controller ends the request for every reason, because an answer that is no longer read must not run on.
  const request = new AbortController()
  let timedOut: string | undefined
  const giveUpAfter = (time: number) =>
    setTimeout(() => {
      timedOut = `${url} sent nothing for ${time} ms`
      request.abort()
    }, time)
  const stop = () => request.abort()
  let timer = giveUpAfter(many ? TIMEOUT_MS.answerOfMany : TIMEOUT_MS.answer)
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  try {
    const begun = performance.now()
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // Redirects are not followed. With 'error', a script could not tell a redirect from a dead network.
      redirect: 'manual',
      headers: { 'Accept-Language': '*' },
      signal: request.signal,
    })
    checkStatus(response, url)
    // WebKit's streams have no async iterator, so getReader instead of `for await`.
    const reader = response.body?.getReader()
    const chunks: Uint8Array[] = []
    let length = 0
    while (reader) {
      clearTimeout(timer)
      timer = giveUpAfter(TIMEOUT_MS.stall)
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      chunks.push(value)
      progress?.(length)
      if (length > limit) {
        refusePage(join(chunks, length), url)
        throw new DeliveryError('too-long', `${url} is longer than ${limit} bytes`)
      }
      const elapsed = performance.now() - begun
      if (elapsed > TIMEOUT_MS.drip && length < (elapsed / 1000) * MIN_BYTES_PER_SECOND) {
        throw new DeliveryError('slow', `${url} drips: ${length} bytes in ${elapsed} ms`)
      }
    }
    const bytes = join(chunks, length)
    refusePage(bytes, url)
    return bytes
  } catch (cause) {
    if (cause instanceof DeliveryError) throw cause
    if (signal?.aborted) throw new DeliveryError('cancelled', url, { cause })
    // Engines name the error of a timeout differently, so this variable decides.
    if (timedOut) throw new DeliveryError('slow', timedOut, { cause })
    // For a script, all failed requests look alike: no network, no host, no CORS header.
    const online = (globalThis.navigator as { onLine?: boolean } | undefined)?.onLine !== false
    throw new DeliveryError(online ? 'unreachable' : 'offline', `${url}: ${String(cause)}`, {
      cause,
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

function checkStatus({ status, type, headers }: Response, url: string): void {
  if (status === 200) return
  if (type === 'opaqueredirect') {
    throw new DeliveryError('redirected', `${url} redirects, and redirects are not followed`)
  }
  const detail = `${url} answered ${status}`
  if (status === 404 || status === 410) throw new DeliveryError('not-found', detail)
  if (status === 403 || status === 451) throw new DeliveryError('blocked', detail)
  if (status === 511) throw new DeliveryError('login-page', detail)
  // Retry-After in seconds; few hosts name a date. A script of another site sees it only where the host exposes it.
  const wait = Number(headers.get('Retry-After')) * 1000 || 0
  throw new DeliveryError('unreachable', detail, undefined, wait)
}

function join(chunks: Uint8Array[], length: number): Bytes {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/**
 * Refuses a web page in the place of a file, such as a hotel's login or a provider's notice, which is no attack and has a
 * failure code of its own. No file of a publication begins with `<`.
 * @throws DeliveryError `login-page`
 */
function refusePage(bytes: Bytes, url: string): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart()
  if (start.startsWith('<')) throw new DeliveryError('login-page', `${url} is a web page`)
}
