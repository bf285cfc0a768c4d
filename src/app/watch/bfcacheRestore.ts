import { openLibrary } from '#library/open.ts'
import { loadPublication } from '#library/reads.ts'
import type { Navigation } from '../navigation/navigation.ts'
import { publicationOf } from '../site/page.ts'

/**
 * A page that the browser had put aside whole (back/forward cache) has heard nothing meanwhile: where there is another
 * edition by now, it begins anew, at the place where it was.
 */
export function watchBfcacheRestore(navigation: Navigation): void {
  addEventListener('pageshow', async ({ persisted }) => {
    const page = navigation.page()
    if (!persisted || !page) return
    const { key, version } = publicationOf(page)
    const row = await openLibrary()
      .then((library) => loadPublication(library, key))
      .catch(() => undefined)
    if (row?.release && row.release.version !== version) location.reload()
  })
}
