import type { BundleErrorCode } from '#bundle/BundleError.ts'

/** Why a delivery stopped, in kinds a reader can be told apart in words. */
export type FailureCode =
  | BundleErrorCode
  | 'offline'
  | 'unreachable'
  /** It answers too late, or with too little. */
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
  /** None at all: all is well, but another host stands in for the publication's own. */
  | 'mirror'

/** Sent on the BroadcastChannel `longwave`, so that every open page sees it. */
export type ToPage =
  | { type: 'started'; publication: string }
  | {
      type: 'progress'
      publication: string
      /** Files fetched of files planned, and their bytes. */
      bundles: { done: number; total: number }
      images: { done: number; total: number }
      bytes: { done: number; total: number }
    }
  /** The front page value has changed in the library. */
  | { type: 'shelved'; publication: string; articles: number }
  | {
      type: 'synced'
      publication: string
      title: string
      version: number
      changed: boolean
      /** The host that stands in for the publication's own, where one does. */
      mirror?: string
      /** Whether that is so for the first time. */
      news?: boolean
      /** Bytes of pictures that wait for the reader's word, because the connection may cost by the byte. */
      waiting?: number
      /** Trusted because it was the first seen, not because a fingerprint said so. */
      trust: 'built-in' | 'pinned' | 'first-use'
    }
  | {
      type: 'failed'
      /** Id where known, else the address. */
      publication: string
      code: FailureCode
      /** False when this very failure has been told before and needs no announcement. */
      news: boolean
      /** For developers: file and reason. */
      detail: string
    }
  | { type: 'removed'; publication: string }
  /** A page is removing everything from the device: nobody keeps or fetches anything any more. */
  | { type: 'wiped' }

/**
 * Tabs of an older version listen, too: messages and fields may be added, and are passed over there. Whoever changes
 * what there is gives the channel another name.
 */
export const CHANNEL = 'longwave'
