import { Readability } from '@mozilla/readability'
import {
  ELEMENT,
  type HtmlDocument,
  type HtmlElement,
  type HtmlNode,
  MAX_DEPTH,
  parseMended,
  TEXT,
} from './parseHtml.ts'

/** A line of text as a page lays it out, and the element that holds it. */
interface Line {
  element: HtmlElement
  text: string
  key: string
  /** Characters inside links. */
  linked: number
}

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

const INLINE = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

const SILENT = new Set('script style template noscript svg iframe object select textarea head'.split(' '))

/** The text of each element that has some of its own, cut at line breaks. */
export function linesOf(root: HtmlElement): Line[] {
  const lines: Line[] = []
  let text = ''
  let linked = 0
  const end = (element: HtmlElement) => {
    const words = text.replace(/\s+/g, ' ').trim()
    if (words) lines.push({ element, text: words, key: key(words), linked })
    text = ''
    linked = 0
  }
  const walk = (node: HtmlNode, block: HtmlElement, inLink: boolean, depth: number): void => {
    if (node.nodeType === TEXT) {
      const words = node.textContent ?? ''
      text += words
      if (inLink) linked += words.trim().length
      return
    }
    if (node.nodeType !== ELEMENT || depth > MAX_DEPTH) return
    const element = node as HtmlElement
    const name = element.localName
    if (SILENT.has(name)) return
    if (name === 'br') {
      end(block)
      return
    }
    const link = inLink || name === 'a'
    if (INLINE.has(name)) {
      for (const child of element.childNodes) walk(child, block, link, depth + 1)
      return
    }
    end(block)
    for (const child of element.childNodes) walk(child, element, link, depth + 1)
    end(element)
  }
  for (const child of root.childNodes) walk(child, root, false, 0)
  end(root)
  return lines
}

/** Text without what templates and clean-ups change: white space, punctuation, case. */
export function key(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M}]+/gu, '').toLowerCase()
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
