import type { BlockLanguage } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftBlock } from '../../article/draft.ts'
import type { BlockWalk } from './BlockWalk.ts'
import { type Context, isHidden, SKIPPED } from './elements.ts'
import { ELEMENT, type HtmlElement, TEXT } from './parseHtml.ts'
import { pushEmbed } from './playerBlocks.ts'
import { normaliseRuns } from './runs.ts'

export function listBlock(
  walk: BlockWalk,
  element: HtmlElement,
  out: DraftBlock[],
  context: Context,
  language: BlockLanguage,
): boolean {
  if (context.nesting >= LIMITS.blockDepth - 2) return false
  const inside = { ...context, nesting: context.nesting + 1 }
  const items: DraftBlock[][] = []
  for (const child of element.childNodes) {
    if (child.nodeType !== ELEMENT) {
      if (child.textContent?.trim() && child.nodeType === TEXT) {
        items.push([{ type: 'paragraph', runs: normaliseRuns(walk.inline.text(child)) }])
      }
      continue
    }
    const item = child as HtmlElement
    if (isHidden(item) || SKIPPED.has(item.localName)) continue
    const blocks = walk.collect(wrap(item), inside)
    const previous = items.at(-1)
    // A list directly inside a list belongs to the item before it.
    if (previous && /^[ou]l$/.test(item.localName)) previous.push(...blocks)
    else if (blocks.length > 0) items.push(blocks)
  }
  if (items.length === 0) return true
  const start = Number.parseInt(element.getAttribute('start') ?? '1', 10)
  const ordered = element.localName === 'ol'
  walk.push(
    out,
    defined<DraftBlock>({
      type: 'list',
      ordered,
      start: ordered && start > 1 && start < 1e6 ? start : undefined,
      items,
      ...language,
    }),
  )
  return true
}

export function quoteBlock(
  walk: BlockWalk,
  element: HtmlElement,
  out: DraftBlock[],
  context: Context,
  language: BlockLanguage,
): boolean {
  if (context.nesting >= LIMITS.blockDepth - 2) return false
  const post =
    /\b(?:twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed)\b/.exec(
      element.className ?? '',
    )
  const signature = post
    ? undefined
    : [...element.querySelectorAll('footer, cite')].find(
        (found) => found.closest('blockquote') === element && isLast(found, element),
      )
  const cite = signature && runsText(normaliseRuns(walk.inline.inline(signature, context)))
  signature?.remove()
  const blocks = walk.collect(element, { ...context, nesting: context.nesting + 1 })
  const links = [...element.querySelectorAll('a[href]')]
  if (blocks.length > 0) {
    walk.push(
      out,
      defined<DraftBlock>({
        type: 'quote',
        blocks,
        cite: cite ? cite.replace(/^[\s—–-]+/, '').slice(0, 1000) : undefined,
        ...language,
      }),
    )
  }
  const address = post && links.map((link) => walk.inline.address(link.getAttribute('href'))).at(-1)
  if (address) pushEmbed(walk, out, address, '')
  return true
}

/** Puts an element of a list that is no item into a parent of its own, so that it is entered like any other element. */
function wrap(item: HtmlElement): HtmlElement {
  return item.localName === 'li' ? item : ({ childNodes: [item] } as unknown as HtmlElement)
}

function isLast(element: HtmlElement, ancestor: HtmlElement): boolean {
  for (
    let node: HtmlElement | null = element;
    node && node !== ancestor;
    node = node.parentElement
  ) {
    for (let next = node.nextSibling; next; next = next.nextSibling) {
      if (next.textContent?.trim()) return false
    }
  }
  return true
}
