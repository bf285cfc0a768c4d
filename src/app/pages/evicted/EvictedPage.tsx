import type { JSX } from 'solid-js'
import type { Library } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { loadLater, t } from '../../language/catalog.ts'
import type { LaterWords } from '../../language/Words.ts'
import { announce } from '../../ui/announce.ts'
import { fetchAgain } from '../../worker/fetchAgain.ts'
import { createEvicted } from './createEvicted.ts'

/**
 * Loads the page of an article that the library knows but has no text of: it made room for others, or was damaged.
 * @returns the headline, and a page that offers to fetch the article again; undefined for an unknown article
 */
export async function loadEvicted(
  library: Library,
  publication: PublicationKey,
  id: string,
): Promise<{ headline: string; View: () => JSX.Element } | undefined> {
  const row = await library.get('articles', [publication, id])
  if (!row || 'withdrawn' in row) return undefined
  const later = await loadLater()
  return { headline: row.headline, View: () => Evicted({ publication, id, later }) }
}

function Evicted(props: { publication: PublicationKey; id: string; later: LaterWords }) {
  const { later } = props
  const { state, fetch } = createEvicted({
    later,
    fetch: () => fetchAgain(props.publication, props.id),
    announce,
  })
  return (
    <div class="panel evicted" lang={t.language} dir={t.direction}>
      <p>{later.storage.evicted}</p>
      <button type="button" class="button" onClick={fetch}>
        {later.storage.fetchAgain}
      </button>
      <p class="state">{state()}</p>
    </div>
  )
}
