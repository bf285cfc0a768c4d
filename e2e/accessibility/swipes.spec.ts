import { archive } from '../support/archive.ts'
import { swipe, untilFollowed, untilOffline, untilReady } from '../support/page.ts'
import { pressSite } from '../support/press.ts'
import { expect, test } from '../support/test.ts'
import { READERS } from './keyboard.ts'

for (const { name, language, locale, onward } of READERS) {
  test.describe(name, () => {
    test.use({
      locale,
      hasTouch: true,
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
      site: async ({}, use) => use(await pressSite(archive(12, language))),
    })

    test('a swipe over the text turns to the next article, one from the edge or a short one does not', async ({
      page,
      host,
    }) => {
      await page.goto(`${host.address}article/post-7/`)
      await untilOffline(page)
      await untilReady(page)
      await untilFollowed(page)
      const [edge, start, end] = onward === 'ArrowLeft' ? [5, 100, 280] : [355, 280, 100]
      await swipe(page, edge, end)
      await swipe(page, start, start + 30)
      await swipe(page, start, end)
      // Exactly one turn: the previous article of the one shown now is the one that was open before.
      const previous = page.locator('.neighbours [rel="prev"]')
      await expect(previous).toHaveAttribute('href', '/article/post-7/')
      await swipe(page, end, start)
      await expect(previous).toHaveAttribute('href', '/article/post-8/')
      await expect(page).toHaveURL(/post-7\/$/)
    })
  })
}

test('a reader who presses the key for the next article before the neighbours are known still gets there', async ({
  page,
  serve,
}) => {
  const host = await serve(await pressSite(archive(12)))
  await page.goto(`${host.address}article/post-7/`)
  await untilOffline(page)
  await untilReady(page)
  await untilFollowed(page)
  // Presses the key as soon as the next article is in the page, which is before its neighbours have been read.
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      observer.disconnect()
      if (document.querySelector('.neighbours a')) throw new Error('the neighbours are known')
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }))
    }).observe(document.body, { childList: true })
  })
  await page.keyboard.press('n')
  await expect(page).toHaveURL(/post-5\/$/)
})
