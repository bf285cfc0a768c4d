import { createSignal } from 'solid-js'
import type { FailureCode } from '#messages/toPage.ts'
import { failureWords } from '../../language/failureWords.ts'
import type { LaterWords } from '../../language/Words.ts'

interface Surroundings {
  later: LaterWords
  /** Fetches the article. @returns why it cannot be had; undefined when it is on the device */
  fetch(): Promise<FailureCode | undefined>
  announce(words: string): void
}

/** State of a page that stands in for an article without a text. */
export function createEvicted({ later, fetch: ask, announce }: Surroundings) {
  const [state, setState] = createSignal('')
  const say = (words: string) => {
    setState(words)
    announce(words)
  }
  const fetch = async () => {
    say(later.storage.fetching)
    try {
      const failure = await ask()
      // On success the page is drawn anew with the article.
      if (failure) say(failureWords(later, failure).join(' '))
    } catch {
      // The chunk with the code of delivery is missing.
      say(later.damaged)
    }
  }
  return { state, fetch }
}
