import { createSignal } from 'solid-js'

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
  const foot = document.querySelector('.footer .delivery')
  if (foot) foot.textContent = words()
}
