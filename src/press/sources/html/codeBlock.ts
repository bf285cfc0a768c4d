import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftBlock } from '../../article/draft.ts'
import type { BlockWalk } from './BlockWalk.ts'
import { cleanText } from './InlineReader.ts'
import type { HtmlElement } from './parseHtml.ts'

export function codeBlock(walk: BlockWalk, element: HtmlElement, out: DraftBlock[]): void {
  const text = preformatted(element).replace(/^\n+|\s+$/g, '')
  if (!text) return
  walk.push(
    out,
    defined<DraftBlock>({
      type: 'code',
      text: text.slice(0, LIMITS.string),
      syntax: syntaxOf(element),
    }),
  )
}

function preformatted(element: HtmlElement): string {
  for (const br of [...element.querySelectorAll('br')]) br.replaceWith('\n')
  return cleanText(element.textContent ?? '')
}

function syntaxOf(pre: HtmlElement): string | undefined {
  const names = [pre, pre.querySelector('code'), pre.parentElement]
  for (const element of names) {
    const found = /(?:^|\s)(?:language|lang|highlight-source)-([\w+#.-]{1,30})/.exec(
      element?.className ?? '',
    )
    if (found) return found[1]
  }
  return undefined
}
