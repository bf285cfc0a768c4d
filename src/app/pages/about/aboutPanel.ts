import { withLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import { t } from '../../language/catalog.ts'
import type { OpenPanel } from '../../site/page.ts'
import { AboutPage } from './AboutPage.tsx'

export const openPanel: OpenPanel = async () => {
  const rows = await withLibrary(loadPublications).catch(() => undefined)
  return { title: t.aboutTheApp, View: () => AboutPage({ rows }) }
}
