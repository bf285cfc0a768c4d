import { render } from 'solid-js/web'
import { audiosOf } from '#bundle/audio.ts'
import { openLibrary } from '#library/open.ts'
import { loadPublication } from '#library/reads.ts'
import { loadLater } from '../language/catalog.ts'
import { RecordingLink } from '../pages/article/RecordingLink.tsx'
import type { ArticlePageData } from '../site/page.ts'
import { readSite } from '../site/site.ts'
import { RecordingPlayer } from './RecordingPlayer.tsx'

/**
 * Puts a player into the place of each recording of the shown article.
 * @param places of all its recordings, in reading order
 */
export async function openRecordings(
  { publication, article }: ArticlePageData,
  places: HTMLElement[],
): Promise<void> {
  const [kept] = await Promise.all([isDelivered(publication.id), loadLater()])
  if (!places[0]?.isConnected) return
  const ends = audiosOf(article.body).map((audio, index) => {
    const place = places[index]!
    place.replaceChildren()
    // Where nothing can be kept, the site itself is read (docs/decisions/0012).
    if (!kept) {
      const link = () => <RecordingLink audio={audio} base={readSite(document).base} />
      return render(link, place)
    }
    const player = () => (
      <RecordingPlayer
        publication={publication.id}
        article={article.id}
        language={article.language}
        audio={audio}
      />
    )
    return render(player, place)
  })
  // The page is another one, or drawn anew.
  const pages = new MutationObserver(() => {
    if (places[0]?.isConnected) return
    pages.disconnect()
    for (const end of ends) end()
  })
  pages.observe(document.body, { childList: true })
}

async function isDelivered(publication: string): Promise<boolean> {
  if (!('caches' in globalThis)) return false
  const row = await openLibrary()
    .then((library) => loadPublication(library, publication))
    .catch(() => undefined)
  return row !== undefined
}
