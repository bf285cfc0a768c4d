import { languageOfDates, t } from '../../language/catalog.ts'
import { isolated } from '../../language/isolated.ts'
import type { PageData } from '../../site/page.ts'
import { announce } from '../../ui/announce.ts'
import { isCurrent } from './breaking.ts'

const ANNOUNCED_KEY = 'longwave:breaking-spoken'

/**
 * Announces breaking news once on this device. News in another language than the interface is announced separately, so that
 * a screen reader uses the voice of that language.
 */
export function speakBreaking(page: PageData | undefined): void {
  const breaking = page?.kind === 'front' ? page.front.breaking : undefined
  if (!breaking || !isCurrent(breaking)) return
  try {
    if (localStorage.getItem(ANNOUNCED_KEY) === breaking.id) return
    localStorage.setItem(ANNOUNCED_KEY, breaking.id)
  } catch {
    // Without storage the news is announced again on the next start.
  }
  const { text, language, direction } = breaking
  if (languageOfDates(language) === language) announce(`${t.breaking}: ${isolated(text)}`)
  else {
    announce(t.breaking)
    announce(text, [language, direction])
  }
}
