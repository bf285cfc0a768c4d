import { LANGUAGE_KEY } from './chosen.ts'

let listener: (() => Promise<void>) | undefined

/** Called after the choice of language has changed, in this tab or another. */
export function onChangeOfWords(change: () => Promise<void>): void {
  listener = change
  addEventListener('storage', ({ key }) => {
    if (key === LANGUAGE_KEY) change().catch(() => {})
  })
}

export async function changeWords(): Promise<void> {
  await listener?.()
}
