import { createSignal } from 'solid-js'
import { failureWords } from '../../language/failureWords.ts'
import type { LaterWords } from '../../language/Words.ts'

interface Surroundings {
  later: LaterWords
  /** @throws where the file cannot be fetched */
  fetchText(): Promise<string>
  isOnline(): boolean
  announce(words: string): void
}

/** State of the licences on the page about the app: a file that the host has, and the device has not. */
export function createLicences({ later, fetchText, isOnline, announce }: Surroundings) {
  const [text, setText] = createSignal<string>()
  const [problem, setProblem] = createSignal<string>()

  const show = async () => {
    if (text() !== undefined) return
    try {
      setText(await fetchText())
      setProblem(undefined)
    } catch {
      const words = failureWords(later, isOnline() ? 'unreachable' : 'offline').join(' ')
      setProblem(words)
      announce(words)
    }
  }
  return { text, problem, show }
}
