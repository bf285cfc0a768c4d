import { createSignal } from 'solid-js'
import type { Card } from '#bundle/card.ts'
import { loadLater, t } from '../../language/catalog.ts'
import type { SectionPageData } from '../../site/page.ts'

interface Surroundings {
  page(): Pick<SectionPageData, 'cards' | 'loadOlder'>
  announce(words: string): void
}

/** State of the list of a section: the cards of its page, and the older ones that the reader has asked for. */
export function createOlderPosts({ page, announce }: Surroundings) {
  const [older, setOlder] = createSignal<Card[]>([])
  const [more, setMore] = createSignal(page().loadOlder !== undefined)
  const [problem, setProblem] = createSignal<string>()
  const cards = () => [...page().cards, ...older()]

  let loading = false

  /** @returns the first card that has arrived; undefined if none has */
  const load = async (): Promise<Card | undefined> => {
    if (loading) return undefined
    loading = true
    const last = cards().at(-1)
    setProblem(undefined)
    try {
      const next = last ? await page().loadOlder!(last) : []
      setOlder([...older(), ...next])
      setMore(next.length > 0)
      announce(next.length > 0 ? t.loadedOlder(next.length) : t.noOlder)
      return next[0]
    } catch (error) {
      const words = await wordsOf(error)
      setProblem(words)
      announce(words)
      return undefined
    } finally {
      loading = false
    }
  }
  return { cards, more, problem, load }
}

/** Says why the library could not be read. The words are no part of the first load. */
async function wordsOf(error: unknown): Promise<string> {
  const [{ storageWords }, later] = await Promise.all([
    import('../../language/failureWords.ts'),
    loadLater(),
  ])
  return storageWords(later, error)
}
