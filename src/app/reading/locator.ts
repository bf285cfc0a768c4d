/**
 * A place in an article that survives another layout, another text size and a corrected revision: never pixels.
 * @see docs/decisions/0010-places-in-an-article.md
 */
export interface Locator {
  /** What block it is in, by its text. */
  block: string
  /** Where that block stood among the blocks of the body. */
  index: number
  /** Characters (UTF-16) of the block's text before the place. */
  offset: number
  /** The text that began there. */
  quote: string
}

/** Characters of a quote: enough to be found only once, little enough to be kept by the thousand. */
const QUOTE = 48

/** Name of a block: FNV-1a over its text. It stays when other blocks come, go or change. */
export function blockName(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 0).toString(36)
}

/** @param texts of all blocks of the body, in its order */
export function locate(texts: readonly string[], index: number, offset: number): Locator {
  const text = texts[index]!
  return { block: blockName(text), index, offset, quote: text.slice(offset, offset + QUOTE) }
}

/** Where a locator leads in the article as it is now; undefined where nothing is left of the article. */
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
  // The block itself was corrected: its words are looked for, then the half of them that is left.
  const half = quote.length >> 1
  for (const [part, before] of [
    [quote, 0],
    [quote.slice(0, half), 0],
    [quote.slice(half), half],
  ] as const) {
    if (part.trim().length < 8) continue
    for (const at of nearestFirst) {
      const found = nearest(texts[at]!, part, offset + before)
      if (found >= 0) return { index: at, offset: Math.max(0, found - before) }
    }
  }
  const at = Math.min(index, texts.length - 1)
  return { index: at, offset: at === index ? Math.min(offset, texts[at]!.length) : 0 }
}

/** Where in a text a part stands, the nearest to `wanted` if more than once; -1 where it does not. */
function nearest(text: string, part: string, wanted: number): number {
  const before = text.lastIndexOf(part, wanted)
  const after = text.indexOf(part, wanted)
  if (before < 0 || after < 0) return Math.max(before, after)
  return wanted - before <= after - wanted ? before : after
}
