import { plainText } from '#bundle/card.ts'
import type { Draft, DraftBlock } from './draft.ts'

/**
 * The running text of an article: standfirst and body, each block on a line of its own. Captions and the labels of
 * embeds are left out, because they stand beside the text.
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
