import { createSignal } from 'solid-js'
import { t } from '../language/catalog.ts'

const [words, setWords] = createSignal('')

/** How delivery stands, for the foot of every page. */
export { setWords as setDeliveryState, words as deliveryState }

/** What this browser lacks, said for good in the place of words that would not be true here. */
export let lack: string | undefined

export function setLack(words: string): void {
  lack = words
  setWords(words)
}

/** The prerendered page has no signal to follow, and is all there is where nothing can be stored. */
export function writeDeliveryState(): void {
  const foot = document.querySelector<HTMLElement>('.footer .delivery')
  if (!foot) return
  // That page is in the publication's language, these words in the reader's.
  foot.lang = t.language
  foot.dir = t.direction
  foot.textContent = words()
}
