import type { PublicationKey } from '#site/publicationKey.ts'
import { loadPublicationById } from './formerReads.ts'
import { withLibrary } from './open.ts'

/** Finds the publication that an address of the version before means. */
export async function loadKeyOfId(id: string): Promise<PublicationKey | undefined> {
  return (await withLibrary((library) => loadPublicationById(library, id)))?.fingerprint
}
