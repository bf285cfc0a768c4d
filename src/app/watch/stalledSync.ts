import { DELIVERY_LOCK } from '#messages/toWorker.ts'
import { onMessage, send } from '../worker/messages.ts'

/** How long a delivery may say nothing before somebody looks whether it is still alive (ms). */
const PATIENCE = 25_000

/**
 * Browsers stop workers and tell nobody. Where a delivery has begun, nothing more is heard of it and nobody holds its lock, it
 * is asked for again; one that only waits for a slow host is left alone.
 */
export function watchStalledSync(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => look().catch(() => {}), PATIENCE)
  }
  const look = async () => {
    // Those who are looked at do it; the others when they are.
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
