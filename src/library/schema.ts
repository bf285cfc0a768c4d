import type { DBSchema, IDBPDatabase } from 'idb'
import type { ArticleRecord, Digest, ImageSource, Instant } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import type { FrontPage } from '#bundle/frontPage.ts'
import type { Release, Root } from '#bundle/release.ts'

/** The second one is for a browser that has broken the first beyond opening. */
export const DATABASES = ['longwave', 'longwave-2'] as const
/** Kept by this name in the storage by key, because the database is what cannot be opened. */
export const BROKEN = 'longwave:broken'
export const DATABASE_VERSION = 1

/** A connection to the database. */
export type Library = IDBPDatabase<LibrarySchema>

/** Every store, key and index. Bodies stand apart from articles so that lists never read them. */
export interface LibrarySchema extends DBSchema {
  /** Trust and delivery state, one per subscribed publication. */
  publications: { key: string; value: PublicationRow }
  /** The front page as one value, rewritten by each sync. Key: publication id. */
  fronts: { key: string; value: FrontPage }
  /** What lists show. Key: [publication, article id]. */
  articles: {
    key: [string, string]
    value: ArticleRow | WithdrawnRow
    indexes: {
      /** [publication, order, id]; tombstones have no order, so no list can meet one. */
      newest: [string, number, string]
      /** [publication, section, order, id] */
      section: [string, string, number, string]
    }
  }
  /** The whole record: one read per opened article. Key: [publication, article id]. */
  bodies: { key: [string, string]; value: ArticleRecord }
  /** ArrayBuffers, not Blobs: faster, and WebKit fails to store Blobs (F20). */
  images: { key: Digest; value: ImageRow }
  /**
   * Which article needs which image, in the one width this device keeps. Key: [digest, publication,
   * article id]. A section's own picture stands under `section:<id>`, which no article can be called.
   */
  imageReferences: {
    key: [Digest, string, string]
    value: { publication: string; article: string; source: ImageSource }
    indexes: { article: [string, string] }
  }
  /** The reader's own marks: never evicted, never in a sync transaction. Key: [publication, id]. */
  reading: { key: [string, string]; value: ReadingRow }
  settings: { key: string; value: unknown }
}

/** Why a publisher's key is accepted. */
export type Trust = 'built-in' | 'pinned' | 'first-use'

export interface PublicationRow {
  id: string
  /** Where it was subscribed from, ending in a slash; mirrors come from the release. */
  address: string
  /** Addresses the reader has added: they are asked like mirrors, and trusted no more than those. */
  own?: string[]
  /** Those the release named that this device had before it lost it. */
  mirrors?: string[]
  /** How each host has fared, by its base address. */
  hosts?: Record<string, HostRow>
  /** Deliveries that have come to an end: every few of them, two hosts are compared. */
  syncs?: number
  trust: Trust
  /** SHA-256 of the root/1.json first trusted: what links and QR codes carry. */
  fingerprint: Digest
  root: Root
  /** Lowest release version accepted; never falls. */
  floor: number
  /** The newest release whose front page has been committed. */
  release?: Release
  /** Bundles shelved on the way to a release that is not committed yet. */
  shelved: Digest[]
  added: Instant
  /** When a sync last reached the publisher and found everything in order. */
  synced?: Instant
  /** The last failure told to the reader, so that it is told once; gone with the next full success. */
  told?: string
  /** A state digest that reading every bundle again did not reach: not tried twice. */
  unreachable?: Digest
  /**
   * Records this reader could not take since it last read all bundles; with any, the library cannot
   * match the release's state.
   */
  skipped: number
  /** Kept with every write, so that nothing ever counts rows. */
  bytes: { text: number; images: number }
  /**
   * The `order` of the newest article whose pictures had to go: of it and of older ones none are fetched any more, or
   * they would come and go with every sync.
   */
  plain?: number
}

export interface HostRow {
  /** How often it gave all it was asked for. */
  ok: number
  /** Failures in a row while other hosts gave what was asked. */
  failed: number
  /** When it last gave what it should. */
  good?: Instant
  /** A FailureCode, until it gives what it should again. */
  why?: string
  /** Milliseconds since 1970: it is asked last, and before then not even to compare. */
  until?: number
}

export type ArticleRow = Card & {
  publication: string
  /**
   * Milliseconds of `published` before the epoch: ascending keys are newest first, because getAll reads
   * upwards only, and reading downwards by cursor costs three times as much.
   */
  order: number
  /** Characters of the whole record as JSON: what it adds to `bytes.text`. 0 where its body has been evicted. */
  length: number
}

export interface WithdrawnRow {
  publication: string
  id: string
  seq: number
  withdrawn: Instant
}

export interface ImageRow {
  type: string
  bytes: ArrayBuffer
}

export interface ReadingRow {
  /** When it was first opened. */
  read?: Instant
  saved?: Instant
  /** How far it has been read, 0 to 1. */
  progression?: number
  locator?: ReadingPlace
  /** How far each recording has been heard (s), by its digest. */
  audio?: Record<Digest, number>
}

/** A place in an article, as src/app/reading/locator.ts finds it again. */
export interface ReadingPlace {
  block: string
  index: number
  offset: number
  quote: string
}
