import type { Page } from '@playwright/test'

/**
 * Records what the live region announces, from the next page on; each page begins anew.
 * @returns a function that returns the announcements of this page so far
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
