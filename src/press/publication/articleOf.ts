import type { Article, Block, Figure, Instant } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import type { Draft, DraftBlock, DraftFigure } from '../article/draft.ts'
import type { AudioPress } from '../media/pressAudio.ts'
import type { ImagePress } from '../media/pressImages.ts'

interface ArticleContext {
  section: string
  /** The date of an article whose source names none: the run that pressed it first. */
  published: Instant
  images: ImagePress
  audio: AudioPress
}

/** Makes the finished article of a draft: presses its images and audio, and leaves out an image that cannot be used. */
export async function articleOf(
  draft: Draft,
  { section, published, images, audio }: ArticleContext,
): Promise<Article> {
  const { image, body, ...words } = draft
  const lead = image && (await images.press(image))
  return defined<Article>({
    ...words,
    published: draft.published ?? published,
    section,
    image: lead,
    body: await blocksOf(body, { images, audio, lead }),
  })
}

interface Media {
  images: ImagePress
  audio: AudioPress
  lead: Figure | undefined
}

async function blocksOf(blocks: DraftBlock[], media: Media): Promise<Block[]> {
  const { images, audio, lead } = media
  const finished: Block[] = []
  for (const block of blocks) {
    if (block.type === 'quote') {
      finished.push({ ...block, blocks: await blocksOf(block.blocks, media) })
    } else if (block.type === 'list') {
      const items: Block[][] = []
      for (const item of block.items) items.push(await blocksOf(item, media))
      finished.push({ ...block, items })
    } else if (block.type === 'figure') {
      const { source: _, alt: __, caption: ___, credit: ____, ...language } = block
      const figure = await images.press(draftFigure(block))
      // An image that the body names under another address than the lead image is shown once, as the lead image.
      if (figure && !isSame(figure, lead)) finished.push({ ...language, ...figure })
    } else if (block.type === 'audio') {
      const { type, source, title, duration: _, ...language } = block
      const pressed = await audio.press(block)
      if (pressed) finished.push({ ...language, type, ...pressed })
      // The reader can still listen to it on the web.
      else if (/^https?:/.test(source)) {
        const provider = new URL(source).hostname
        finished.push({ ...language, type: 'embed', url: source, title, provider })
      }
    } else finished.push(block)
  }
  return finished
}

function draftFigure({ source, alt, caption, credit }: DraftFigure): DraftFigure {
  return defined<DraftFigure>({ source, alt, caption, credit })
}

function isSame(figure: Figure, lead: Figure | undefined): boolean {
  return lead?.image.sources[0]?.digest === figure.image.sources[0]!.digest
}
