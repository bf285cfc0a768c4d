import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { copyFolder, freshFolder } from './longwave.ts'
import { untilOffline } from './reader.ts'
import { fault, told } from './reliability.ts'

/** What the page's live region has said since the page was loaded. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const said: string[] = []
    Object.assign(window, { said })
    addEventListener('DOMContentLoaded', () => {
      const region = document.querySelector('[aria-live="polite"], [role="status"]')
      if (!region) return
      new MutationObserver(() => {
        if (region.textContent) said.push(region.textContent)
      }).observe(region, { childList: true, characterData: true, subtree: true })
    })
  })
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said)
}

async function headlines(page: Page): Promise<string[]> {
  await expect(page.locator('main h3 a').first()).toBeVisible()
  return page.locator('#latest h3 a').allTextContents()
}

/** A visit is over when delivery has come to an end, well or badly. */
async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForFunction(
    () =>
      document.documentElement.dataset.synced !== undefined ||
      document.documentElement.dataset.failed !== undefined,
    undefined,
    { timeout: 30_000 },
  )
}

test(
  'a mirror that flips one byte changes nothing on the device and is told once',
  fault(3),
  async ({ page }) => {
    const newsroom = new Newsroom()
    const first = newsroom.press()
    const mirror = copyFolder(newsroom.site, 'mirror')
    const host = await Host.of(mirror)
    try {
      const said = await listen(page)
      await page.goto(host.address)
      await untilOffline(page)
      const before = new Set(readdirSync(join(mirror, 'bundles')))
      const second = newsroom.press()
      cpSync(newsroom.site, mirror, { recursive: true })
      for (const name of readdirSync(join(mirror, 'bundles'))) {
        if (before.has(name)) continue
        const path = join(mirror, 'bundles', name)
        const bytes = readFileSync(path)
        bytes[bytes.length >> 1]! ^= 1
        writeFileSync(path, bytes)
      }
      await visit(page, host.address)
      expect(await headlines(page)).toEqual([first])
      await expect.poll(said).toHaveLength(1)
      expect((await said())[0]).toMatch(/changed/)
      told((await said())[0]!)
      await page.locator('#latest h3 a').first().click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(first)

      await visit(page, host.address)
      expect(await headlines(page)).toEqual([first])
      await page.waitForTimeout(500)
      expect(await said()).toEqual([])

      cpSync(newsroom.site, mirror, { recursive: true })
      await visit(page, host.address)
      await expect.poll(() => headlines(page)).toContain(second)
    } finally {
      await host.stop()
    }
  },
)

test('a publication signed by another key is refused', fault(6), async ({ page }) => {
  const newsroom = new Newsroom()
  const first = newsroom.press()
  const host = await Host.of(newsroom.site)
  const stranger = new Newsroom()
  stranger.press()
  stranger.press()
  try {
    await page.goto(host.address)
    await untilOffline(page)
    for (const name of ['head.json', 'root', 'bundles', 'images']) {
      rmSync(join(newsroom.site, name), { recursive: true, force: true })
      cpSync(join(stranger.site, name), join(newsroom.site, name), { recursive: true })
    }
    await visit(page, host.address)
    expect(await headlines(page)).toEqual([first])
    await page.getByRole('link', { name: 'Publications' }).click()
    await expect(page.locator('main .problem').first()).toContainText(/not signed/)
    told(await page.locator('main .problem').first().textContent())
  } finally {
    await host.stop()
  }
})

test('an older edition is refused', fault(9), async ({ page }) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const old = copyFolder(newsroom.site, 'older')
  const second = newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    cpSync(join(old, 'head.json'), join(newsroom.site, 'head.json'))
    await visit(page, host.address)
    expect(await headlines(page)).toContain(second)
    await page.getByRole('link', { name: 'Publications' }).click()
    await expect(page.locator('main .problem').first()).toContainText(/older/)
    told(await page.locator('main .problem').first().textContent())
  } finally {
    await host.stop()
  }
})

test('an address where no publication is says so and keeps everything else', async ({ page }) => {
  const newsroom = new Newsroom()
  const first = newsroom.press()
  const host = await Host.of(newsroom.site)
  const empty = freshFolder('empty')
  writeFileSync(join(empty, 'index.html'), '<!doctype html><title>A shop</title>')
  const shop = await Host.of(empty)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    await page.goto(`${host.address}publications/`)
    for (const [address, words] of [
      [shop.address, /no publication|not a publication|nothing/i],
      ['http://127.0.0.1:9/', /reach|answer|connect/i],
      ['not an address', /address/i],
    ] as const) {
      await page.getByRole('textbox', { name: /address/i }).fill(address)
      await page.getByRole('button', { name: /add|subscribe/i }).click()
      await expect(page.locator('main')).toContainText(words, { timeout: 30_000 })
    }
    await page.goto(host.address)
    expect(await headlines(page)).toEqual([first])
  } finally {
    await host.stop()
    await shop.stop()
  }
})
