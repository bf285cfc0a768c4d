import { isStorageClosed } from '#library/closing.ts'
import { storedName } from '../site/storageKeys.ts'

/** Loads and shows the chosen language. Kept in the module: it redraws the one page, and Settings calls it. */
let listener: (() => Promise<boolean>) | undefined

/**
 * Sets the function to call after the choice of language has changed, in this tab or another.
 * @param change returns whether the interface now has the words of the chosen language
 */
export function onChangeOfWords(change: () => Promise<boolean>): void {
  listener = change
  addEventListener('storage', ({ key }) => {
    // A page that shows that everything has been removed is not drawn anew.
    if (key === storedName('language') && !isStorageClosed()) change().catch(() => {})
  })
}

/** Shows the chosen language. @returns whether its words could be loaded */
export async function changeWords(): Promise<boolean> {
  return (await listener?.()) ?? false
}
