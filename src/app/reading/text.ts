/** The text nodes of a block, without words of the interface that only a screen reader announces (`.unseen`). */
export function textNodes(block: Node): Text[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('.unseen') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  const nodes: Text[] = []
  while (walker.nextNode()) nodes.push(walker.currentNode as Text)
  return nodes
}

export function textOf(block: Node): string {
  return textNodes(block)
    .map(({ data }) => data)
    .join('')
}

/** Range of the characters `start` to `end` of a block's text; the block itself if it has no such text. */
export function rangeAt(block: HTMLElement, start: number, end = start + 1): Range {
  const range = document.createRange()
  let before = 0
  let begun = false
  for (const node of textNodes(block)) {
    const after = before + node.length
    if (!begun && start < after) {
      range.setStart(node, start - before)
      begun = true
    }
    if (begun && end <= after) {
      range.setEnd(node, end - before)
      return range
    }
    before = after
  }
  if (begun) range.setEndAfter(block.lastChild!)
  else range.selectNode(block)
  return range
}
