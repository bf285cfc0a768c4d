import type { BlockOf } from './article.ts'

/** @returns every audio block of a body, in reading order */
export function audiosOf<A>(body: BlockOf<unknown, A>[]): A[] {
  return body.flatMap((block): A[] => {
    if (block.type === 'audio') return [block]
    if (block.type === 'quote') return audiosOf(block.blocks)
    return block.type === 'list' ? block.items.flatMap((item) => audiosOf(item)) : []
  })
}
