import { DELIVERY_LOCK } from '#messages/toWorker.ts'
import { onMessage, send } from '../worker/messages.ts'

/** How long a delivery may send no message before a page checks whether it still runs (ms). */
const SILENCE_TIMEOUT_MS = 25_000

/**
 * Browsers stop workers without a message. A delivery that has begun, sends no message and does not hold its lock any more
 * is asked for again; one that waits for a slow mirror still holds it.
 */
export function watchStalledSync(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => look().catch(() => {}), SILENCE_TIMEOUT_MS)
  }
  const look = async () => {
    // A visible page does it; a hidden one when it becomes visible.
    isDue = document.hidden
    if (isDue || document.documentElement.dataset.wiped) return
    wait()
    if (!(await isAlive())) await send({ type: 'sync' })
  }
  onMessage(({ type }) => {
    isDue = false
    if (type === 'started' || type === 'progress') wait()
    else if (type === 'synced' || type === 'failed') clearTimeout(timer)
  })
  document.addEventListener('visibilitychange', () => {
    if (isDue) look().catch(() => {})
  })
}

async function isAlive(): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager }
  const { held = [] } = (await locks?.query()) ?? {}
  return held.some(({ name }) => name === DELIVERY_LOCK)
}
