import type { Block } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'

export interface Heading {
  /** Id of the element: a fragment of the address, the same for the same words. */
  id: string
  text: string
  level: 2 | 3 | 4
}

/** An article with fewer headings needs no table of contents. */
const FEWEST_HEADINGS = 3
/** Longest slug, in code points. */
const SLUG_CHARACTERS = 60

/** The headings of a body by their blocks; empty if there are too few to need a table of contents. */
export function headingsOf(body: Block[]): Map<Block, Heading> {
  const headings = new Map<Block, Heading>()
  const taken = new Map<string, number>()
  for (const block of body) {
    if (block.type !== 'heading') continue
    const text = runsText(block.runs)
    const words = text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    // Cut by code points: half a surrogate pair (Adlam, Gothic) is not valid in an address.
    const slug = [...`h-${words}`].slice(0, SLUG_CHARACTERS).join('')
    const times = (taken.get(slug) ?? 0) + 1
    taken.set(slug, times)
    headings.set(block, { id: times > 1 ? `${slug}-${times}` : slug, text, level: block.level })
  }
  return headings.size < FEWEST_HEADINGS ? new Map() : headings
}
