import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'

/*
 * States of the app that a test waits for. Each is one the app itself shows in the document, so that nothing here waits
 * for a time.
 */

/** How often a page is asked (ms): a tab in the background paints no frames that could be waited for. */
const polling = 50

/** The first visit is over: the publication and the app itself are on the device. */
export async function untilOffline(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.documentElement.dataset.synced !== undefined &&
      navigator.serviceWorker?.controller?.state === 'activated',
    undefined,
    { polling },
  )
}

/** Keys, swipes, links and all else that comes after the first paint are there (src/app/main.tsx). */
export async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.documentElement.dataset.ready !== undefined,
    undefined,
    { polling },
  )
}

/** The page comes from the device, checked: it has taken the place of the one that the host has prerendered. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.locator('#app:not(.unchecked)').waitFor()
}

/** The article is followed: its progress is counted, its place kept, and what stands next to it is known. */
export async function untilFollowed(page: Page): Promise<void> {
  await page.locator('.neighbours a').first().waitFor()
  await page.locator('.progress[aria-valuenow]').waitFor({ state: 'attached' })
}

/** Delivery has come to an end well: this edition, or any, is on the device. */
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

/** Nothing the page has begun to draw is still to come: two frames have been painted. */
export function untilPainted(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      }),
  )
}

/** Follows a link to an address of the app, which draws the page without being loaded anew: a fraction of the work. */
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
  await expect(heading(page)).toBeVisible()
}

/** The newest headline of a front page or section. */
export const latest = (page: Page): Locator => page.locator('#latest h3 a').first()

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })

/** What the foot of the page shows of delivery. */
export const deliveryState = (page: Page): Locator => page.locator('.footer .delivery')

export const notice = (page: Page): Locator => page.locator('#notice')

/** Pictures load lazily: each is brought into view, and must then have been decoded. */
export async function expectPicturesShown(page: Page): Promise<void> {
  const pictures = page.locator('main img')
  for (let index = 0; index < (await pictures.count()); index++) {
    await pictures.nth(index).scrollIntoViewIfNeeded()
    await expect
      .poll(() => pictures.nth(index).evaluate((img) => (img as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0)
  }
}

/** A finger over the text of the article, from one x to another (CSS px). */
export function swipe(page: Page, from: number, to: number): Promise<void> {
  return page.evaluate(
    ([from, to]) => {
      const target = document.querySelector('.article .body p')!
      const touch = (clientX: number) => new Touch({ identifier: 1, target, clientX, clientY: 500 })
      const event = (type: string, touches: Touch[], changedTouches = touches) =>
        new TouchEvent(type, { bubbles: true, touches, changedTouches })
      // All are made before the first is sent: on a busy machine, what the app does at the first one takes so long that
      // the last one would come too late for a swipe.
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

/** The app asks for news, as it does when a network comes back. */
export const askForNews = (page: Page): Promise<boolean> =>
  page.evaluate(() => dispatchEvent(new Event('online')))

/** Empties the browser's own cache, which holds files of the app beside the worker's. */
export async function clearHttpCache(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.clearBrowserCache')
}

/** The page delivers by itself, as where a browser has no service workers. */
export async function withoutWorker(page: Page | BrowserContext): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
}
