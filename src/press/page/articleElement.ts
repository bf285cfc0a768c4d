import { Readability } from '@mozilla/readability'
import { key, linesOf } from './lines.ts'
import { type HtmlDocument, type HtmlElement, MAX_DEPTH, parseMended } from './parseHtml.ts'

/**
 * The element that holds the article's text. Each line of the page votes: Mozilla's Readability names
 * the lines it takes for the article, and what the page gives as its text in JSON-LD or marks as
 * article body counts with it; the element that gathers most of them with least besides is the one.
 * @param text the article's text as metadata has it
 */
export function articleElement(document: HtmlDocument, text: string): HtmlElement | undefined {
  const { body } = document
  if (!body) return undefined
  const lines = linesOf(body)
  const found = readable(document)
  const read = new Set(found ? linesOf(found).map(({ key }) => key) : [])
  const said = key(text)
  const isSaid = said.length > 400
  const marked = new Set<HtmlElement>(
    body.querySelectorAll('[itemprop="articleBody"], [itemprop="text"]'),
  )
  const value = new Map<HtmlElement, number>()
  let votes = 0
  for (const line of lines) {
    const { length } = line.text
    const prose = length - line.linked
    const inRead = read.has(line.key)
    const inSaid = isSaid && line.key.length > 12 && said.includes(line.key.slice(0, 200))
    let vote = inRead ? prose : -0.7 * length
    if (isSaid) vote = inSaid ? length : inRead ? 0 : -0.7 * length
    else if (!found) vote = length > 80 && line.linked < length * 0.3 ? prose : -0.5 * length
    if (vote > 0) votes += vote
    value.set(line.element, (value.get(line.element) ?? 0) + vote)
  }
  if (votes === 0) return found
  return heaviest(body, value, marked)
}

/** The element whose lines sum up highest; of equals, the innermost. */
function heaviest(
  body: HtmlElement,
  value: Map<HtmlElement, number>,
  marked: Set<HtmlElement>,
): HtmlElement {
  const totals = new Map<HtmlElement, number>()
  for (const [element, vote] of value) {
    let depth = 0
    for (
      let node: HtmlElement | null = element;
      node && depth < MAX_DEPTH * 2;
      node = node.parentElement
    ) {
      totals.set(node, (totals.get(node) ?? 0) + vote)
      if (node === body) break
      depth += 1
    }
  }
  let best = body
  let most = totals.get(body) ?? 0
  for (const [element, total] of totals) {
    const weight = marked.has(element) ? total * 1.1 : total
    if (weight > most || (weight === most && best.contains(element))) {
      best = element
      most = weight
    }
  }
  return best
}

/** What Readability finds. It changes the document it reads, so it gets one of its own. */
function readable(document: HtmlDocument): HtmlElement | undefined {
  try {
    const copy = parseMended(document.toString())
    const found = new Readability(copy as never, { charThreshold: 100, keepClasses: true }).parse()
    return found?.content ? parseMended(found.content).body : undefined
  } catch {
    return undefined
  }
}
