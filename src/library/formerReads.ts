import type { Library, PublicationRow } from './schema.ts'

/** Finds a publication by the id that it has chosen. Of several with this id, the one that was added first counts. */
export async function loadPublicationById(
  library: Library,
  id: string,
): Promise<PublicationRow | undefined> {
  const rows = (await library.getAll('publications')).filter((row) => row.id === id)
  return rows.sort((one, other) => (one.added < other.added ? -1 : 1))[0]
}
