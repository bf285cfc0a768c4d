import { openLibrary } from '#library/open.ts'
import { loadPublication } from '#library/reads.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { loadLater, t } from '../language/catalog.ts'
import { formatDay } from '../language/dates.ts'

const DAY_MS = 86_400_000

/**
 * A phone whose clock says 1970 reads and syncs, as no part of the app depends on the clock. But its connections may fail,
 * and the reader can set the clock.
 * @returns words where the newest signed edition is from the future, or was over more than a year ago
 */
export async function clockWarning(publication: PublicationKey): Promise<string | undefined> {
  const row = await openLibrary()
    .then((library) => loadPublication(library, publication))
    .catch(() => undefined)
  if (!row?.release) return undefined
  const { published, expires } = row.release
  const now = Date.now()
  if (now > Date.parse(published) - DAY_MS && now < Date.parse(expires) + 365 * DAY_MS)
    return undefined
  const later = await loadLater()
  return later.mirrors.clock(formatDay(new Date(now).toISOString(), t.language))
}
