import { showErased } from '../pages/erased/showErased.ts'
import { closeStorage } from '../storage/erase.ts'
import { onMessage, send } from '../worker/messages.ts'

/** Everything has been removed in another tab of the app: this one brings none of it back. */
export function watchEraseInOtherTab(base: string): void {
  onMessage(({ type }) => {
    if (type !== 'wiped' || document.documentElement.dataset.wiped) return
    closeStorage()
    // One that delivers without a worker.
    send({ type: 'cancel', wiped: true }).catch(() => {})
    showErased(base).catch((error: unknown) => console.error(error))
  })
}
