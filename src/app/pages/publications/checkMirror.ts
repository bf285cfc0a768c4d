import type { FailureCode } from '#messages/toPage.ts'

/** How long a host has to answer (ms), as in a delivery. */
const PATIENCE = 10_000

/**
 * Asks a host for the head, as a delivery does. A script is not told why a host cannot be read, but a second
 * request that wants no answer tells the ones that are there and do not let other sites read.
 */
export async function checkHost(base: string): Promise<'works' | 'noCors' | FailureCode> {
  const url = `${base}head.json`
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), PATIENCE)
  const options: RequestInit = {
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'manual',
    signal: controller.signal,
  }
  try {
    const response = await fetch(url, { ...options, headers: { 'Accept-Language': '*' } })
    if (response.type === 'opaqueredirect') return 'redirected'
    if (response.status === 404 || response.status === 410) return 'not-found'
    if (response.status === 403 || response.status === 451) return 'blocked'
    if (response.status === 511) return 'login-page'
    if (response.status !== 200) return 'unreachable'
    return (await response.text()).trimStart().startsWith('{') ? 'works' : 'login-page'
  } catch {
    if (controller.signal.aborted) return 'slow'
    if (!navigator.onLine) return 'offline'
    // Such a request may not refuse to be sent elsewhere.
    return await fetch(url, { ...options, mode: 'no-cors', redirect: 'follow' }).then(
      () => 'noCors' as const,
      () => (controller.signal.aborted ? 'slow' : 'unreachable'),
    )
  } finally {
    clearTimeout(timer)
  }
}
