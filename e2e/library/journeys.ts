import { expect, type Page } from '@playwright/test'
import { COPY } from '#library/copy.ts'
import type { ReadingRow } from '#library/schema.ts'
import type { Library } from '../support/library.ts'
import { heading, latest } from '../support/page.ts'

/** What readers do on the way to a state of the library. */

/** Opens an article from the front page. */
export async function openArticle(page: Page, headline: string): Promise<void> {
  await page.locator('#latest h3 a', { hasText: headline }).first().click()
  await expect(heading(page)).toHaveText(headline)
}

/** The place of the article is kept from now on, and its progress is shown. */
export async function untilPlaceKept(page: Page): Promise<void> {
  await page.locator('.progress[aria-valuenow]').waitFor({ state: 'attached' })
}

/** Opens an article and scrolls to its end, which is then stored. */
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

/** Opens an article and scrolls into its text. @returns what is stored of it, and in the backup, too */
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

/** Text of both copies that the app keeps of what the reader made. */
export function backup(page: Page): Promise<string> {
  return page.evaluate(async (name) => {
    const cache = await caches.open(name)
    const entries = await Promise.all(
      (await cache.keys()).map(async (key) => (await cache.match(key))!.text()),
    )
    return entries.join('\n')
  }, COPY)
}

/** What the reader is told after the app has restored its database from the backup. */
export const RESTORED = 'The browser had lost what this site kept on the device.'
