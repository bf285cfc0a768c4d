import { withLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import { t } from '../../language/catalog.ts'
import { Framed, isFramed } from '../../ui/Framed.tsx'
import type { OpenPanel } from '../openPanel.ts'
import { PublicationsPage } from './PublicationsPage.tsx'

export const openPanel: OpenPanel = async (later) => {
  const title = t.publications
  if (isFramed()) return { title, View: () => Framed({ later, title }) }
  const rows = await withLibrary(loadPublications).catch(() => undefined)
  return { title, View: () => PublicationsPage({ rows, later }) }
}
