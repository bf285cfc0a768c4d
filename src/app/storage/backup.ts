import { openLibrary } from '#library/open.ts'
import { BROKEN, DATABASES } from '#library/schema.ts'
import { showLaterNotice } from '../ui/showLaterNotice.ts'
import { onMessage, send } from '../worker/messages.ts'

/** How long a change waits for others, at least: a change younger than that may be lost. */
const PAUSE_MS = 1000

const load = () => import('#library/copy.ts')

/** Current pause (ms): it grows with the time that a backup takes. */
let pause: number = PAUSE_MS
/** Runs while a change waits; one page makes one backup at a time. */
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Restores what the browser has lost from the backup, if it has lost anything, and says so; from then on keeps a backup of
 * what the reader makes. To be awaited before anything is delivered.
 */
export async function keepBackup(): Promise<void> {
  await restoreLost()
  // A change in the last moment before the app was killed is in the database only.
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
    // A browser may have databases and refuse this storage; then the mark was never set.
  }
}

async function restoreLost(): Promise<void> {
  const [library, { restoreCopy }] = await Promise.all([openLibrary(), load()])
  if (!(await restoreCopy(library))) return
  await showLaterNotice(({ storage }) => [storage.restored])
}

/** To be called after a mark, a choice or a subscription has been stored. */
export function backUpSoon(): void {
  // A page that leaves the screen has no second to wait.
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
      // The browser has lost the database while this tab was open.
      await restoreLost()
      await writeCopy(library)
      await send({ type: 'sync' })
    }
  } catch {
    // The disk is full or the library is gone: the next change tries again.
  }
  // Ten thousand marks are not written every second.
  pause = Math.max(PAUSE_MS, 50 * (performance.now() - start))
}
