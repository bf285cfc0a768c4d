import type { Run } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftBlock } from './draft.ts'

/**
 * Makes one line for a headline, a name or a label: without control characters, bidirectional overrides and repeated
 * white space.
 */
export function oneLine(text: string | null | undefined, most: number = LIMITS.headline): string {
  const line = (text ?? '')
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return shorten(line, most)
}

/** Cuts a text at the end of a near word, and adds an ellipsis. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')
  const space = cut.lastIndexOf(' ')
  return `${(space > most * 0.6 ? cut.slice(0, space) : cut).replace(/[\s.,;:–—-]+$/, '')}…`
}

const SUMMARY = 280

/** The summary for lists: the standfirst or the first paragraphs of some length, shortened. */
export function summaryOf(standfirst: string | undefined, body: DraftBlock[]): string {
  if (standfirst) return shorten(standfirst, SUMMARY)
  let first = ''
  for (const text of paragraphs(body)) {
    first = first ? `${first} ${text}` : text
    if (first.length > 60) break
  }
  return shorten(first, SUMMARY)
}

function* paragraphs(blocks: DraftBlock[]): Generator<string> {
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      const text = oneLine(runsText(block.runs), 4000)
      if (text) yield text
    } else if (block.type === 'quote') yield* paragraphs(block.blocks)
    else if (block.type === 'list') for (const item of block.items) yield* paragraphs(item)
  }
}

/** Makes runs of plain text, with its line breaks. */
export function plainRuns(text: string): Run[] {
  return text
    .split('\n')
    .flatMap((line, index): Run[] => (index > 0 ? [{ type: 'break' }, line] : [line]))
    .filter((run) => run !== '')
}
