/** BCP 47 tag, e.g. `fa`, `zh-Hans`. */
export type LanguageTag = string
/** RFC 3339 in UTC with `Z`, e.g. `2026-11-23T09:30:00Z`. */
export type Instant = string
/** SHA-256 of a file's bytes, lower-case hex: also the file's name on the host. */
export type Digest = string

export type Direction = 'ltr' | 'rtl'

/**
 * Inline content: plain text, or a node around more runs. There is no HTML anywhere in an article,
 * so a reader needs no HTML sink. A reader shows a run type it does not know as its own runs.
 */
export type Run =
  | string
  | { type: 'strong' | 'emphasis' | 'code' | 'sup' | 'sub'; runs: Run[] }
  /** `url` is https:, http:, mailto:, or `article:<id>` for another article of this publication. */
  | { type: 'link'; url: string; runs: Run[] }
  /** A passage in another language than its block's. */
  | { type: 'language'; language: LanguageTag; direction: Direction; runs: Run[] }
  | { type: 'break' }

/** Fields that are set only where a block differs from its article. */
export interface BlockLanguage {
  language?: LanguageTag
  direction?: Direction
}

export type Block = BlockOf<Figure>

/**
 * A block of a body. `F` is the content of a figure, `A` that of an audio block: final here, not yet resolved inside the
 * press.
 */
export type BlockOf<F, A = Audio> = BlockLanguage &
  (
    | { type: 'paragraph'; runs: Run[] }
    | { type: 'heading'; level: 2 | 3 | 4; runs: Run[] }
    | ({ type: 'figure' } & F)
    | { type: 'list'; ordered: boolean; start?: number; items: BlockOf<F, A>[][] }
    | { type: 'quote'; blocks: BlockOf<F, A>[]; cite?: string }
    /** `syntax` is the programming language, where the source names it. */
    | { type: 'code'; text: string; syntax?: string }
    | { type: 'table'; caption?: Run[]; rows: Cell[][] }
    | ({ type: 'audio' } & A)
    /** A labelled link to content that cannot be delivered (a video, a post, a map). */
    | { type: 'embed'; url: string; title: string; provider?: string }
    | { type: 'rule' }
  )

export interface Cell {
  runs: Run[]
  header?: boolean
  /** Columns and rows spanned, 1 where absent. */
  columns?: number
  rows?: number
}

/** An image with its caption and credit. None of alt, caption and credit is made from another. */
export interface Figure {
  image: Image
  caption?: Run[]
  credit?: string
}

export type ImageType = 'image/webp' | 'image/avif' | 'image/jpeg' | 'image/png'

export interface Image {
  /** The text that a screen reader speaks; empty for decoration. */
  alt: string
  /** Pixels of the largest source: gives the layout its aspect ratio before any byte arrives. */
  width: number
  height: number
  /** Narrowest first, at least one. */
  sources: ImageSource[]
  /** The point that must stay in view where the image is cropped: percent of width from the left, of height from the top. */
  focus?: [x: number, y: number]
}

export interface ImageSource {
  width: number
  height: number
  digest: Digest
  type: ImageType
  /** Bytes. */
  length: number
}

export type AudioType = 'audio/mpeg' | 'audio/mp4' | 'audio/ogg'

/** An audio file. Deliveries do not bring it: it is fetched when the reader asks for it. */
export interface Audio {
  title: string
  digest: Digest
  mediaType: AudioType
  /** Bytes. */
  length: number
  /** Seconds. */
  duration?: number
}

export interface Author {
  name: string
  url?: string
}

export interface Correction {
  date: Instant
  text: string
}

/** An article. Field names follow schema.org NewsArticle and JSON Feed. */
export type Article = ArticleOf<Figure>

/** @see Article */
export interface ArticleOf<F, A = Audio> {
  /** 1 to 64 of `A-Z a-z 0-9 _ -`; stable over revisions, unique in the publication. */
  id: string
  /** The address of the article on the web. */
  url?: string
  headline: string
  kicker?: string
  standfirst?: string
  /** Plain text for lists: the standfirst, or the first paragraph shortened. */
  summary: string
  authors: Author[]
  published: Instant
  modified?: Instant
  dateline?: string
  language: LanguageTag
  direction: Direction
  /** Id of a section of the release. */
  section: string
  tags: string[]
  /** The lead image: shown in lists and above the body, so the body does not repeat it. */
  image?: F
  correction?: Correction
  /** Set where the newsroom gives the article a prominent place among others. */
  featured?: true
  /** The same article in other languages. */
  translations?: Translation[]
  /** The id of the live article that this is a post of. A post stands in no list of its own. */
  partOf?: string
  body: BlockOf<F, A>[]
}

/** Whether an article stands in lists. A post does not, whether or not its live article is there. */
export function isInLists({ partOf }: Pick<Article, 'partOf'>): boolean {
  return partOf === undefined
}

/** The same article in another language: here under its own id, or on the web. */
export type Translation = { language: LanguageTag } & ({ article: string } | { url: string })

/** A line of a bundle: an article as of press run `seq`. The highest `seq` of an id wins. */
export type ArticleRecord = Article & { seq: number }

/** Takes the place of the record of an article that is no longer live. */
export interface Withdrawal {
  id: string
  seq: number
  withdrawn: Instant
  /** Why, for readers. */
  reason?: string
  /** Set where the publication only keeps the article no longer; readers may. Absent: the newsroom takes it back. */
  forgotten?: true
}

export type BundleRecord = ArticleRecord | Withdrawal

export function isWithdrawal(record: BundleRecord): record is Withdrawal {
  return 'withdrawn' in record
}
