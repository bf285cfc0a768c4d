import { LANGUAGE_KEY } from './chosen.ts'

let listener: (() => Promise<boolean>) | undefined

/**
 * Called after the choice of language has changed, in this tab or another.
 * @param change whether the words of the chosen language are there, and spoken now
 */
export function onChangeOfWords(change: () => Promise<boolean>): void {
  listener = change
  addEventListener('storage', ({ key }) => {
    if (key === LANGUAGE_KEY) change().catch(() => {})
  })
}

export async function changeWords(): Promise<boolean> {
  return (await listener?.()) ?? false
}
