import { t } from '../language/catalog.ts'
import { textOf } from '../reading/text.ts'
import { cutSentences } from './sentences.ts'

/** A sentence to be read, and its element in the article. */
export interface Utterance {
  text: string
  /** BCP 47. */
  language: string
  element: HTMLElement
  /** Characters of the element's text; absent if the words are not in that text (the alt text of an image). */
  stretch?: { start: number; end: number }
}

/**
 * The sentences that a newsreader would read of the shown article: headline, standfirst, correction and body, in this
 * order. An image is read by its alt text, a table row by row, code by its name only.
 */
export function utterancesOf(article: HTMLElement): Utterance[] {
  const utterances: Utterance[] = []

  const say = (element: HTMLElement, text: string, language = languageOf(element)) => {
    if (text.trim()) utterances.push({ text: text.trim(), language, element })
  }
  const read = (element: HTMLElement | null) => {
    if (!element) return
    const text = textOf(element)
    const language = languageOf(element)
    for (const { start, end } of cutSentences(text, language)) {
      utterances.push({
        text: text.slice(start, end).replace(/\s+/g, ' '),
        language,
        element,
        stretch: { start, end },
      })
    }
  }
  const figure = (element: HTMLElement) => {
    const alt = element.querySelector('img')?.alt
    if (alt) say(element, alt)
    read(element.querySelector<HTMLElement>('.caption'))
  }
  const table = (element: HTMLElement) => {
    read(element.querySelector('caption'))
    for (const row of element.querySelectorAll('tr')) {
      const cells = [...row.cells].map((cell) => textOf(cell).trim()).filter(Boolean)
      say(row, cells.join(', '))
    }
  }
  const block = (element: HTMLElement) => {
    const is = (selector: string) => element.matches(selector)
    if (is('figure')) figure(element)
    else if (is('.table')) table(element)
    else if (is('.code')) say(element, t.code(), t.language)
    else if (is('ul, ol, li, blockquote') && element.querySelector('p, ul, ol')) {
      for (const child of element.children) block(child as HTMLElement)
    } else if (is('.embed')) read(element.querySelector('a, span'))
    else if (!is('hr')) read(element)
  }

  read(article.querySelector('h1'))
  read(article.querySelector('.standfirst'))
  read(article.querySelector('.correction p:last-child'))
  const lead = article.querySelector<HTMLElement>('.lead-figure figure')
  if (lead) figure(lead)
  for (const child of article.querySelector('.body')?.children ?? []) block(child as HTMLElement)
  return utterances
}

function languageOf(element: HTMLElement): string {
  return element.closest<HTMLElement>('[lang]')?.lang || 'en'
}
