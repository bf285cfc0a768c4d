import { expect, type Page } from '@playwright/test'
import { type Language, pathOf } from './samplePages.ts'

interface OpenState {
  name: string
  path: (language: Language) => string
  open(page: Page, language: Language): Promise<void>
}

const article = (language: Language) => pathOf('article', language)

/** Panels and other parts that a reader can open on a page, each with all its content. */
export const OPEN_STATES: OpenState[] = [
  {
    name: 'subscribe',
    path: (language) => pathOf('section', language),
    open: (page) => page.locator('.subscribe summary').click(),
  },
  {
    name: 'results',
    path: (language) => pathOf('search', language),
    open: async (page, language) => {
      await page.getByRole('searchbox').fill({ en: 'radio', fa: 'موج' }[language])
      await page.locator('main article').first().waitFor()
    },
  },
  {
    name: 'preferences',
    path: article,
    open: async (page) => {
      await page.locator('[data-action="preferences"]').first().click()
      await page.locator('.preferences-panel').waitFor()
    },
  },
  {
    name: 'player',
    path: article,
    open: async (page) => {
      await page.locator('[data-action="listen"]').click()
      await page.locator('#player').waitFor()
    },
  },
  {
    name: 'notice',
    path: (language) => ({ en: 'specimen/controls/', fa: 'specimen/controls-rtl/' })[language],
    open: async (page) => {
      await page.locator('main button').first().click()
      await expect(page.locator('#notice')).toBeVisible()
    },
  },
  {
    name: 'hosts',
    path: () => 'publications/',
    open: (page) => page.locator('.hosts summary').click(),
  },
]
