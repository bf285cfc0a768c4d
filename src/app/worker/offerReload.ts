import { OPTIONAL_FILES } from '#messages/optional.ts'
import { showLaterNotice } from '../ui/showLaterNotice.ts'

/** Tells the reader when a part of the app is neither on the device nor on its host: its button would do nothing. */
export function offerReload(): void {
  let offered = false
  const offer = () => {
    if (offered) return
    offered = true
    showLaterNotice(({ damaged, reload }) => [damaged, [reload, () => location.reload()]])
  }
  addEventListener('vite:preloadError', (event) => {
    // Languages that were never fetched and the page for developers are no damage. Engines name the file in their message.
    const { message } = (event as VitePreloadErrorEvent).payload
    if (!OPTIONAL_FILES.test(message) && !/\/specimen/.test(message)) offer()
  })
}
