import type { Page } from '@playwright/test'

/**
 * Writes down what the live region announces, from the next page on; each page begins anew.
 * @returns what this page has announced so far
 */
export async function watchAnnouncements(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const announced: string[] = []
    Object.assign(window, { announced })
    addEventListener('DOMContentLoaded', () => {
      const live = document.getElementById('live')!
      new MutationObserver(() => {
        if (live.textContent) announced.push(live.textContent)
      }).observe(live, { childList: true, characterData: true, subtree: true })
    })
  })
  return () => page.evaluate(() => (window as unknown as { announced: string[] }).announced)
}
