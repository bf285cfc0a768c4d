import { t } from './language/spoken.ts'

let clearing: ReturnType<typeof setTimeout> | undefined

/** Says words through the page's one polite live region, which index.html holds outside the app. */
export function announce(words: string) {
  const region = document.getElementById('live')
  if (!region) return
  region.textContent = ''
  // The same words twice are only spoken twice when the region was empty in between.
  setTimeout(() => {
    region.lang = t.language
    region.dir = t.direction
    region.textContent = words
  }, 50)
  // Or whoever reads the page to its end would hear them again there.
  clearTimeout(clearing)
  clearing = setTimeout(() => {
    region.textContent = ''
  }, 10_000)
}
