import { t } from '../../language/catalog.ts'
import type { OpenPanel } from '../openPanel.ts'
import { SettingsPage } from './SettingsPage.tsx'

export const openPanel: OpenPanel = async (later) => ({
  title: t.settings,
  View: () => SettingsPage({ later }),
  textSize: true,
})
