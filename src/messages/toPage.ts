import type { BundleErrorCode } from '#bundle/BundleError.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { scoped } from '#site/scope.ts'

/** The reason why a delivery stopped. The app has words for each. */
export type FailureCode =
  | BundleErrorCode
  | 'offline'
  | 'unreachable'
  /** The host answers too late, or sends too little. */
  | 'slow'
  | 'not-found'
  | 'login-page'
  /** The host sends elsewhere: a login before the network, or a publication that has moved. */
  | 'redirected'
  | 'blocked'
  | 'no-space'
  | 'cancelled'
  | 'storage'
  | 'not-a-publication'
  /** No failure: all is well, but a mirror stands in for the publication's own host. */
  | 'mirror'

/** Sent on a BroadcastChannel, so that every open page of the site sees it. */
export type ToPage =
  | { type: 'started'; publication: PublicationKey }
  | {
      type: 'progress'
      publication: PublicationKey
      /** Files that have been fetched and that are planned, and their bytes. */
      bundles: { done: number; total: number }
      images: { done: number; total: number }
      bytes: { done: number; total: number }
    }
  /** The front page in the library has changed. */
  | { type: 'shelved'; publication: PublicationKey; articles: number }
  | {
      type: 'synced'
      publication: PublicationKey
      title: string
      version: number
      changed: boolean
      /** The mirror that stands in for the publication's own host, where one does. */
      mirror?: string
      /** Whether a mirror stands in for the first time. */
      news?: boolean
      /** Bytes of images that wait for the reader's consent, because the connection may be metered. */
      waiting?: number
      /** The reason why the key is trusted; `first-use`: it was the first one seen, and no fingerprint confirmed it. */
      trust: 'built-in' | 'pinned' | 'first-use'
    }
  | {
      type: 'failed'
      /** The publication's key where it is known, else its address. */
      publication: string
      code: FailureCode
      /** False when the same failure has been reported before and needs no announcement. */
      news: boolean
      /** For developers: file and reason. */
      detail: string
    }
  | { type: 'removed'; publication: PublicationKey }
  /** The publication of the site has another key now: what came under the old one has become its earlier edition. */
  | { type: 'succeeded'; publication: PublicationKey; earlier: PublicationKey[] }
  /** A page is removing everything from the device: other pages and the worker must not store or fetch anything. */
  | { type: 'wiped' }

/**
 * The name of the channel. Tabs of an older version listen, too: messages and fields may be added, and older tabs ignore
 * them. A change of an existing message needs another name.
 */
export const CHANNEL = scoped('messages')
