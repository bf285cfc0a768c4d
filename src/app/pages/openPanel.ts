import type { LaterWords } from '../language/Words.ts'
import type { PanelPageData } from '../site/page.ts'

/** How a page of the app itself is opened: by what its folder exports under this name. */
export type OpenPanel = (
  later: LaterWords,
) => Promise<Pick<PanelPageData, 'title' | 'View' | 'textSize'>>
