import type { ArticleOf, BlockOf, Figure, Image } from './article.ts'

/** @returns every figure of an article in reading order, the lead image first */
function figuresOf<F extends object>(article: Pick<ArticleOf<F, unknown>, 'image' | 'body'>): F[] {
  const figures: F[] = article.image ? [article.image] : []
  const walk = (blocks: BlockOf<F, unknown>[]) => {
    for (const block of blocks) {
      if (block.type === 'figure') figures.push(block)
      else if (block.type === 'quote') walk(block.blocks)
      else if (block.type === 'list') block.items.forEach(walk)
    }
  }
  walk(article.body)
  return figures
}

export function imagesOf(article: Pick<ArticleOf<Figure>, 'image' | 'body'>): Image[] {
  return figuresOf(article).map((figure) => figure.image)
}
