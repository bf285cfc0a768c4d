import type { FailureCode } from '#messages/toPage.ts'

/** How long a mirror has to answer, as in a delivery. */
const TIMEOUT_MS = 10_000

/**
 * Asks a mirror for the head, as a delivery does. The browser does not tell a script why a mirror cannot be read; a second
 * request, which wants no answer, tells a mirror that is there and does not let other sites read from one that is not.
 */
export async function checkMirror(mirror: string): Promise<'works' | 'noCors' | FailureCode> {
  const url = `${mirror}head.json`
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS)
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
    // In the mode no-cors, a request must follow redirects.
    return await fetch(url, { ...options, mode: 'no-cors', redirect: 'follow' }).then(
      () => 'noCors' as const,
      () => (controller.signal.aborted ? 'slow' : 'unreachable'),
    )
  } finally {
    clearTimeout(timer)
  }
}
