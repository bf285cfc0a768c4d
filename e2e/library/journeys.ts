import { expect, type Page } from '@playwright/test'
import { COPY } from '#library/copy.ts'
import type { ReadingRow } from '#library/schema.ts'
import type { Library } from '../support/library.ts'
import { heading, latest } from '../support/page.ts'

/** Actions of readers that lead to a state of the library. */

/** Opens an article from the front page. */
export async function openArticle(page: Page, headline: string): Promise<void> {
  await page.locator('#latest h3 a', { hasText: headline }).first().click()
  await expect(heading(page)).toHaveText(headline)
}

/** Waits until the app stores the place in the article from now on, and shows its progress. */
export async function untilPlaceKept(page: Page): Promise<void> {
  await page.locator('.progress[aria-valuenow]').waitFor({ state: 'attached' })
}

/** Opens an article, scrolls to its end and waits until that is stored. */
export async function readToEnd(page: Page, library: Library, headline: string): Promise<void> {
  await openArticle(page, headline)
  await untilPlaceKept(page)
  await page.keyboard.press('End')
  const [, id] = /\/article\/([^/]+)\//.exec(page.url())!
  await expect.poll(async () => (await library.reading('newsroom', id!))?.progression).toBe(1)
}

/** Goes back to the front page. */
export async function backToFront(page: Page): Promise<void> {
  await page.goBack()
  await expect(latest(page)).toBeVisible()
}

/** Opens an article and scrolls into its text. @returns its row, which is then in the backup as well */
export async function readSome(
  page: Page,
  library: Library,
  headline: string,
): Promise<ReadingRow> {
  await openArticle(page, headline)
  await untilPlaceKept(page)
  await page.mouse.move(180, 400)
  await page.mouse.wheel(0, 600)
  const [, id] = /\/article\/([^/]+)\//.exec(page.url())!
  const row = () => library.reading('newsroom', id!)
  await expect.poll(async () => (await row())?.locator?.offset ?? 0).toBeGreaterThan(0)
  const stored = (await row())!
  await expect.poll(() => backup(page)).toContain(JSON.stringify(stored.locator))
  return stored
}

/** Text of both backups of the reader's own data. */
export function backup(page: Page): Promise<string> {
  return page.evaluate(async (name) => {
    const cache = await caches.open(name)
    const entries = await Promise.all(
      (await cache.keys()).map(async (key) => (await cache.match(key))!.text()),
    )
    return entries.join('\n')
  }, COPY)
}

/** The notice after the app has restored its database from the backup. */
export const RESTORED = 'The browser had lost what this site kept on the device.'
