import { plainText } from '#bundle/card.ts'
import type { Draft, DraftBlock } from './draft.ts'

/**
 * An article's running text: standfirst and body, blocks on lines of their own. Without captions and
 * the labels of embeds, which stand beside the text and are to be read in their figures.
 */
export function articleText({ standfirst, body }: Pick<Draft, 'standfirst' | 'body'>): string {
  return [standfirst ?? '', ...body.map(running)].filter(Boolean).join('\n\n')
}

function running(block: DraftBlock): string {
  switch (block.type) {
    case 'figure':
    case 'audio':
    case 'embed':
      return ''
    case 'list':
      return block.items
        .map((item) => item.map(running).filter(Boolean).join('\n'))
        .filter(Boolean)
        .join('\n')
    case 'quote':
      return [...block.blocks.map(running), block.cite ?? ''].filter(Boolean).join('\n')
    default:
      return plainText(block)
  }
}
