import { withLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import { t } from '../../language/catalog.ts'
import type { OpenPanel } from '../openPanel.ts'
import { AboutPage } from './AboutPage.tsx'

export const openPanel: OpenPanel = async (later) => {
  const rows = await withLibrary(loadPublications).catch(() => undefined)
  return { title: t.aboutTheApp, View: () => AboutPage({ rows, later }) }
}
