import { loadLater, t } from '../language/catalog.ts'
import type { FirstWords, LaterWords } from '../language/Words.ts'

/** Words of the player, with the language they are in. */
export type PlayerWords = LaterWords['listen'] & Pick<FirstWords, 'language' | 'direction'>

export async function loadPlayerWords(): Promise<PlayerWords> {
  const { language, direction } = t
  return { ...(await loadLater()).listen, language, direction }
}
