import { loadLater } from '../language/catalog.ts'
import type { Navigation } from '../navigation/navigation.ts'
import { announce } from '../ui/announce.ts'
import { setDeliveryState, writeDeliveryState } from '../worker/deliveryState.ts'

/** A change of the network that lasts less than this is not announced (ms). */
const SETTLED_AFTER_MS = 1500

/** Says once that the network is gone, and once that it is back; the foot of the page keeps saying it. */
export function watchNetwork(navigation: Navigation): void {
  let announced = navigator.onLine
  let timer: ReturnType<typeof setTimeout> | undefined
  const showChange = async () => {
    const { onLine } = navigator
    if (onLine === announced) return
    announced = onLine
    const later = await loadLater()
    const words = onLine ? later.networkIsBack : later.failures.offline.join(' ')
    setDeliveryState(words)
    if (!navigation.isDrawn()) writeDeliveryState()
    announce(words)
  }
  const change = () => {
    clearTimeout(timer)
    timer = setTimeout(showChange, SETTLED_AFTER_MS)
  }
  addEventListener('offline', change)
  addEventListener('online', change)
}
