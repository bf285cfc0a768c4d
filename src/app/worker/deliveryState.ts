import { createSignal } from 'solid-js'
import { t } from '../language/catalog.ts'

const [words, setWords] = createSignal('')

/** How delivery stands, for the foot of every page. */
export { setWords as setDeliveryState, words as deliveryState }

/** Sentence about a feature that this browser lacks. It stays at the foot of every page, where others would not be true. */
export let lack: string | undefined

export function setLack(words: string): void {
  lack = words
  setWords(words)
}

/** The element with the words, of the prerendered page or the one that the app has drawn since. */
export const deliveryElement = (): HTMLElement | null => document.querySelector('.footer .delivery')

/** Writes the words into a prerendered page, which follows no signal and stays where nothing can be stored. */
export function writeDeliveryState(): void {
  const foot = deliveryElement()
  if (!foot) return
  // The prerendered page is in the publication's language, these words are in the reader's.
  foot.lang = t.language
  foot.dir = t.direction
  foot.textContent = words()
}
