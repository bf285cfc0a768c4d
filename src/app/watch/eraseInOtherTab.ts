import { showErased } from '../pages/erased/showErased.ts'
import { stopStoring } from '../storage/erase.ts'
import { onMessage, send } from '../worker/messages.ts'

/** Replaces the page when another tab has removed everything, and brings none of it back. */
export function watchEraseInOtherTab(base: string): void {
  onMessage(({ type }) => {
    if (type !== 'wiped' || document.documentElement.dataset.wiped) return
    stopStoring()
    // A page without a worker delivers by itself.
    send({ type: 'cancel', wiped: true }).catch(() => {})
    showErased(base).catch((error: unknown) => console.error(error))
  })
}
