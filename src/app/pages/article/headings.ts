import type { Block } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'

export interface Heading {
  /** Of the element: an address within the page, the same for the same words. */
  id: string
  text: string
  level: 2 | 3 | 4
}

/** Fewer need no table of contents. */
const FEWEST = 3

/** The headings of a body, by their blocks; none where there are too few to need a table of contents. */
export function headingsOf(body: Block[]): Map<Block, Heading> {
  const headings = new Map<Block, Heading>()
  const taken = new Map<string, number>()
  for (const block of body) {
    if (block.type !== 'heading') continue
    const text = runsText(block.runs)
    const words = text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    // Half a letter (Adlam, Gothic) cannot stand in an address.
    const slug = [...`h-${words}`].slice(0, 60).join('')
    const times = (taken.get(slug) ?? 0) + 1
    taken.set(slug, times)
    headings.set(block, { id: times > 1 ? `${slug}-${times}` : slug, text, level: block.level })
  }
  return headings.size < FEWEST ? new Map() : headings
}
