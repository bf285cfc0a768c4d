import { type LibraryError, openLibrary } from '#library/open.ts'
import { scoped } from '#site/scope.ts'
import { later, loadLater } from '../language/catalog.ts'
import type { Lack } from '../language/Words.ts'
import type { Navigation } from '../navigation/navigation.ts'
import { session } from '../site/siteStorage.ts'
import { showNotice } from '../ui/notice.ts'
import { setLack, writeDeliveryState } from '../worker/deliveryState.ts'

/**
 * Says what does not work in this browser and what can be done about it: once a visit aloud, and always at the foot.
 * @param refusal why there is no library, where there is none
 */
export async function showLack(
  refusal: LibraryError | undefined,
  navigation: Navigation,
): Promise<void> {
  const lack = lackIn(refusal)
  if (lack === 'blocked') awaitLibrary(navigation).catch(() => undefined)
  const shown = navigation.page()
  if (shown?.kind === 'missing' && shown.reason === 'storage' && (await navigation.readFromHost()))
    return
  await loadLater()
  const words = later.lacks[lack].join(' ')
  setLack(words)
  if (!navigation.isDrawn()) writeDeliveryState()
  if (!wasTold(lack)) showNotice(words)
}

/** Waits until another tab has released the library. Pages read from the host meanwhile stay. */
async function awaitLibrary(navigation: Navigation): Promise<void> {
  const opens = () =>
    openLibrary().then(
      () => true,
      () => false,
    )
  while (!(await opens())) await new Promise((resolve) => setTimeout(resolve, 2000))
  if (navigation.page()?.kind === 'missing') location.reload()
}

function lackIn(refusal: LibraryError | undefined): Lack {
  if (!isSecureContext) return 'insecure'
  if (!globalThis.crypto?.subtle || !globalThis.DecompressionStream) return 'old'
  if (!refusal) return 'worker'
  return refusal.reason === 'unavailable' ? 'storage' : refusal.reason
}

const TOLD = scoped('told')

function wasTold(lack: Lack): boolean {
  const wasTold = session.get('told') === lack || window.name === TOLD
  // Without storage, the name of the tab is all that outlives its page.
  if (!session.set('told', lack)) window.name = TOLD
  return wasTold
}
