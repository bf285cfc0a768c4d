import { createSignal } from 'solid-js'
import { type DeliveryChoices, STANDARD } from '#library/choices.ts'
import { storageWords } from '../../language/failureWords.ts'
import type { LaterWords } from '../../language/Words.ts'

interface Surroundings {
  later: LaterWords
  load(): Promise<DeliveryChoices>
  store(choices: DeliveryChoices): Promise<void>
  /** Starts a delivery: more may be wanted now than before. */
  sync(): void
  announce(words: string): void
}

/** State of the form in which the reader chooses what is delivered. */
export function createDeliveryChoices({ later, load, store, sync, announce }: Surroundings) {
  // The standard choices stand there at once, so that nothing moves when the library has answered.
  const [choices, setChoices] = createSignal<DeliveryChoices | undefined>(STANDARD)
  const [problem, setProblem] = createSignal<string>()

  /** Leaves nothing to choose where the library cannot be read, because the browser stores nothing then. */
  const begin = async () => {
    setChoices(await load().catch(() => undefined))
  }
  const change = async (changed: Partial<DeliveryChoices>) => {
    const before = choices()
    if (!before) return
    const after = { ...before, ...changed }
    setChoices(after)
    try {
      await store(after)
    } catch (error) {
      setChoices(before)
      setProblem(storageWords(later, error))
      announce(storageWords(later, error))
      return
    }
    setProblem(undefined)
    if (after.pictures !== 'none') sync()
  }
  return { choices, problem, begin, change }
}
