import { ELEMENT, type HtmlElement, type HtmlNode, MAX_DEPTH, TEXT } from '../html/parseHtml.ts'

/** A line of text as a page lays it out, with the element that holds it. */
export interface Line {
  element: HtmlElement
  text: string
  key: string
  /** How many characters of the line are inside links. */
  linked: number
}

const INLINE = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

const SILENT = new Set(
  'script style template noscript svg iframe object select textarea head'.split(' '),
)

/** The lines of text below an element: the own text of each element, split at line breaks. */
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

/**
 * Removes from a text the differences that templates make (white space, punctuation, case), so that equal lines compare
 * as equal.
 */
export function key(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M}]+/gu, '').toLowerCase()
}
