/** What a page asks of whoever runs delivery (the service worker, or the page itself). */
export type ToWorker =
  | {
      type: 'subscribe'
      /** Base address of the publication, ending in a slash. */
      address: string
      /** SHA-256 of root/1.json, where the link or the built-in site gives it. */
      root?: string
      /** Compiled into the site rather than chosen by the reader. */
      builtIn?: boolean
      /** The release version the site was built with: nothing older is accepted. */
      floor?: number
    }
  | {
      type: 'sync'
      publication?: string
      /** The reader has said that pictures shall come, whatever the connection. */
      pictures?: true
    }
  | { type: 'unsubscribe'; publication: string }
  | {
      type: 'cancel'
      /** Everything is being removed: nothing is begun any more, either. */
      wiped?: true
    }

/** One delivery at a time over all tabs and the worker. */
export const DELIVERY_LOCK = 'longwave-delivery'
