import { t } from '../language/catalog.ts'

/** How long words stand before the next ones (ms): a screen reader looks at the region when it has the time. */
const STAND = 1200

interface Said {
  words: string
  language: string
  direction: string
}

/** The first is being said. */
const waiting: Said[] = []

/** What comes within a moment waits its turn; the same words are not said twice in a row. */
export function say(
  words: string,
  [language, direction]: [tag: string, direction: string] = [t.language, t.direction],
): void {
  if (waiting.at(-1)?.words === words) return
  if (waiting.push({ words, language, direction }) === 1) show()
}

let region: HTMLElement | null = null
let clearing: ReturnType<typeof setTimeout> | undefined

/** index.html holds the region outside the app. */
function show(): void {
  region ??= document.getElementById('live')!
  // Outside an open dialog nothing is heard.
  const place = document.querySelector('dialog:modal') ?? document.body
  if (region.parentElement !== place) place.append(region)
  region.textContent = ''
  // The same words later on are only spoken when the region was empty in between.
  setTimeout(() => {
    const { words, language, direction } = waiting[0]!
    region!.lang = language
    region!.dir = direction
    region!.textContent = words
    setTimeout(() => {
      waiting.shift()
      if (waiting.length > 0) show()
    }, STAND)
  }, 50)
  // Or whoever reads the page to its end would hear them again there.
  clearTimeout(clearing)
  clearing = setTimeout(() => {
    region!.textContent = ''
  }, 10_000)
}
