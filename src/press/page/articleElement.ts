import type { PageFacts } from './facts.ts'
import type { HtmlDocument, HtmlElement } from './parseHtml.ts'

/**
 * The element that holds the article's text, where the page says so itself.
 * @returns undefined where it has to be guessed
 */
export function articleElement(document: HtmlDocument, _facts: PageFacts): HtmlElement | undefined {
  const marked = [...document.querySelectorAll('[itemprop="articleBody"]')]
  if (marked.length !== 1) return undefined
  const [body] = marked
  return body && (body.textContent?.length ?? 0) > 500 ? body : undefined
}
