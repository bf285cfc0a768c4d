import { openLibrary } from '#library/open.ts'
import { BROKEN, DATABASES } from '#library/schema.ts'
import { later, loadLater } from '../language/catalog.ts'
import { onMessage, send } from '../worker/messages.ts'

/** How long a change waits for others (ms), at least: what is younger than that may be lost. */
const PAUSE = 1000

const load = () => import('#library/copy.ts')

let pause: number = PAUSE
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Puts back what the browser has lost, if it has, and says so; from then on what the reader makes is kept a second
 * time. To be awaited before anything is delivered.
 */
export async function keepBackup(): Promise<void> {
  await restoreLost()
  // What was stored in the last moment before the app died is in the database alone.
  backUpSoon()
  onMessage(({ type }) => {
    if (type === 'synced' || type === 'removed') backUpSoon()
  })
  document.addEventListener('visibilitychange', () => {
    if (timer && document.hidden) copyNow()
  })
  const library = await openLibrary()
  try {
    if (library.name === DATABASES[0] && localStorage.getItem(BROKEN)) {
      indexedDB.deleteDatabase(DATABASES[1])
      localStorage.removeItem(BROKEN)
    }
  } catch {
    // A browser may keep databases and refuse this; then it never had the mark.
  }
}

async function restoreLost(): Promise<void> {
  const [library, { restoreCopy }] = await Promise.all([openLibrary(), load()])
  if (!(await restoreCopy(library))) return
  const [{ showNotice }] = await Promise.all([import('../ui/notice.ts'), loadLater()])
  showNotice(later.storage.restored)
}

/** To be called after a mark, a choice or a subscription has been stored. */
export function backUpSoon(): void {
  // What is stored because the app leaves the screen has no second to wait.
  if (document.hidden) copyNow()
  else timer ??= setTimeout(copyNow, pause)
}

async function copyNow(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  if (document.documentElement.dataset.wiped) return
  const start = performance.now()
  try {
    const [library, { writeCopy }] = await Promise.all([openLibrary(), load()])
    if (await writeCopy(library)) {
      // The browser has lost the database under this very tab.
      await restoreLost()
      await writeCopy(library)
      await send({ type: 'sync' })
    }
  } catch {
    // No room, or no library any more: the next change tries again.
  }
  // Ten thousand marks are not written every second.
  pause = Math.max(PAUSE, 50 * (performance.now() - start))
}
