/** The worker lets such an address through to the host (src/service-worker/appShell.ts). */
const FROM_HOST = '?from=host'

/**
 * What is not in the library may be on the host, as the press drew it. It comes as a document of its own: after a mere
 * reload, "back" would lead to an entry of the document before, and nobody hears of that until the router is there.
 * @returns whether it is on its way
 */
export async function readFromHost(): Promise<boolean> {
  if (!navigator.onLine) return false
  const there = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
  if (there) location.replace(location.pathname + FROM_HOST + location.hash)
  return there
}

/** Kept or passed on, the address would lead past everything that is on a device. */
export function forgetHost(): void {
  if (location.search !== FROM_HOST) return
  history.replaceState(history.state, '', location.pathname + location.hash)
}
