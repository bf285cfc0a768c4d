import type { Bytes } from '#bundle/base64.ts'
import { DeliveryError } from './DeliveryError.ts'

/** No byte for this long means the connection is dead (ms). */
const STALL = 10_000

export interface FetchOptions {
  /** Most bytes accepted. */
  limit: number
  signal?: AbortSignal | undefined
  onBytes?: ((count: number) => void) | undefined
}

/**
 * One file of a publication. Every reader sends the same request: no cookie, no referrer, no language,
 * no validator that could serve as a cookie (F5, F6). Success proves nothing (F3): callers check length
 * and digest.
 * @throws DeliveryError `offline`, `unreachable`, `not-found`, `blocked`, `login-page`, `too-long`,
 *   `cancelled`
 */
export async function fetchFile(url: string, options: FetchOptions): Promise<Bytes> {
  const stalled = new AbortController()
  let timer = setTimeout(() => stalled.abort(), STALL)
  const { signal } = options
  const stop = () => stalled.abort()
  signal?.addEventListener('abort', stop)
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      headers: { 'Accept-Language': '*' },
      signal: stalled.signal,
    })
    checkStatus(response.status, url)
    // getReader, not `for await`: WebKit's streams have no iterator (F21).
    const reader = response.body?.getReader()
    if (!reader) return new Uint8Array()
    const chunks: Uint8Array[] = []
    let length = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      clearTimeout(timer)
      timer = setTimeout(() => stalled.abort(), STALL)
      length += value.length
      if (length > options.limit) {
        stalled.abort()
        throw new DeliveryError('too-long', `${url} is longer than ${options.limit} bytes`)
      }
      chunks.push(value)
      options.onBytes?.(value.length)
    }
    return join(chunks, length)
  } catch (cause) {
    if (cause instanceof DeliveryError) throw cause
    if (signal?.aborted) throw new DeliveryError('cancelled', url, { cause })
    // The engines name a timeout differently (F22), so our own flag decides.
    if (stalled.signal.aborted) {
      throw new DeliveryError('unreachable', `${url} sent nothing for ${STALL} ms`, { cause })
    }
    // A failed fetch says nothing more to scripts: no network, no host, no CORS header and a redirect
    // look alike.
    const online = (globalThis.navigator as { onLine?: boolean } | undefined)?.onLine !== false
    throw new DeliveryError(online ? 'unreachable' : 'offline', `${url}: ${String(cause)}`, {
      cause,
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

function checkStatus(status: number, url: string): void {
  if (status === 200) return
  const detail = `${url} answered ${status}`
  if (status === 404 || status === 410) throw new DeliveryError('not-found', detail)
  if (status === 403 || status === 451) throw new DeliveryError('blocked', detail)
  if (status === 511) throw new DeliveryError('login-page', detail)
  throw new DeliveryError('unreachable', detail)
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

/** A page where JSON should be: a hotel's login, a provider's notice. Not an attack, and said as such. */
export function refuseLoginPage(bytes: Bytes, url: string): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart()
  if (start.startsWith('<')) throw new DeliveryError('login-page', `${url} is a web page`)
}
