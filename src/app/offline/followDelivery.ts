import type { FailureCode, ToPage } from '#messages/toPage.ts'
import { announce } from '../announce.ts'
import { failureWords } from '../language/failureWords.ts'
import { loadLater, t } from '../language/spoken.ts'
import { lack, setDeliveryState } from './deliveryState.ts'

/** Without a network there is nothing to tell a reader of an offline reader. */
const QUIET = new Set(['offline', 'cancelled'])

/** Says at the foot of every page how delivery fares, and aloud what is news. */
export async function followDelivery(message: ToPage, builtIn: string): Promise<void> {
  const { dataset } = document.documentElement
  switch (message.type) {
    case 'progress': {
      const { bundles, images } = message
      const total = bundles.total + images.total
      const done = bundles.done + images.done
      if (total > 0 && done < total) setDeliveryState(t.delivering(done, total))
      break
    }
    case 'synced':
      if (message.mirror) await tell('mirror', message.news)
      else setDeliveryState(lack ?? t.savedForOffline)
      if (message.publication === builtIn) {
        dataset.synced = String(message.version)
        delete dataset.failed
      }
      break
    case 'failed':
      dataset.failed = message.code
      await tell(message.code, message.news)
  }
}

async function tell(code: FailureCode, news: boolean | undefined): Promise<void> {
  await loadLater()
  const words = failureWords(code).join(' ')
  setDeliveryState(words)
  if (news && !QUIET.has(code)) announce(words)
}
