import { withLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import { t } from '../../language/catalog.ts'
import type { OpenPanel } from '../openPanel.ts'
import { PublicationsPage } from './PublicationsPage.tsx'

export const openPanel: OpenPanel = async (later) => {
  const rows = await withLibrary(loadPublications).catch(() => undefined)
  return { title: t.publications, View: () => PublicationsPage({ rows, later }) }
}
