import type { DBSchema } from 'idb'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import type { FrontPage } from '#bundle/frontPage.ts'
import type { Release, Root } from '#bundle/release.ts'

export const DATABASE = 'longwave'
export const DATABASE_VERSION = 1

/** Every store, key and index. Bodies stand apart from articles so that lists never read them. */
export interface LibrarySchema extends DBSchema {
  /** Trust and delivery state, one per subscribed publication. Key: publication id. */
  publications: { key: string; value: PublicationRow }
  /** The front page as one value, rewritten by each sync. Key: publication id. */
  fronts: { key: string; value: FrontPage }
  /** What lists show. Key: [publication, article id]. */
  articles: {
    key: [string, string]
    value: ArticleRow
    indexes: {
      /** [publication, published, id] */
      published: [string, string, string]
      /** [publication, section, published, id] */
      section: [string, string, string, string]
    }
  }
  /** The whole record, one read per opened article. Key: [publication, article id]. */
  bodies: { key: [string, string]; value: ArticleRecord }
  /** ArrayBuffers, not Blobs: faster, and WebKit fails to store Blobs (F20). Key: digest. */
  images: { key: string; value: ImageRow }
  /** Which article needs which image. Key: [digest, publication, article id]. */
  imageReferences: {
    key: [string, string, string]
    value: 1
  }
  /** The reader's own marks: never evicted, never in a sync transaction. Key: [publication, id]. */
  reading: { key: [string, string]; value: ReadingRow }
  settings: { key: string; value: unknown }
}

export interface PublicationRow {
  id: string
  /** Where it was subscribed from, ending in a slash; mirrors come from the release. */
  address: string
  trust: 'built-in' | 'pinned' | 'first-use'
  root: Root
  /** Lowest release version accepted; never falls. */
  floor: number
  /** The newest release whose front page has been committed. */
  release?: Release
  /** Digests of bundles already shelved. */
  shelved: string[]
  added: number
  /** Milliseconds since the epoch of the last sync that reached the publisher. */
  synced?: number
  /** A failure already told to the reader, so that it is told once. */
  told?: string
  bytes: { text: number; images: number }
}

export type ArticleRow = Card & {
  publication: string
  /** Present on a withdrawn article's tombstone, which lists leave out. */
  withdrawn?: string
}

export interface ImageRow {
  type: string
  bytes: ArrayBuffer
}

export interface ReadingRow {
  read?: number
  saved?: number
  progression?: number
}
