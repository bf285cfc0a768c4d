import { createSignal } from 'solid-js'
import { failureWords } from '../../language/failureWords.ts'

interface Surroundings {
  /** @throws where the file cannot be fetched */
  fetchText(): Promise<string>
  isOnline(): boolean
  announce(words: string): void
}

/** State of the licences on the page about the app: a file that the host has, and the device has not. */
export function createLicences({ fetchText, isOnline, announce }: Surroundings) {
  const [text, setText] = createSignal<string>()
  const [problem, setProblem] = createSignal<string>()

  const show = async () => {
    if (text() !== undefined) return
    try {
      setText(await fetchText())
      setProblem(undefined)
    } catch {
      const words = failureWords(isOnline() ? 'unreachable' : 'offline').join(' ')
      setProblem(words)
      announce(words)
    }
  }
  return { text, problem, show }
}
