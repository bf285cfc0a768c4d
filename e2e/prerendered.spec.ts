import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { SAMPLE_SITE } from './longwave.ts'
import { takeShifts, watchShifts } from './shifts.ts'
import { Wire } from './wire.ts'

let host: Host
test.beforeAll(async () => {
  host = await Host.of(SAMPLE_SITE)
})
test.afterAll(() => host.stop())

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the front page, a section and an article can be read', async ({ page }) => {
    await page.goto(host.address)
    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty()
    expect(await page.locator('main h3 a').count()).toBeGreaterThan(8)

    await page.locator('main h3 a').first().click()
    await expect(page.locator('main article p').nth(3)).toBeVisible()
    // Nobody has checked this page.
    await expect(page.locator('.provenance')).toBeHidden()
    await expect(page.locator('.footer')).toContainText('signed')
    await expect(page.locator('.footer .edition')).toBeVisible()
    await expect(page.locator('.footer .signed')).toBeHidden()
    const picture = page.locator('main figure img').first()
    expect(
      await picture.evaluate((img) => (img as HTMLImageElement).decode().then(() => true)),
    ).toBe(true)

    await page.locator('nav#navigation a[href*="/section/"]').first().click()
    await expect(page.getByRole('heading', { name: 'Latest posts' })).toBeVisible()
  })
})

test('a shared link carries a title, a description and a picture', async ({ request }) => {
  const front = await (await request.get(host.address)).text()
  const [, path] = /href="(\/article\/[^"]+\/)"/.exec(front)!
  const page = await (await request.get(new URL(path!, host.address).href)).text()
  for (const property of ['og:title', 'og:description', 'og:type', 'og:image']) {
    expect(page).toMatch(new RegExp(`<meta property="${property}" content="[^"]+"`))
  }
  expect(page).toMatch(/<meta name="description" content="[^"]+"/)
  expect(page).toMatch(/<title>[^<]+<\/title>/)
})

test('the app takes the page over without moving it', async ({ page }) => {
  await watchShifts(page)
  for (const path of ['', 'article/how-shortwave-hops/']) {
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(host.address + path)
      await page.waitForFunction(() => document.documentElement.dataset.synced)
      await page.waitForTimeout(300)
      expect(await takeShifts(page)).toEqual([])
    }
  }
})

test('a page that arrives in pieces moves nothing that has been painted', async ({ browser }) => {
  const wire = await Wire.open()
  const context = await browser.newContext({ proxy: wire.proxy })
  const page = await context.newPage()
  // Whatever comes after the page is not what this is about.
  await context.route(/\.js$/, (route) => route.abort())
  wire.pieces = (url) => (url.endsWith('/') ? 1200 : undefined)
  await watchShifts(page)
  try {
    for (const path of ['', 'article/how-shortwave-hops/', 'section/airwaves/']) {
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(host.address + path)
        expect.soft(await takeShifts(page), `${path} at ${width}`).toEqual([])
      }
    }
  } finally {
    await context.close()
    await wire.cut()
  }
})

test('a new edition is not a new version of the app', () => {
  const newsroom = new Newsroom()
  newsroom.press()
  const worker = readFileSync(join(newsroom.site, 'sw.js'), 'utf8')
  newsroom.press()
  expect(readFileSync(join(newsroom.site, 'sw.js'), 'utf8')).toBe(worker)
})
