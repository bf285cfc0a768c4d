import type { DBSchema, IDBPDatabase } from 'idb'
import type { ArticleRecord, Digest, ImageSource, Instant } from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'
import type { Card } from '#bundle/card.ts'
import type { FrontPage } from '#bundle/frontPage.ts'
import type { Proof } from '#bundle/proven.ts'
import type { Release, Root } from '#bundle/release.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { SCOPE, scoped } from '#site/scope.ts'

/** Names of the databases. The second one is for a browser that can no longer open the first. */
export const DATABASES = [`longwave:${SCOPE}`, scoped('2')] as const
/** The key in localStorage that marks the first database as broken. */
export const BROKEN = scoped('broken')
/** Raised with each change of a store; upgrade.ts brings older databases to it. */
export const DATABASE_VERSION = 3

/** A connection to the database. */
export type Library = IDBPDatabase<LibrarySchema>

/**
 * Every store, key and index. Bodies have a store of their own, so that lists never read them. A publication is named by
 * its fingerprint in every key.
 */
export interface LibrarySchema extends DBSchema {
  /** Trust and delivery state, one per subscribed publication. */
  publications: { key: PublicationKey; value: PublicationRow }
  /** The front page as one value, rewritten by each sync. */
  fronts: { key: PublicationKey; value: FrontRow }
  /** Cards, which lists show. Key: [publication, article id]. */
  articles: {
    key: ArticleKey
    value: ArticleRow | WithdrawnRow
    indexes: {
      /**
       * [publication, order, id]. The rows of withdrawn articles have no order, so they are not in it. The keys of posts lie
       * behind all others.
       */
      newest: [PublicationKey, number, string]
      /** [publication, section, order, id] */
      section: [PublicationKey, string, number, string]
    }
  }
  /** Whole records: an article that is opened takes one read. Key: [publication, article id]. */
  bodies: { key: ArticleKey; value: BodyRow }
  /**
   * Images as ArrayBuffers, because Blobs are slower and WebKit fails to store them. Each publication has its own, though
   * another one may hold the same bytes: else its host could tell from the requests which others a reader follows.
   */
  images: { key: [PublicationKey, Digest]; value: ImageRow }
  /**
   * The images that each article needs, in the width that this device keeps. A section's own image stands under
   * `section:<id>`, which cannot be the id of an article.
   */
  imageReferences: {
    key: ImageReferenceKey
    value: { publication: PublicationKey; article: string; source: ImageSource }
    indexes: { article: ArticleKey }
  }
  /**
   * Proofs of what the reader keeps: each has the line of the record and the head that proved it, because the tree of a later
   * release no longer has what was forgotten. Never evicted. Key: [publication, article id].
   */
  proofs: { key: ArticleKey; value: ProofRow }
  /** The reader's own marks: never evicted, and never written by a delivery. */
  reading: { key: ArticleKey; value: ReadingRow }
  settings: { key: string; value: unknown }
}

export type ArticleKey = [publication: PublicationKey, id: string]
export type ImageReferenceKey = [publication: PublicationKey, digest: Digest, article: string]

/** A front page, which names its publication by the key. */
export type FrontRow = Omit<FrontPage, 'publication'> & { publication: PublicationKey }

/** The reason why a publisher's key is accepted. */
export type Trust = 'built-in' | 'pinned' | 'first-use'

/** A subscribed publication. */
export interface PublicationRow {
  /** SHA-256 of the first root (root/1.json), which links and QR codes carry: the publication's identity, and its key. */
  fingerprint: PublicationKey
  /** The id that the publication has chosen. Another one can have the same, so nothing is found by it. */
  id: string
  /**
   * The publication with which the newsroom of this site goes on, because it has another key now. This one is its earlier
   * edition: it stays to be read, and nothing is asked for it any more.
   */
  successor?: PublicationKey
  /** The publication's own address, from which it was subscribed to; ends in a slash. */
  address: string
  /** Addresses that the reader has added. They are asked like the release's mirrors and trusted no more. */
  addedMirrors?: string[]
  /** Mirrors of the last release, from the backup of a database that was lost. They count until there is a release again. */
  mirrors?: string[]
  /** The successes and failures of each host, by its base address. */
  hosts?: Record<string, HostRow>
  /** How many deliveries have ended. Every few of them, two hosts are compared. */
  syncCount?: number
  trust: Trust
  root: Root
  /** The files that prove what the publication has published, byte for byte. Absent in rows of database version 2. */
  signed?: SignedFiles
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
   * The FailureCode of the last failure that the reader was told of, so that it is told once. The next full success removes
   * it.
   */
  lastShownFailure?: string
  /**
   * The state digest of a release that the library did not reach although every bundle was read again. It is not tried
   * twice.
   */
  unreachableState?: Digest
  /**
   * How many records this reader could not take since it last read all bundles. If there are any, the library cannot match
   * the release's state.
   */
  skipped: number
  /** Sizes that every write updates, so that no code has to count rows. */
  bytes: { text: number; images: number }
  /**
   * The `order` of the newest article whose images were evicted. Images of this article and of older ones are not fetched
   * again, or every sync would fetch and evict them.
   */
  imagesDroppedUpTo?: number
}

export interface SignedFiles {
  /** root/1.json, root/2.json …; fewer than `root.version` where some have to be fetched again (src/delivery/prove.ts). */
  roots: Bytes[]
  /** The head.json of `release`. */
  head?: Bytes
}

/** The record of a host: the publication's own or a mirror. */
export interface HostRow {
  /** How many deliveries found all they asked for. */
  ok: number
  /** Failures in a row, counted only where another host gave what was asked. */
  failed: number
  /** When it last gave what it should. */
  lastSuccess?: Instant
  /** The FailureCode of its last failure; absent after a success. */
  lastFailure?: string
  /** Milliseconds since 1970. Until then it is asked after all others, and never to compare. */
  retryAfter?: number
}

export type ArticleRow = Card & {
  publication: PublicationKey
  /**
   * The negative of `published` in milliseconds, so that ascending keys are newest first: getAll reads upwards only, and a
   * cursor that reads downwards costs three times as much. A post (`partOf`) has it in an array, which sorts behind the end
   * of every list in the indices. `Number(order)` gives the number for both.
   */
  order: number | [number]
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
  publication: PublicationKey
  id: string
  seq: number
  withdrawn: Instant
  /** Whether the publication only keeps the article no longer. */
  forgotten?: true
}

export interface ProofRow extends Proof {
  /** The head.json of the release that has the record. */
  head: Bytes
  /** Bytes of line, path and head, which `bytes.text` of the publication counts. */
  length: number
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
