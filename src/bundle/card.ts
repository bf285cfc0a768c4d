import type { ArticleRecord, Author, BlockOf, Direction, Figure, Instant, Run } from './article.ts'

/** The part of an article that a list shows: everything but its body. */
export interface Card {
  id: string
  seq: number
  headline: string
  kicker?: string
  summary: string
  authors: Author[]
  published: Instant
  modified?: Instant
  language: string
  direction: Direction
  section: string
  image?: Figure
  corrected?: true
  /** The live article that it is a post of; such a card stands in no list of its own. */
  partOf?: string
  /** Words of the body, for the reading time. */
  words: number
}

export function toCard(article: ArticleRecord): Card {
  const { id, seq, headline, summary, authors, published, language, direction, section } = article
  return {
    id,
    seq,
    headline,
    ...(article.kicker === undefined ? {} : { kicker: article.kicker }),
    summary,
    authors,
    published,
    ...(article.modified === undefined ? {} : { modified: article.modified }),
    language,
    direction,
    section,
    ...(article.image === undefined ? {} : { image: article.image }),
    ...(article.correction === undefined ? {} : { corrected: true as const }),
    ...(article.partOf === undefined ? {} : { partOf: article.partOf }),
    words: countWords(article),
  }
}

/** Characters of scripts without spaces between words; two of them are counted as one word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/gu

/** A word with its vowel signs, joiners and apostrophes. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Join_C}'’]*/gu

/** @returns the number of words of the body */
export function countWords(article: Pick<ArticleRecord, 'body'>): number {
  const text = article.body.map((block) => plainText(block)).join('\n')
  const unspaced = text.match(UNSPACED)?.length ?? 0
  const spaced = text.replace(UNSPACED, ' ').match(WORD)?.length ?? 0
  return spaced + Math.round(unspaced / 2)
}

export function runsText(runs: Run[]): string {
  let text = ''
  for (const run of runs) {
    if (typeof run === 'string') text += run
    else if (run.type === 'break') text += '\n'
    else text += runsText(run.runs)
  }
  return text
}

/** Writes a block as plain text: inner blocks on lines of their own, an image as its caption. */
export function plainText(block: BlockOf<{ caption?: Run[] }, { title: string }>): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return runsText(block.runs)
    case 'figure':
      return block.caption ? runsText(block.caption) : ''
    case 'list':
      return block.items.map((item) => item.map(plainText).join('\n')).join('\n')
    case 'quote':
      return [...block.blocks.map(plainText), block.cite ?? ''].filter(Boolean).join('\n')
    case 'code':
      return block.text
    case 'table':
      return [
        block.caption ? runsText(block.caption) : '',
        ...block.rows.map((row) => row.map((cell) => runsText(cell.runs)).join('\t')),
      ]
        .filter(Boolean)
        .join('\n')
    case 'audio':
    case 'embed':
      return block.title
    default:
      return ''
  }
}
