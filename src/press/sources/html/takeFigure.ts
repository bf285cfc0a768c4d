import { defined } from '#bundle/defined.ts'
import type { DraftBlock, DraftFigure } from '../../article/draft.ts'

/** Takes the figure at this place out of the blocks, without the language it had as a block. */
export function takeFigure(blocks: DraftBlock[], at: number): DraftFigure {
  const [figure] = blocks.splice(at, 1) as [{ type: 'figure' } & DraftFigure]
  const { source, alt, caption, credit } = figure
  return defined<DraftFigure>({ source, alt, caption, credit: credit || undefined })
}
