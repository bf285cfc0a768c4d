import { t } from '../../language/catalog.ts'
import type { OpenPanel } from '../../site/page.ts'
import { loadSearch, SearchPage } from './SearchPage.tsx'

export const openPanel: OpenPanel = async () => {
  const results = await loadSearch().catch(() => undefined)
  return { title: t.search, View: () => SearchPage({ results }) }
}
