import { t } from '../language/catalog.ts'
import { shownDialog } from './shownDialog.ts'

/** Time that words stay before the next ones replace them: a screen reader may read the region late. */
const STAY_MS = 1200
/** Time the region stays empty between two announcements: screen readers otherwise ignore equal words. */
const EMPTY_MS = 50
/** Time after which the last words are removed, so that a reader of the whole page does not hear them again. */
const CLEAR_MS = 10_000

interface Announcement {
  words: string
  language: string
  direction: string
}

/** Queue of announcements; the first is in the region. */
const waiting: Announcement[] = []

/** Announces words after those that wait. Words equal to the last in the queue are left out. */
export function say(
  words: string,
  [language, direction]: [tag: string, direction: string] = [t.language, t.direction],
): void {
  if (waiting.at(-1)?.words === words) return
  if (waiting.push({ words, language, direction }) === 1) show()
}

// The page has one live region and one queue for it, so their state lives in the module.
/** The region, once it has been looked up. */
let region: HTMLElement | null = null
/** Timer of CLEAR_MS. */
let clearing: ReturnType<typeof setTimeout> | undefined

/** Shows the first announcement. The region is in index.html, outside the app. */
function show(): void {
  region ??= document.getElementById('live')!
  // Screen readers ignore everything outside an open dialog.
  const place = shownDialog() ?? document.body
  if (region.parentElement !== place) place.append(region)
  region.textContent = ''
  setTimeout(() => {
    const { words, language, direction } = waiting[0]!
    region!.lang = language
    region!.dir = direction
    region!.textContent = words
    setTimeout(() => {
      waiting.shift()
      if (waiting.length > 0) show()
    }, STAY_MS)
  }, EMPTY_MS)
  clearTimeout(clearing)
  clearing = setTimeout(() => {
    region!.textContent = ''
  }, CLEAR_MS)
}
