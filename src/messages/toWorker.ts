import type { PublicationKey } from '#site/publicationKey.ts'
import { scoped } from '#site/scope.ts'

/** A request of a page to the code that delivers, in the service worker or in the page itself. */
export type ToWorker =
  | {
      type: 'subscribe'
      /** Base address of the publication, ending in a slash. */
      address: string
      /** SHA-256 of root/1.json, where the link or the built-in site gives it. */
      root?: string
      /** Whether the publication is built into the site, not chosen by the reader. */
      builtIn?: boolean
      /** The release version that the site was built with: an older release is refused. */
      floor?: number
    }
  | {
      type: 'sync'
      publication?: PublicationKey
      /** The reader has consented to images over any connection. */
      pictures?: true
    }
  | { type: 'unsubscribe'; publication: PublicationKey }
  | {
      type: 'cancel'
      /** Everything is being removed: queued work is not begun, either. */
      wiped?: true
    }

/** The name of the lock by which only one delivery runs at a time over all tabs and the worker. */
export const DELIVERY_LOCK = scoped('delivery')

/** A channel on which any message cancels all deliveries of pages and the worker, running and queued. */
export const CANCEL = scoped('cancel')
