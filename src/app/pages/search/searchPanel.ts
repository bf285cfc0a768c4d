import { t } from '../../language/catalog.ts'
import type { OpenPanel } from '../openPanel.ts'
import { loadSearch, SearchPage } from './SearchPage.tsx'

export const openPanel: OpenPanel = async (later) => {
  const results = await loadSearch().catch(() => undefined)
  return { title: t.search, View: () => SearchPage({ results, later }) }
}
