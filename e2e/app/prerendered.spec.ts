import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { takeLayoutShifts, watchLayoutShifts } from '../support/layoutShifts.ts'
import { heading, untilFollowed, untilReady, untilSynced } from '../support/page.ts'
import { THOROUGH } from '../support/sample.ts'
import { expect, test, wiredTest } from '../support/test.ts'

const FRONT = ''
const ARTICLE = 'article/how-shortwave-hops/'
const SECTION = 'section/airwaves/'

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the front page, a section and an article can be read, and a shared link carries a title, a description and an image', async ({
    page,
    host,
  }) => {
    await page.goto(host.address)
    await expect(heading(page)).not.toBeEmpty()
    expect(await page.locator('main h3 a').count()).toBeGreaterThan(8)

    await page.locator('main h3 a').first().click()
    await expect(page.locator('main article p').nth(3)).toBeVisible()
    await expect(page).toHaveTitle(/./)
    const names = ['og:title', 'og:description', 'og:type', 'og:image', 'description']
    for (const name of names) {
      const meta = page.locator(`meta:is([property="${name}"], [name="${name}"])`)
      await expect(meta).toHaveAttribute('content', /./)
    }
    // Without scripts no signature has been checked.
    await expect(page.locator('.provenance')).toBeHidden()
    await expect(page.locator('.footer')).toContainText('signed')
    await expect(page.locator('.footer .edition')).toBeVisible()
    await expect(page.locator('.footer .signed')).toBeHidden()
    const image = page.locator('main figure img').first()
    await image.evaluate((img) => (img as HTMLImageElement).decode())

    await page.locator('nav#navigation a[href*="/section/"]').first().click()
    await expect(page.getByRole('heading', { name: 'Latest posts' })).toBeVisible()
  })
})

for (const [width, ...paths] of [
  [360, FRONT, ARTICLE],
  [1440, ARTICLE, FRONT],
] as const) {
  test(`the app takes over the prerendered page of a first visit, and renders the next from the device, without a layout shift: ${width} px`, async ({
    page,
    host,
  }) => {
    await watchLayoutShifts(page)
    await page.setViewportSize({ width, height: 800 })
    for (const path of paths) {
      await page.goto(host.address + path)
      await untilSynced(page)
      await untilReady(page)
      await expect(page.locator('#app:not(.unchecked)')).toHaveAttribute('data-states')
      if (path === ARTICLE) await untilFollowed(page)
      expect(await takeLayoutShifts(page), path).toEqual([])
    }
  })
}

wiredTest(
  'a page that arrives in pieces moves nothing that has been painted',
  async ({ page, host, wire }) => {
    // Scripts are blocked, because another test covers the takeover of the page.
    await page.route(/\.js$/, (route) => route.abort())
    wire.pieces = (url) => (url.endsWith('/') ? 1200 : undefined)
    await watchLayoutShifts(page)
    for (const path of [FRONT, ARTICLE, SECTION]) {
      // On a wide window most movable parts stand side by side; on a narrow one, the front page stacks them.
      const widths = path === FRONT || THOROUGH ? [360, 1440] : [1440]
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(host.address + path)
        expect.soft(await takeLayoutShifts(page), `${path} at ${width}`).toEqual([])
      }
    }
  },
)

test('a new edition is not a new version of the app', async ({ newsroom }) => {
  const worker = () => readFileSync(join(newsroom.site, 'sw.js'), 'utf8')
  await newsroom.publish()
  const before = worker()
  await newsroom.publish()
  expect(worker()).toBe(before)
})
