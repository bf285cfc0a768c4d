import { OPTIONAL_FILES } from '#messages/optional.ts'
import { later, loadLater } from '../language/catalog.ts'

/** A part of the app that was asked for is neither on the device nor on its host: said, rather than a button that does nothing. */
export function offerReload(): void {
  let offered = false
  const offer = async () => {
    if (offered) return
    offered = true
    await loadLater()
    const { showNotice } = await import('../ui/notice.ts')
    showNotice(later.damaged, [later.reload, () => location.reload()])
  }
  addEventListener('vite:preloadError', (event) => {
    // A language that was never fetched is no damage; engines name the file in their message.
    if (!OPTIONAL_FILES.test((event as VitePreloadErrorEvent).payload.message)) offer()
  })
}
