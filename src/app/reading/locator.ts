/**
 * A position in an article that survives another layout, another text size and a corrected revision. It never holds
 * pixels.
 * @see docs/decisions/0010-places-in-an-article.md
 */
export interface Locator {
  /** Name of the block the position is in, made from its text (blockName). */
  block: string
  /** Index of that block among the blocks of the body. */
  index: number
  /** Characters (UTF-16) of the block's text before the position. */
  offset: number
  /** The text that begins at the position. */
  quote: string
}

/** Enough for a quote to be found only once, few enough to store thousands of them. */
const QUOTE_CHARACTERS = 48
/** A part of a quote with fewer characters may be found at a wrong position. */
const FEWEST_CHARACTERS = 8

/** Name of a block: FNV-1a over its text. The name stays the same when other blocks are added, removed or changed. */
export function blockName(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 0).toString(36)
}

/** @param texts of all blocks of the body, in document order */
export function locate(texts: readonly string[], index: number, offset: number): Locator {
  const text = texts[index]!
  return {
    block: blockName(text),
    index,
    offset,
    quote: text.slice(offset, offset + QUOTE_CHARACTERS),
  }
}

/** Block and offset of a locator in the current text of the article; undefined if the article has no blocks. */
export function find(
  texts: readonly string[],
  { block, index, offset, quote }: Locator,
): { index: number; offset: number } | undefined {
  if (texts.length === 0) return undefined
  const nearestFirst = texts
    .map((_, at) => at)
    .sort((a, b) => Math.abs(a - index) - Math.abs(b - index))
  const same = nearestFirst.find((at) => blockName(texts[at]!) === block)
  if (same !== undefined) return { index: same, offset: Math.min(offset, texts[same]!.length) }
  // The block itself was corrected: look for the quote, then for either half of it.
  const half = quote.length >> 1
  for (const [part, before] of [
    [quote, 0],
    [quote.slice(0, half), 0],
    [quote.slice(half), half],
  ] as const) {
    if (part.trim().length < FEWEST_CHARACTERS) continue
    for (const at of nearestFirst) {
      const found = nearest(texts[at]!, part, offset + before)
      if (found >= 0) return { index: at, offset: Math.max(0, found - before) }
    }
  }
  const at = Math.min(index, texts.length - 1)
  return { index: at, offset: at === index ? Math.min(offset, texts[at]!.length) : 0 }
}

/** Offset of a part in a text, the nearest to `wanted` if it occurs more than once; -1 if it does not occur. */
function nearest(text: string, part: string, wanted: number): number {
  const before = text.lastIndexOf(part, wanted)
  const after = text.indexOf(part, wanted)
  if (before < 0 || after < 0) return Math.max(before, after)
  return wanted - before <= after - wanted ? before : after
}
