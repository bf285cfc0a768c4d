import type { ArticleOf, BlockOf, Figure, Image, ImageSource } from './article.ts'

/** The one width (pixels) a reader keeps: enough for a phone's dense screen and a desktop's column. */
const KEPT_WIDTH = 800

/** The source of a picture that is delivered and shown: the narrowest that is wide enough, else the widest. */
export function pickSource(image: Image): ImageSource {
  return image.sources.find((source) => source.width >= KEPT_WIDTH) ?? image.sources.at(-1)!
}

const EXTENSIONS = {
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const

/** The image's file name below `images/`, on the host and in the app's own addresses. */
export function imageName(source: ImageSource): string {
  return `${source.digest}.${EXTENSIONS[source.type]}`
}

/** Every figure of an article, the lead picture first, in reading order. */
export function figuresOf<F extends object>(
  article: Pick<ArticleOf<F, unknown>, 'image' | 'body'>,
): F[] {
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
