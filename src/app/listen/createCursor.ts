import { currentLocator, rangeOf } from '../reading/place.ts'
import { rangeAt } from '../reading/text.ts'
import { articleElement } from '../ui/articleElement.ts'
import { type Utterance, utterancesOf } from './utterances.ts'

const headlineOf = (article: HTMLElement) => article.querySelector('h1')!.textContent ?? ''

/** The sentences of the shown article, and the one the voice is at. */
export function createCursor() {
  let article = articleElement()!
  let sentences: Utterance[] = []
  let index = 0

  /** Index of the last sentence that begins before a point; -1 if there is none. */
  function indexAt(node: Node, offset: number): number {
    const point = document.createRange()
    point.setStart(node, offset)
    let found = -1
    for (const [at, { element, stretch }] of sentences.entries()) {
      const range = stretch ? rangeAt(element, stretch.start, stretch.end) : undefined
      const begins = range ? range.comparePoint(node, offset) >= 0 : element.contains(node)
      if (begins) found = at
      else if (found >= 0 && range) break
    }
    return found
  }

  return {
    headline: () => headlineOf(article),
    /** Language of the article. */
    language: () => article.lang || 'en',
    current: (): Utterance | undefined => sentences[index],
    /** Whether the voice has left the first sentence. */
    hasMoved: () => index > 0,
    readArticle() {
      article = articleElement()!
      sentences = utterancesOf(article)
    },
    /** Makes sure that there is a sentence to be read, from the end back at the first. @returns whether there is one */
    begin(): boolean {
      if (index >= sentences.length) index = 0
      return sentences.length > 0
    },
    /** @returns the sentence after the current one; undefined at the end */
    next(): Utterance | undefined {
      index += 1
      return sentences[index]
    },
    step(by: number) {
      index = Math.min(Math.max(0, index + by), sentences.length - 1)
    },
    toStart() {
      index = 0
    },
    /** Goes to the sentence the reader is at, or to the headline before the body. */
    toReader() {
      const locator = currentLocator()
      const range = locator && rangeOf(locator)
      index = range ? Math.max(0, indexAt(range.startContainer, range.startOffset)) : 0
    },
    /** Goes to the sentence at a point. @returns whether there is one */
    toPoint(node: Node, offset: number): boolean {
      const at = indexAt(node, offset)
      if (at >= 0) index = at
      return at >= 0
    },
    /**
     * Finds the current sentence again after the page has been drawn anew.
     * @returns `same` if nothing had to be done, `gone` if the page shows another article
     */
    followPage(): 'same' | 'redrawn' | 'gone' {
      const now = articleElement()
      if (!now) return 'gone'
      if (now === article) return 'same'
      if (headlineOf(now) !== headlineOf(article)) return 'gone'
      const { text } = sentences[index] ?? { text: '' }
      article = now
      sentences = utterancesOf(article)
      const found = sentences.findIndex((sentence) => sentence.text === text)
      index = found >= 0 ? found : Math.min(index, sentences.length - 1)
      return 'redrawn'
    },
  }
}

export type Cursor = ReturnType<typeof createCursor>
