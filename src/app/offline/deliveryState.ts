import { createSignal } from 'solid-js'
import type { ToPage } from '#messages/toPage.ts'
import { announce } from '../announce.ts'
import { failureWords } from '../language/failureWords.ts'
import { loadLater, t } from '../language/spoken.ts'

const [words, setWords] = createSignal('')

/** How delivery stands, for the foot of every page. */
export { setWords as setDeliveryState, words as deliveryState }

/** The prerendered page has no signal to follow, and is all there is where nothing can be stored. */
export function writeDeliveryState(): void {
  const foot = document.querySelector('.footer .delivery')
  if (foot) foot.textContent = words()
}

/** Without a network there is nothing to tell a reader of an offline reader. */
const QUIET = new Set(['offline', 'cancelled'])

export async function followDelivery(message: ToPage, builtIn: string): Promise<void> {
  const { dataset } = document.documentElement
  switch (message.type) {
    case 'progress': {
      const { bundles, images } = message
      const total = bundles.total + images.total
      const done = bundles.done + images.done
      if (total > 0 && done < total) setWords(t.delivering(done, total))
      break
    }
    case 'synced':
      setWords(t.savedForOffline)
      if (message.publication === builtIn) {
        dataset.synced = String(message.version)
        delete dataset.failed
      }
      break
    case 'failed': {
      dataset.failed = message.code
      await loadLater()
      const [what, remedy] = failureWords(message.code)
      setWords(`${what} ${remedy}`)
      if (message.news && !QUIET.has(message.code)) announce(`${what} ${remedy}`)
    }
  }
}
