/** The worker lets such an address through to the host (src/service-worker/appShell.ts). */
const FROM_HOST = '?from=host'

/**
 * Opens a page that is not in the library as the press has drawn it, if the host has it. The browser loads it as a new
 * document: after a mere reload, Back would lead to an entry of the document before, and the app does not hear of that
 * until the router is there.
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

/** Takes the mark out of the address: a bookmark or a shared link with it would bypass what is on a device. */
export function forgetHost(): void {
  if (location.search !== FROM_HOST) return
  history.replaceState(history.state, '', location.pathname + location.hash)
}
