import { expect, type Locator, type Page } from '@playwright/test'

export const OPENER = '[data-action="preferences"]'

/** Opens the preferences panel beside the article. */
export async function openPanel(page: Page): Promise<Locator> {
  await page.locator(OPENER).click()
  const panel = page.locator('.preferences-panel')
  await expect(panel.getByRole('heading', { name: 'Text and theme' })).toBeFocused()
  return panel
}
