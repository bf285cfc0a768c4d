import { openLibrary } from '#library/open.ts'
import type { FailureCode, ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { loadLater, t } from '../language/catalog.ts'
import { failureWords } from '../language/failureWords.ts'
import { formatSize } from '../language/formatSize.ts'
import { isolated } from '../language/isolated.ts'
import { local } from '../site/siteStorage.ts'
import { announce } from '../ui/announce.ts'
import { showNotice } from '../ui/notice.ts'
import { deliveryElement, deliveryState, lack, setDeliveryState } from '../worker/deliveryState.ts'
import { send } from '../worker/messages.ts'
import { clockWarning } from './clockWarning.ts'

/** To be without a network is no failure for an offline reader. */
const QUIET = new Set(['offline', 'cancelled'])

/** The publication whose progress stands at the foot of the page; there is one foot. */
let arriving: string | undefined

/** The message before: what is shown of it may wait for words, and must not come after what is shown of the next one. */
let before: Promise<void> = Promise.resolve()

/** Shows at the foot of every page how delivery fares, and announces what is new. */
export function showSyncProgress(message: ToPage, builtIn: string): Promise<void> {
  const shown = before.then(() => show(message, builtIn))
  before = shown.catch(() => {})
  return shown
}

async function show(message: ToPage, builtIn: string): Promise<void> {
  const { dataset } = document.documentElement
  if (message.type === 'synced' || message.type === 'removed') {
    sweep(message.publication).catch(() => {})
  }
  switch (message.type) {
    case 'progress': {
      const { bundles, images, bytes } = message
      const total = bundles.total + images.total
      const done = bundles.done + images.done
      if (total === 0 || done === total) break
      arriving = message.publication
      const later = await loadLater()
      const sizes = [bytes.done, bytes.total].map((size) => isolated(formatSize(size, 'short')))
      setDeliveryState(`${t.delivering(done, total)} (${sizes.join(' / ')})`)
      offer(later.mirrors.stop, () => stop(later.mirrors.stopped))
      break
    }
    case 'synced':
      if (message.mirror) await showFailure(message.publication, 'mirror', message.news)
      else {
        standing.delete(message.publication)
        setDeliveryState(standingWords() || (lack ?? t.savedForOffline))
      }
      offer()
      await showClockWarning(message.publication)
      if (message.waiting) await ask(message.publication, message.waiting)
      if (message.publication === builtIn) {
        dataset.synced = String(message.version)
        delete dataset.failed
      }
      break
    case 'failed':
      dataset.failed = message.code
      offer()
      await showFailure(message.publication, message.code, message.news)
      if (message.code === 'unreachable')
        await showClockWarning(message.publication as PublicationKey)
      break
    case 'succeeded':
      for (const key of message.earlier) standing.delete(key)
      showNotice((await loadLater()).earlier.keyChanged)
      break
    case 'removed':
      if (!standing.delete(message.publication) && message.publication !== arriving) break
      setDeliveryState(standingWords() || (lack ?? (dataset.synced ? t.savedForOffline : '')))
      offer()
  }
}

/** Last failure of each publication, until it has been delivered: another publication that succeeds does not hide it. */
const standing = new Map<string, string>()
const standingWords = () => [...new Set(standing.values())].join(' ')

/** An article may have been withdrawn, or have other audio now. */
async function sweep(publication: PublicationKey): Promise<void> {
  const [library, { sweepRecordings }] = await Promise.all([
    openLibrary(),
    import('#library/recordings.ts'),
  ])
  await sweepRecordings(library, publication)
}

async function showClockWarning(publication: PublicationKey): Promise<void> {
  const words = await clockWarning(publication)
  // A warning is announced once; without storage, once for each delivery.
  const isNew = words && !local.get('clock')
  local.set('clock', words || undefined)
  if (!words) return
  if (isNew) announce(words)
  setDeliveryState(`${deliveryState()} ${words}`)
}

async function showFailure(
  publication: string,
  code: FailureCode,
  news: boolean | undefined,
): Promise<void> {
  const words = failureWords(await loadLater(), code).join(' ')
  // A publication that could not be added is named by its address, under which no later delivery would clear it.
  const lasts = !QUIET.has(code) && !publication.includes('/')
  if (lasts) standing.set(publication, words)
  setDeliveryState(lasts ? standingWords() : words)
  if (news && !QUIET.has(code)) announce(words)
}

function stop(stopped: string): void {
  announce(stopped)
  sendOn({ type: 'cancel' })
}

function sendOn(message: ToWorker): void {
  send(message).catch((error: unknown) => console.error(error))
}

/** Publications whose pictures have been offered since the app was opened: asked once, it stands at the foot. */
const offered = new Set<string>()

async function ask(publication: PublicationKey, bytes: number): Promise<void> {
  const { mirrors } = await loadLater()
  const words = mirrors.waiting(isolated(formatSize(bytes)))
  const fetchThem = () => sendOn({ type: 'sync', publication, pictures: true })
  setDeliveryState(`${standingWords()} ${words}`.trim())
  offer(mirrors.fetch, fetchThem)
  if (offered.has(publication)) return
  offered.add(publication)
  showNotice(words, [mirrors.fetch, fetchThem])
}

/** A button beside the state of delivery, or none. */
function offer(label?: string, act?: () => void): void {
  const state = deliveryElement()
  const before = state?.nextElementSibling
  if (!state || (label && before?.textContent === label)) return
  // The focus must not be lost with the button.
  if (before && before === document.activeElement) {
    state.tabIndex = -1
    state.focus({ preventScroll: true })
  }
  before?.remove()
  if (!label || !act) return
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = label
  button.addEventListener('click', act)
  state.after(button)
}
