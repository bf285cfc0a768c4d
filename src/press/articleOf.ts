import type { Article, Block, Figure, Instant } from '#bundle/article.ts'
import type { Draft, DraftFigure } from './draft.ts'
import type { ImagePress } from './images/pressImages.ts'
import type { DraftBlock } from './page/toBlocks.ts'

interface ArticleContext {
  section: string
  /** For a source that names no date: when the article was first pressed. */
  published: Instant
  images: ImagePress
}

/** The finished article: its pictures pressed, those that cannot be had left out. */
export async function articleOf(
  draft: Draft,
  { section, published, images }: ArticleContext,
): Promise<Article> {
  const { image, body, ...words } = draft
  const lead = image && (await images.press(image))
  return {
    ...words,
    published: draft.published ?? published,
    section,
    ...(lead ? { image: lead } : {}),
    body: await blocksOf(body, images, lead),
  }
}

async function blocksOf(
  blocks: DraftBlock[],
  images: ImagePress,
  lead: Figure | undefined,
): Promise<Block[]> {
  const finished: Block[] = []
  for (const block of blocks) {
    if (block.type === 'quote') {
      finished.push({ ...block, blocks: await blocksOf(block.blocks, images, lead) })
    } else if (block.type === 'list') {
      const items: Block[][] = []
      for (const item of block.items) items.push(await blocksOf(item, images, lead))
      finished.push({ ...block, items })
    } else if (block.type === 'figure') {
      const { source: _, alt: __, caption: ___, credit: ____, ...language } = block
      const figure = await images.press(draftFigure(block))
      // The same picture under two addresses is shown once, at the top.
      if (figure && !isSame(figure, lead)) finished.push({ ...language, ...figure })
    } else finished.push(block)
  }
  return finished
}

function draftFigure({ source, alt, caption, credit }: DraftFigure): DraftFigure {
  return {
    source,
    alt,
    ...(caption === undefined ? {} : { caption }),
    ...(credit === undefined ? {} : { credit }),
  }
}

function isSame(figure: Figure, lead: Figure | undefined): boolean {
  return lead?.image.sources[0]?.digest === figure.image.sources[0]!.digest
}
