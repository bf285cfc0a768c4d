import { execFileSync } from 'node:child_process'
import { type BrowserContext, chromium, expect, type Locator, type Page } from '@playwright/test'
import { findChromium } from './browsers.ts'
import { freshFolder } from './longwave.ts'

/**
 * One person's browser, with a profile that outlives it: close() and open() is what putting the phone
 * away and taking it out again does to an app.
 */
export class Reader {
  readonly profile = freshFolder('profile')
  private readonly environment: Record<string, string>
  private context: BrowserContext | undefined

  /** @param environment of the browser, beside this one's own */
  constructor(environment: Record<string, string> = {}) {
    this.environment = environment
  }

  async open(): Promise<Page> {
    const executablePath = findChromium()
    this.context = await chromium.launchPersistentContext(this.profile, {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      env: { ...process.env, ...this.environment },
      viewport: { width: 360, height: 800 },
    })
    return this.context.pages()[0] ?? (await this.context.newPage())
  }

  /** The power is gone: no tab, worker or database of this browser hears of it. */
  async kill(): Promise<void> {
    const context = this.context
    this.context = undefined
    const closed = new Promise((resolve) => context?.once('close', resolve))
    for (const pid of this.processes()) process.kill(pid, 'SIGKILL')
    await closed
  }

  /** Of this browser and no other: they are started with its profile. */
  private processes(): number[] {
    const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n')
    return lines
      .filter((line) => line.includes(this.profile))
      .map((line) => Number.parseInt(line, 10))
  }

  async close(): Promise<void> {
    await this.context?.close()
    this.context = undefined
  }
}

/** The first visit is over: the publication and the app itself are on the device. */
export async function untilOffline(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.documentElement.dataset.synced !== undefined &&
      navigator.serviceWorker?.controller?.state === 'activated',
    undefined,
    { timeout: 30_000 },
  )
  // Chromium writes the registration to disk a moment after the worker is up.
  await page.waitForTimeout(500)
}

/** Presses a key until it has done what it does: keys come after the first paint, on a busy machine long after. */
export async function pressUntil(page: Page, key: string, done: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key)
    await expect(done).toBeVisible({ timeout: 3000 })
  }).toPass()
}

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
