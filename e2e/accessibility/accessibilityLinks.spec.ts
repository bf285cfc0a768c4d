import { archive } from '../support/archive.ts'
import { followLinkTo, heading, untilOffline, untilReady } from '../support/page.ts'
import { pressSite } from '../support/press.ts'
import { sample } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'
import { expectFocusIn, moveFocusTo, READERS } from './keyboard.ts'

/** Each page with its accessibility links: ids of elements on that page or on another one. */
const PAGES = [
  ['', 'latest', 'text-size'],
  ['section/news/', 'latest', 'sections'],
  ['article/post-7/', 'text-size', 'latest'],
  ['search/', 'content'],
  ['settings/', 'navigation', 'sections'],
  ['publications/'],
  ['about/', 'sections'],
  ['nowhere/', 'latest'],
] as const

const cells = sample(
  'accessibility links',
  READERS.flatMap(({ name }) => PAGES.map(([path]) => `${name} /${path}`)),
  4,
)

for (const { name, language, locale } of READERS) {
  const pages = PAGES.filter(([path]) => cells.includes(`${name} /${path}`))
  test.describe(name, () => {
    test.use({
      locale,
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
      site: async ({}, use) => use(await pressSite(archive(12, language))),
      // A window of 1280 by 1024 at a zoom of 400 %.
      viewport: { width: 320, height: 256 },
    })

    test('every page begins with the same accessibility links, and each of them leads to its target', async ({
      page,
      host,
    }) => {
      // The app restores the last view of a list, so that view is removed first.
      await page.addInitScript(() => localStorage.removeItem('longwave:/#lists'))
      await page.goto(host.address)
      await untilOffline(page)
      const links = page.locator('.accessibility-links')
      const words = await links.locator('li').allInnerTexts()
      for (const [path, ...places] of pages) {
        await page.goto(host.address + path)
        await expect(heading(page)).toBeVisible()
        await untilReady(page)
        expect(await links.locator('li').allInnerTexts(), path).toEqual(words)
        await page.keyboard.press('Tab')
        await expect(page.locator(':focus')).toHaveText(words[0]!)
        await expect(page.locator(':focus')).toBeInViewport()
        await page.keyboard.press('Enter')
        await expectFocusIn(page, 'main')
        for (const place of places) {
          await followLinkTo(page, host.address + path)
          await page.keyboard.press('a')
          await expect(links).toBeInViewport()
          await moveFocusTo(page, 'ArrowDown', `.accessibility-links a[href$="#${place}"]`)
          await expect(page.locator(':focus')).toBeInViewport({ ratio: 0.95 })
          await page.keyboard.press('Enter')
          await expectFocusIn(page, `#${place}`)
          await expect(page.locator(`#${place}`)).toBeInViewport()
          await expect(links).not.toBeInViewport()
        }
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    })
  })
}
