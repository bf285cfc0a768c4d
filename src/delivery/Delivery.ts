import { loadPublication } from '#library/reads.ts'
import type { Library, PublicationRow } from '#library/schema.ts'
import type { ToPage } from '#messages/toPage.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { DeliveryError } from './DeliveryError.ts'

export interface Delivery {
  library: Library
  report: (message: ToPage) => void
  signal?: AbortSignal | undefined
  /** `ask`: images are not fetched, and their size is reported. `none`: no images. Undefined: images are fetched. */
  images?: 'ask' | 'none' | undefined
  /** The present, for times that are shown to readers; trust does not depend on it. */
  now: () => string
}

/** @throws DeliveryError `cancelled` where the reader has unsubscribed meanwhile */
export async function requirePublication(
  library: Library,
  publication: PublicationKey,
): Promise<PublicationRow> {
  const row = await loadPublication(library, publication)
  if (!row)
    throw new DeliveryError('cancelled', `${publication} is not subscribed to, or no longer`)
  return row
}
