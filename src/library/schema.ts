import type { DBSchema, IDBPDatabase } from 'idb'
import type { ArticleRecord, Digest, ImageSource, Instant } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import type { FrontPage } from '#bundle/frontPage.ts'
import type { Release, Root } from '#bundle/release.ts'

/** Names of the databases. The second one is for a browser that can no longer open the first. */
export const DATABASES = ['longwave', 'longwave-2'] as const
/** The key in localStorage that marks the first database as broken. */
export const BROKEN = 'longwave:broken'
export const DATABASE_VERSION = 1

/** A connection to the database. */
export type Library = IDBPDatabase<LibrarySchema>

/** Every store, key and index. Bodies have a store of their own, so that lists never read them. */
export interface LibrarySchema extends DBSchema {
  /** Trust and delivery state, one per subscribed publication. */
  publications: { key: string; value: PublicationRow }
  /** The front page as one value, rewritten by each sync. Key: publication id. */
  fronts: { key: string; value: FrontPage }
  /** Cards, which lists show. Key: [publication, article id]. */
  articles: {
    key: [string, string]
    value: ArticleRow | WithdrawnRow
    indexes: {
      /** [publication, order, id]. The rows of withdrawn articles have no order, so they are not in it. */
      newest: [string, number, string]
      /** [publication, section, order, id] */
      section: [string, string, number, string]
    }
  }
  /** Whole records: an article that is opened takes one read. Key: [publication, article id]. */
  bodies: { key: [string, string]; value: BodyRow }
  /** Images as ArrayBuffers, because Blobs are slower and WebKit fails to store them. */
  images: { key: Digest; value: ImageRow }
  /**
   * The images that each article needs, in the width that this device keeps. Key: [digest, publication, article id]. A
   * section's own image stands under `section:<id>`, which cannot be the id of an article.
   */
  imageReferences: {
    key: [Digest, string, string]
    value: { publication: string; article: string; source: ImageSource }
    indexes: { article: [string, string] }
  }
  /** The reader's own marks: never evicted, and never written by a delivery. Key: [publication, id]. */
  reading: { key: [string, string]; value: ReadingRow }
  settings: { key: string; value: unknown }
}

/** The reason why a publisher's key is accepted. */
export type Trust = 'built-in' | 'pinned' | 'first-use'

/**
 * A subscribed publication. Some field names are short for what they hold (the comments give a fuller name): devices store
 * rows under them, so a change of name needs a migration of the database.
 */
export interface PublicationRow {
  id: string
  /** The publication's own address, from which it was subscribed to; ends in a slash. */
  address: string
  /** `addedMirrors`: addresses that the reader has added. They are asked like the release's mirrors and trusted no more. */
  own?: string[]
  /** Mirrors of the last release, from the backup of a database that was lost. They count until there is a release again. */
  mirrors?: string[]
  /** The successes and failures of each host, by its base address. */
  hosts?: Record<string, HostRow>
  /** `syncCount`: how many deliveries have ended. Every few of them, two hosts are compared. */
  syncs?: number
  trust: Trust
  /** SHA-256 of the first root (root/1.json), which links and QR codes carry. */
  fingerprint: Digest
  root: Root
  /** The lowest release version that is accepted. It falls only when a new root removes a release key. */
  floor: number
  /** The newest release whose front page has been committed. */
  release?: Release
  /** Bundles that have been shelved for a release that is not committed yet. */
  shelved: Digest[]
  added: Instant
  /** The time of the last sync that reached the publisher and found everything in order. */
  synced?: Instant
  /**
   * `lastShownFailure`: the FailureCode of the last failure that the reader was told of, so that it is told once. The next
   * full success removes it.
   */
  told?: string
  /**
   * `unreachableState`: the state digest of a release that the library did not reach although every bundle was read again.
   * It is not tried twice.
   */
  unreachable?: Digest
  /**
   * How many records this reader could not take since it last read all bundles. If there are any, the library cannot match
   * the release's state.
   */
  skipped: number
  /** Sizes that every write updates, so that no code has to count rows. */
  bytes: { text: number; images: number }
  /**
   * `imagesDroppedUpTo`: the `order` of the newest article whose images were evicted. Images of this article and of older
   * ones are not fetched again, or every sync would fetch and evict them.
   */
  plain?: number
}

/** The record of a host: the publication's own or a mirror. For its field names see PublicationRow. */
export interface HostRow {
  /** How many deliveries found all they asked for. */
  ok: number
  /** Failures in a row, counted only where another host gave what was asked. */
  failed: number
  /** `lastSuccess`: when it last gave what it should. */
  good?: Instant
  /** `lastFailure`: the FailureCode of its last failure; absent after a success. */
  why?: string
  /** `retryAfter`: milliseconds since 1970. Until then it is asked after all others, and never to compare. */
  until?: number
}

export type ArticleRow = Card & {
  publication: string
  /**
   * The negative of `published` in milliseconds, so that ascending keys are newest first: getAll reads upwards only, and a
   * cursor that reads downwards costs three times as much.
   */
  order: number
  /** Characters of the whole record as JSON, which `bytes.text` counts. 0 where the body has been evicted. */
  length: number
  /** The leaf of the record in the Merkle tree of its publication: 32 bytes. Absent in rows of the first version. */
  leaf?: Uint8Array
}

export type BodyRow = ArticleRecord & {
  /** The line of the bundle, where the record written again would be another one: by a press that knows more fields. */
  line?: Uint8Array
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
  /** When the article was first opened. */
  read?: Instant
  saved?: Instant
  /** How far it has been read, 0 to 1. */
  progression?: number
  locator?: ReadingPlace
  /** How far each audio has been heard (s), by its digest. */
  audio?: Record<Digest, number>
}

/** A locator: a place in an article, which src/app/reading/locator.ts finds again. */
export interface ReadingPlace {
  block: string
  index: number
  offset: number
  quote: string
}
