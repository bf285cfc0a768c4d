import { render } from 'solid-js/web'
import { audiosOf } from '#bundle/audio.ts'
import { openLibrary } from '#library/open.ts'
import { loadPublication } from '#library/reads.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { loadLater } from '../language/catalog.ts'
import { AudioLink } from '../pages/article/AudioLink.tsx'
import type { ArticlePageData } from '../site/page.ts'
import { readSite } from '../site/site.ts'
import { AudioPlayer } from './AudioPlayer.tsx'

/**
 * Replaces each audio block of the shown article by a player.
 * @param places elements of all its audio blocks, in reading order
 */
export async function openAudioPlayers(
  { publication, article }: ArticlePageData,
  places: HTMLElement[],
): Promise<void> {
  const [isStored, later] = await Promise.all([isDelivered(publication.key), loadLater()])
  if (!places[0]?.isConnected) return
  const ends = audiosOf(article.body).map((audio, index) => {
    const place = places[index]!
    place.replaceChildren()
    // A browser without storage gets a link to the file on the site (docs/decisions/0012).
    if (!isStored) {
      const link = () => <AudioLink audio={audio} base={readSite(document).base} />
      return render(link, place)
    }
    const player = () => (
      <AudioPlayer
        later={later}
        publication={publication.key}
        article={article.id}
        language={article.language}
        audio={audio}
      />
    )
    return render(player, place)
  })
  // Ends the players when the page is another one, or is drawn anew.
  const pages = new MutationObserver(() => {
    if (places[0]?.isConnected) return
    pages.disconnect()
    for (const end of ends) end()
  })
  pages.observe(document.body, { childList: true })
}

/** Whether the publication is in the library, so that its audio can be stored. */
async function isDelivered(publication: PublicationKey): Promise<boolean> {
  if (!('caches' in globalThis)) return false
  const row = await openLibrary()
    .then((library) => loadPublication(library, publication))
    .catch(() => undefined)
  return row !== undefined
}
