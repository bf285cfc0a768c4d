import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import type { HtmlExtension } from 'micromark-util-types'
import { type HtmlDocument, parseHtml } from '../html/parseHtml.ts'

/** Parses Markdown (GFM) into a document. */
export function markdownHtml(text: string): HtmlDocument {
  const html = micromark(cleanMarkdown(text), {
    allowDangerousHtml: true,
    // Addresses are checked once, in toBlocks.
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtmlAsWritten()],
  })
  const document = parseHtml(html)
  tidyGfm(document)
  return document
}

/** GFM escapes the tag of a script to text. Without that filter the tag is parsed as an element, and then left out. */
function gfmHtmlAsWritten(): HtmlExtension {
  const { exit, ...rest } = gfmHtml()
  const { htmlFlowData: _, htmlTextData: __, ...kept } = exit ?? {}
  return { ...rest, exit: kept }
}

/** The most marks of emphasis and links in one paragraph: no article has so many. */
const MOST_MARKS = 2000

/**
 * Removes the tags of Jekyll and Hugo and the attributes of Kramdown, which a site generator would have replaced. Code
 * stays as it is, because there an article may show `{:?}` and `{% x %}`.
 */
function cleanMarkdown(text: string): string {
  let fence = ''
  let marks = 0
  const inWords = (words: string) => {
    const plain = words.includes('{') ? withoutTagsOutsideCode(words) : words
    // The time that micromark needs to pair marks grows with the square of their number.
    return plain.replace(/\\[*_~[]|^\s*(?:\*\s|\[[^\]]*\]:)|[*_~]+|\[/g, (found) => {
      // The mark of a list item and the definition of a link pair with no other mark.
      if (/[\s:]$/.test(found)) return found
      marks += 1
      return marks > MOST_MARKS && !found.startsWith('\\') ? found.replace(/./g, '\\$&') : found
    })
  }
  return text
    .split('\n')
    .map((whole) => {
      // The time for nested quotations grows with the square of their depth, and readers show a few levels.
      const line = whole.replace(/^((?: {0,3}>){30})[ >]*/, '$1 ')
      const [, mark] = /^ {0,12}(`{3,}|~{3,})/.exec(line) ?? []
      if (mark && (fence === '' || (line.trim() === mark && mark.startsWith(fence)))) {
        fence = fence === '' ? mark : ''
        return line
      }
      if (line.trim() === '') marks = 0
      if (fence !== '' || !/[{*_~[]/.test(line) || /^(?: {4}|\t)/.test(line)) return line
      return line
        .split(/(`+[^`]*`+)/)
        .map((part, index) => (index % 2 === 1 ? part : inWords(part)))
        .join('')
        .replace(/^(#{1,6} [^{]*)\{[#.][^{}]*\} *$/, '$1')
    })
    .join('\n')
}

function withoutTagsOutsideCode(text: string): string {
  return text
    .replace(/\{%[^%{]{0,2000}%\}/g, '')
    .replace(/\{\{[<%][^{}]{0,2000}[>%]\}\}/g, '')
    .replace(/\{: ?[.#\w][^{}]{0,200}\}/g, '')
}

/** Makes footnotes and check boxes showable without HTML: footnotes after a line, boxes as characters. */
function tidyGfm(document: HtmlDocument): void {
  const { body } = document
  const notes = body.querySelector('section[data-footnotes]')
  if (notes) {
    // A line between the text and the notes needs no translation, as a heading would.
    notes.querySelector('h2')?.replaceWith(document.createElement('hr'))
    for (const back of [...notes.querySelectorAll('a[data-footnote-backref]')]) back.remove()
  }
  for (const box of [...body.querySelectorAll('li input[type=checkbox]')]) {
    box.replaceWith(box.hasAttribute('checked') ? '☑ ' : '☐ ')
  }
}
