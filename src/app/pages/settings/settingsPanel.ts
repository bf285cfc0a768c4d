import { t } from '../../language/catalog.ts'
import type { OpenPanel } from '../../site/page.ts'
import { SettingsPage } from './SettingsPage.tsx'

export const openPanel: OpenPanel = async () => ({
  title: t.settings,
  View: SettingsPage,
  textSize: true,
})
