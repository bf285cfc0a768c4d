import type { Digest, Direction, Figure, Instant, LanguageTag } from './article.ts'

/** The major version of the format this code reads and writes. */
export const FORMAT = 1

/** The version of the reading rules that this code follows; `minReader` of a release is compared with it. */
export const READER = 1

export const RELEASE_TYPE = 'application/vnd.longwave.release.v1+json'
export const ROOT_TYPE = 'application/vnd.longwave.root.v1+json'

/** DSSE 1.0.2: the signature covers `payloadType` and the payload's bytes, never re-serialised JSON. */
export interface Envelope {
  payloadType: string
  /** Base64 of the payload's bytes. */
  payload: string
  signatures: { keyid: string; sig: string }[]
}

/** The keys and their roles (TUF's root role). Roots are numbered from 1; each is signed by the one before and by itself. */
export interface Root {
  format: number
  /** Publication id; the same in every root and release of a publication. */
  id: string
  version: number
  expires: Instant
  /** Key id (SHA-256 of the raw public key, hex) to raw Ed25519 public key, hex. */
  keys: Record<string, string>
  roles: { root: Role; release: Role }
}

export interface Role {
  keyids: string[]
  /** How many different keys must have signed. */
  threshold: number
}

/** The signed content of head.json: the state of the whole publication at one moment. */
export interface Release {
  format: number
  id: string
  title: string
  description?: string
  language: LanguageTag
  direction: Direction
  /** Grows with every release; a lower one than already seen is refused. */
  version: number
  published: Instant
  /** After this the release is shown as maybe out of date, and still read. */
  expires: Instant
  /** Number of the newest root. */
  root: number
  sections: Section[]
  /** Article ids of the front page in order, the lead story first. */
  front: string[]
  breaking?: Breaking
  /** First and last press run still served. */
  seq: [number, number]
  /** Newest first. Bundles with the same range are parts of one whole. */
  bundles: BundleReference[]
  /** The rest of the bundles, where they do not fit the head. */
  catalog?: FileReference
  /** Other base addresses that carry the same files. */
  mirrors: string[]
  /**
   * The number of live articles of the runs served, and the SHA-256 of their sorted `id seq` lines, by which a library is
   * known to be complete.
   */
  state: { articles: number; digest: Digest }
  /** Readers that follow an older version of the reading rules (READER) refuse the release and ask for an update. */
  minReader: number
}

export interface Section {
  id: string
  title: string
  language: LanguageTag
  direction: Direction
  /** The "about this blog" text, plain, paragraphs separated by a blank line. */
  about?: string
  /** A blog shows its posts newest first with their authors; a section may order them otherwise. */
  kind?: 'section' | 'blog'
  image?: Figure
}

export interface Breaking {
  /** Spoken and shown once per id. */
  id: string
  text: string
  language: LanguageTag
  direction: Direction
  article?: string
  published: Instant
  expires: Instant
}

export interface FileReference {
  digest: Digest
  /** Bytes of the file as served. */
  length: number
  /** Bytes after gunzip. */
  raw: number
}

export interface BundleReference extends FileReference {
  /** First and last press run whose records it holds. */
  seq: [number, number]
  articles: number
}

/** A line of catalog/<digest>.lwb (NDJSON), one for each bundle. */
export type CatalogLine = BundleReference
