import { languageOfDates, t } from '../../language/catalog.ts'
import { isolated } from '../../language/isolated.ts'
import type { PageData } from '../../site/page.ts'
import { local } from '../../site/siteStorage.ts'
import { announce } from '../../ui/announce.ts'
import { isCurrent } from './breaking.ts'

/**
 * Announces breaking news once on this device. News in another language than the interface is announced separately, so that
 * a screen reader uses the voice of that language.
 */
export function announceBreaking(page: PageData | undefined): void {
  const breaking = page?.kind === 'front' ? page.front.breaking : undefined
  if (!breaking || !isCurrent(breaking)) return
  if (local.get('breaking-spoken') === breaking.id) return
  local.set('breaking-spoken', breaking.id)
  const { text, language, direction } = breaking
  if (languageOfDates(language) === language) announce(`${t.breaking}: ${isolated(text)}`)
  else {
    announce(t.breaking)
    announce(text, [language, direction])
  }
}
