import { Readability } from '@mozilla/readability'
import { type HtmlDocument, type HtmlElement, parseMended } from '../html/parseHtml.ts'
import { key, type Line, linesOf } from './textLines.ts'

/**
 * Finds the element that holds the article's text. Each line of the page votes. The lines that Mozilla's Readability
 * takes for the article count for an element, as do the text in JSON-LD and elements marked as article body; other
 * lines count against it. The element with the most votes is taken.
 * @param text the article's text in the metadata
 */
export function articleElement(document: HtmlDocument, text: string): HtmlElement | undefined {
  const { body } = document
  if (!body) return undefined
  const lines = linesOf(body)
  const found = readable(document)
  const read = new Set(found ? linesOf(found).map(({ key }) => key) : [])
  const said = key(text)
  const marked = new Set<HtmlElement>(
    body.querySelectorAll('[itemprop="articleBody"], [itemprop="text"]'),
  )
  const homes = new Set(
    lines.filter((line) => read.has(line.key) && line.text.length > 60).map(home),
  )
  const inSaid = (line: Line) => line.key.length > 12 && said.includes(line.key.slice(0, 200))
  const shown = lines.reduce((sum, line) => (inSaid(line) ? sum + line.key.length : sum), 0)
  const isSaid = said.length > 250 && shown > 0.6 * said.length
  const isProse = ({ text: { length }, linked }: Line) => length > 80 && linked < length * 0.3
  const byProse = (line: Line) =>
    isProse(line) ? line.text.length - line.linked : -line.text.length
  const byVotes = (line: Line) => {
    const { length } = line.text
    const inRead = read.has(line.key)
    if (isSaid) return inSaid(line) ? length : inRead ? 0.2 * (length - line.linked) : -0.7 * length
    if (inRead) return length - line.linked
    return isProse(line) && homes.has(home(line)) ? 0.5 * length : -0.7 * length
  }
  const plain = heaviest(body, lines, byProse, marked)
  const best = found || isSaid ? heaviest(body, lines, byVotes, marked) : plain
  const proseIn = (element: HtmlElement) =>
    lines.reduce(
      (sum, line) =>
        isProse(line) && element.contains(line.element) ? sum + line.text.length : sum,
      0,
    )
  // Readability sometimes takes one box for the whole article and leaves out the rest.
  if (!isSaid && proseIn(best) < 0.3 * proseIn(plain)) return plain
  if (found) {
    const inside = lines.filter((line) => best.contains(line.element))
    removeStrays(
      best,
      inside,
      (line) => read.has(line.key) || (isSaid && inSaid(line)),
      (line) => homes.has(home(line)),
    )
    // A part of the article's text may be hidden until a script shows it.
    for (const line of inside) {
      if (!isSaid || !inSaid(line)) continue
      for (let node: HtmlElement | null = line.element; node; node = node.parentElement) {
        if (node.hasAttribute('hidden')) node.removeAttribute('hidden')
        if (/display|visibility/.test(node.getAttribute('style') ?? ''))
          node.removeAttribute('style')
        if (node === best) break
      }
    }
  }
  return best
}

/** Removes lines that no vote assigns to the article and that are short, full of links or outside its running text. */
function removeStrays(
  best: HtmlElement,
  lines: Line[],
  isVouched: (line: Line) => boolean,
  isAtHome: (line: Line) => boolean,
): void {
  const long = (line: Line) => line.text.length > 60 && isVouched(line)
  const first = lines.findIndex(long)
  const last = lines.findLastIndex(long)
  const done = new Set<HtmlElement>([best])
  for (const [at, line] of lines.entries()) {
    const { element, text, linked } = line
    if (done.has(element) || isVouched(line) || /^h[1-6]$/.test(element.localName)) continue
    const isProse = text.length > 100 && linked < text.length * 0.4
    if (isProse && ((at > first && at < last) || isAtHome(line))) continue
    done.add(element)
    if (element.querySelector('img, picture, p, div, ul, ol, section, table')) continue
    element.remove()
  }
}

/** The parent of a paragraph. */
function home({ element }: Line): HtmlElement | null {
  return element.localName === 'p' ? element.parentElement : null
}

/** The element whose lines have the highest sum; among equal ones the innermost. */
function heaviest(
  body: HtmlElement,
  lines: Line[],
  worth: (line: Line) => number,
  marked: Set<HtmlElement>,
): HtmlElement {
  const totals = new Map<HtmlElement, number>()
  for (const line of lines) {
    const vote = worth(line)
    for (let node: HtmlElement | null = line.element; node; node = node.parentElement) {
      totals.set(node, (totals.get(node) ?? 0) + vote)
      if (node === body) break
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

/**
 * The most elements that Readability may parse; articles have a few thousand. It throws above, and then the running
 * text alone decides.
 */
const MOST_ELEMENTS = 40_000

/** The element that Readability finds. Readability changes the document it reads, so it gets a copy. */
function readable(document: HtmlDocument): HtmlElement | undefined {
  try {
    const copy = parseMended(document.toString())
    const found = new Readability(copy as never, {
      keepClasses: true,
      maxElemsToParse: MOST_ELEMENTS,
    }).parse()
    return found?.content ? parseMended(found.content).body : undefined
  } catch {
    return undefined
  }
}
