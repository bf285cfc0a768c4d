import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'

/*
 * States of the app that a test waits for. The app shows each of them in the document, so that no test waits for a
 * fixed time.
 */

/** How often a page is checked (ms): a tab in the background paints no frames to wait for. */
const polling = 50

/** Waits until the first visit is complete: the publication and the app itself are on the device. */
export async function untilOffline(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.documentElement.dataset.synced !== undefined &&
      navigator.serviceWorker?.controller?.state === 'activated',
    undefined,
    { polling },
  )
}

/** Waits until keys, swipes, links and everything else after the first paint work (src/app/main.tsx). */
export async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.documentElement.dataset.ready !== undefined,
    undefined,
    { polling },
  )
}

/** Waits until the app has rendered the page from the device, verified, in place of the prerendered one. */
export async function untilRendered(page: Page): Promise<void> {
  await page.locator('#app:not(.unchecked)').waitFor()
}

/** Waits until the article is tracked: progress is counted, the place is stored, and the neighbours are known. */
export async function untilFollowed(page: Page): Promise<void> {
  await page.locator('.neighbours a').first().waitFor()
  await page.locator('.progress[aria-valuenow]').waitFor({ state: 'attached' })
}

/** Waits until delivery has succeeded: this edition, or any, is on the device. */
export async function untilSynced(page: Page, version?: number): Promise<void> {
  await page.waitForFunction(
    (version) => {
      const { synced } = document.documentElement.dataset
      return version === undefined ? synced !== undefined : synced === String(version)
    },
    version,
    { polling },
  )
}

/** Waits for two frames, so that everything the page has begun to render is painted. */
export function untilPainted(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      }),
  )
}

/**
 * Follows a link. The app renders its own pages without loading them, which takes a fraction of the time; an address that it
 * does not know is loaded, so the page has to become ready again.
 */
export async function followLinkTo(page: Page, address: string): Promise<void> {
  await page.evaluate((href) => {
    document.getElementById('app')!.dataset.left = ''
    const link = document.createElement('a')
    link.href = href
    document.body.append(link)
    link.click()
    link.remove()
  }, address)
  await page.locator('#app:not([data-left])').waitFor({ state: 'attached' })
  await untilReady(page)
  await expect(heading(page)).toBeVisible()
}

/** The newest headline of a front page or section. */
export const latest = (page: Page): Locator => page.locator('#latest h3 a').first()

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })

/** The state of delivery in the footer. */
export const deliveryState = (page: Page): Locator => page.locator('.footer .delivery')

export const notice = (page: Page): Locator => page.locator('#notice')

/** Images load lazily: brings each into view, and expects it to be decoded. */
export async function expectImagesShown(page: Page): Promise<void> {
  const pictures = page.locator('main img')
  for (let index = 0; index < (await pictures.count()); index++) {
    await pictures.nth(index).scrollIntoViewIfNeeded()
    await expect
      .poll(() => pictures.nth(index).evaluate((img) => (img as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0)
  }
}

/** Swipes a finger over the text of the article, from one x to another (CSS px). */
export function swipe(page: Page, from: number, to: number): Promise<void> {
  return page.evaluate(
    ([from, to]) => {
      const target = document.querySelector('.article .body p')!
      const touch = (clientX: number) => new Touch({ identifier: 1, target, clientX, clientY: 500 })
      const event = (type: string, touches: Touch[], changedTouches = touches) =>
        new TouchEvent(type, { bubbles: true, touches, changedTouches })
      // All events are made before the first is sent: on a busy machine, the app may handle the first one for so long
      // that the last one would come too late for a swipe.
      const events = [
        event('touchstart', [touch(from!)]),
        event('touchmove', [touch(to!)]),
        event('touchend', [], [touch(to!)]),
      ]
      for (const each of events) target.dispatchEvent(each)
    },
    [from, to],
  )
}

/** Makes the app look for news, as it does when a network comes back. */
export const askForNews = (page: Page): Promise<boolean> =>
  page.evaluate(() => dispatchEvent(new Event('online')))

/** Empties the browser's own cache, which stores files of the app besides the worker's cache. */
export async function clearHttpCache(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.clearBrowserCache')
}

/** Removes service workers, so that the page delivers by itself, as in a browser that has none. */
export async function withoutWorker(page: Page | BrowserContext): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
}
