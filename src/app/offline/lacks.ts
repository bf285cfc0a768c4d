import { later, loadLater } from '../language/spoken.ts'
import type { Navigation } from '../navigation.ts'
import { showNotice } from '../notice.ts'
import { setLack, writeDeliveryState } from './deliveryState.ts'
import { readFromHost } from './fromHost.ts'

/** What a browser may lack, the gravest first. */
export type Lack = 'insecure' | 'old' | 'storage' | 'worker'

const TOLD = 'longwave:told'

/** Says what does not work in this browser and what can be done about it: once a visit aloud, and always at the foot. */
export async function tellLack(hasLibrary: boolean, navigation: Navigation): Promise<void> {
  const lack = lackOf(hasLibrary)
  const shown = navigation.page()
  if (shown?.kind === 'missing' && shown.reason === 'storage' && (await readFromHost())) return
  await loadLater()
  const words = later.lacks[lack].join(' ')
  setLack(words)
  if (!navigation.isDrawn()) writeDeliveryState()
  if (!wasTold(lack)) showNotice(words)
}

function lackOf(hasLibrary: boolean): Lack {
  if (!isSecureContext) return 'insecure'
  if (!globalThis.crypto?.subtle || !globalThis.DecompressionStream) return 'old'
  return hasLibrary ? 'worker' : 'storage'
}

function wasTold(lack: Lack): boolean {
  try {
    const told = sessionStorage.getItem(TOLD) === lack
    sessionStorage.setItem(TOLD, lack)
    return told
  } catch {
    // Nothing but the name of a tab outlives its page where nothing may be kept.
    const told = window.name === TOLD
    window.name = TOLD
    return told
  }
}
