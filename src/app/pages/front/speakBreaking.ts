import { languageOfDates, t } from '../../language/catalog.ts'
import { isolated } from '../../language/isolated.ts'
import type { PageData } from '../../site/page.ts'
import { announce } from '../../ui/announce.ts'
import { isCurrent } from './breaking.ts'

const SPOKEN = 'longwave:breaking-spoken'

/** Once per item on this device. In another language than the interface's it is said by itself, for the voice of that. */
export function speakBreaking(page: PageData | undefined): void {
  const breaking = page?.kind === 'front' ? page.front.breaking : undefined
  if (!breaking || !isCurrent(breaking)) return
  try {
    if (localStorage.getItem(SPOKEN) === breaking.id) return
    localStorage.setItem(SPOKEN, breaking.id)
  } catch {
    // Without storage it is said again on the next start.
  }
  const { text, language, direction } = breaking
  if (languageOfDates(language) === language) announce(`${t.breaking}: ${isolated(text)}`)
  else {
    announce(t.breaking)
    announce(text, [language, direction])
  }
}
