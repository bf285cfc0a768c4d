import { createSignal } from 'solid-js'
import type { Found } from '#library/search.ts'
import { storageWords } from '../../language/failureWords.ts'
import { isolated } from '../../language/isolated.ts'
import type { LaterWords } from '../../language/Words.ts'

/** The search does not read more cards than this; the reader is asked for another word instead. */
export const MOST_FOUND = 50
/** How long after the last key the search begins. */
const PAUSE_MS = 300

export interface Results {
  words: string
  found: Found[]
}

interface Surroundings {
  later: LaterWords
  /** Results that Back returns to, which the page shows at once. */
  results: Results | undefined
  find(words: string, signal: AbortSignal): Promise<Found[]>
  /** Keeps the words with the entry of the history. */
  keep(words: string): void
  announce(words: string): void
}

export type Search = ReturnType<typeof createSearch>

/** State of the search page. A new question ends the one before. */
export function createSearch({ later, results: first, find, keep, announce }: Surroundings) {
  const [results, setResults] = createSignal(first)
  const [problem, setProblem] = createSignal<string>()
  let asked = first?.words ?? ''
  let running: AbortController | undefined
  let pause: ReturnType<typeof setTimeout> | undefined

  const end = () => {
    clearTimeout(pause)
    running?.abort()
  }
  const ask = async (text: string) => {
    const words = text.trim()
    clearTimeout(pause)
    if (words === asked) return
    asked = words
    end()
    running = new AbortController()
    const { signal } = running
    keep(words)
    setProblem(undefined)
    if (!words) {
      setResults(undefined)
      return
    }
    try {
      const found = await find(words, signal)
      if (signal.aborted) return
      setResults({ words, found })
      announce(headingOf({ words, found }, later))
    } catch (error) {
      if (signal.aborted) return
      setResults(undefined)
      setProblem(storageWords(later, error))
      announce(storageWords(later, error))
    }
  }
  const askSoon = (text: string) => {
    clearTimeout(pause)
    pause = setTimeout(ask, PAUSE_MS, text)
  }
  return { results, problem, ask, askSoon, end }
}

export function headingOf({ words, found }: Results, later: LaterWords): string {
  return found.length > 0 ? later.search.found(found.length) : later.search.nothing(isolated(words))
}
