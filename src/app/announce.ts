import { t } from './language/spoken.ts'

/** How long words stand before the next ones (ms): a screen reader looks at the region when it has the time. */
const STAND = 1200

/** The first is being said. */
const waiting: string[] = []

/**
 * Says words through the page's one polite live region, which index.html holds outside the app. What comes within
 * a moment waits its turn; the same words are not said twice in a row.
 */
export function announce(words: string) {
  if (waiting.at(-1) !== words && waiting.push(words) === 1) say()
}

let region: HTMLElement | null = null
let clearing: ReturnType<typeof setTimeout> | undefined

function say() {
  region ??= document.getElementById('live')!
  // Outside an open dialog nothing is heard.
  const place = document.querySelector('dialog:modal') ?? document.body
  if (region.parentElement !== place) place.append(region)
  region.textContent = ''
  // The same words later on are only spoken when the region was empty in between.
  setTimeout(() => {
    region!.lang = t.language
    region!.dir = t.direction
    region!.textContent = waiting[0]!
    setTimeout(() => {
      waiting.shift()
      if (waiting.length > 0) say()
    }, STAND)
  }, 50)
  // Or whoever reads the page to its end would hear them again there.
  clearTimeout(clearing)
  clearing = setTimeout(() => {
    region!.textContent = ''
  }, 10_000)
}
