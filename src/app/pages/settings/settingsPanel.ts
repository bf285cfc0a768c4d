import { t } from '../../language/catalog.ts'
import { Framed, isFramed } from '../../ui/Framed.tsx'
import type { OpenPanel } from '../openPanel.ts'
import { SettingsPage } from './SettingsPage.tsx'

export const openPanel: OpenPanel = async (later) => {
  const title = t.settings
  if (isFramed()) return { title, View: () => Framed({ later, title }) }
  return { title, View: () => SettingsPage({ later }), textSize: true }
}
