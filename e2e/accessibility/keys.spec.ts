import { archive } from '../support/archive.ts'
import { heading, untilOffline, untilReady } from '../support/page.ts'
import { pressSite } from '../support/press.ts'
import { sample } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'
import { expectFocusIn, focused, moveFocusTo, READERS } from './keyboard.ts'

/* No test here uses a pointer. */

const names = sample(
  'keys by direction',
  READERS.map(({ name }) => name),
)

for (const reader of READERS.filter(({ name }) => names.includes(name))) {
  const { name, language, locale, onward, back } = reader
  test.describe(name, () => {
    test.use({
      locale,
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
      site: async ({}, use) => use(await pressSite(archive(42, language))),
    })

    test('a key that is pressed before an article is painted keeps the focus that it has moved', async ({
      page,
      host,
    }) => {
      await page.goto(host.address)
      await untilOffline(page)
      await untilReady(page)
      const opens = () =>
        page.evaluate(() => {
          document.querySelector<HTMLElement>('#latest h3 a')!.click()
          const isAtHand = document.querySelector('#app .article') !== null
          const key = new KeyboardEvent('keydown', { key: 'a', bubbles: true })
          document.dispatchEvent(key)
          return isAtHand
        })
      // An article that is in memory is drawn within the click.
      await expect(async () => {
        if (await opens()) return
        await page.goBack()
        throw new Error('the article is not in memory yet')
      }).toPass()
      await expect.poll(() => page.title()).toContain((await heading(page).innerText()).trim())
      await expectFocusIn(page, '.accessibility-links')
    })

    test('keys lead from the front page to an article and its neighbours, and back to the same card', async ({
      page,
      host,
    }) => {
      await page.goto(host.address)
      await untilOffline(page)
      await untilReady(page)
      await page.keyboard.press('a')
      await expectFocusIn(page, '.accessibility-links')
      await page.keyboard.press('Escape')
      expect(await focused(page)).toBe('body')

      await page.keyboard.press('r')
      await expectFocusIn(page, '#latest')
      for (const key of ['j', 'j', 'j', 'j', 'k']) await page.keyboard.press(key)
      await expectFocusIn(page, '#latest .brief')
      const card = await focused(page)
      await page.keyboard.press('a')
      await expectFocusIn(page, '.accessibility-links')
      await page.keyboard.press('Escape')
      expect(await focused(page)).toBe(card)
      await page.keyboard.press('o')
      await expect(page.locator('main h1')).toBeFocused()
      await expect(page).toHaveURL(host.address + card.slice(1))
      expect(await page.title()).toContain((await heading(page).innerText()).trim())

      await page.keyboard.press('j')
      await expectFocusIn(page, '.article .standfirst')
      await page.keyboard.press('j')
      await expectFocusIn(page, '.article .body > p')

      await page.keyboard.press('+')
      await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')
      await page.keyboard.press('-')
      await page.keyboard.press('-')
      await expect(page.locator('html')).toHaveAttribute('data-size', 'sm')

      await page.keyboard.press('t')
      await expectFocusIn(page, '.preferences-panel')
      await moveFocusTo(page, 'Tab', '.preferences-panel input[name="theme"]')
      await page.keyboard.press('ArrowDown')
      await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'auto')
      await page.keyboard.press('Escape')
      await expect(page.locator('.preferences-panel')).toHaveCount(0)

      await page.keyboard.press('l')
      await expect(page.locator('#player')).toBeVisible()
      await moveFocusTo(page, 'Tab', '#player .player-close, #player button:last-of-type')
      await page.keyboard.press('Escape')
      await expect(page.locator('#player')).toHaveCount(0)

      const neighbour = (rel: 'next' | 'prev') => page.locator(`.neighbours [rel="${rel}"]`)
      const older = (await neighbour('next').getAttribute('href'))!
      const newer = (await neighbour('prev').getAttribute('href'))!
      await page.keyboard.press('n')
      await expect(neighbour('prev')).toHaveAttribute('href', card)
      await expect(page).toHaveURL(host.address + older.slice(1))
      await page.keyboard.press('p')
      await expect(neighbour('prev')).toHaveAttribute('href', newer)
      await page.keyboard.press(back)
      await expect(neighbour('next')).toHaveAttribute('href', card)
      await expect(page).toHaveURL(host.address + newer.slice(1))
      await page.keyboard.press(onward)
      await expect(neighbour('next')).toHaveAttribute('href', older)
      await expect(page).toHaveURL(host.address + card.slice(1))

      await page.keyboard.press('u')
      await expect.poll(() => focused(page)).toBe(card)
      await expectFocusIn(page, '#latest .brief')
      await expect(page.locator(':focus')).toBeInViewport()
    })

    test('Tab, Enter and keys lead to an article and its text size, older posts, search, settings and the language', async ({
      page,
      host,
    }) => {
      await page.goto(host.address)
      await untilOffline(page)
      await untilReady(page)
      const html = page.locator('html')
      const headline = await moveFocusTo(page, 'Tab', 'main h3 a')
      await page.keyboard.press('Enter')
      await expect(heading(page)).toHaveText(headline)
      await expectFocusIn(page, 'main')
      await expect.poll(() => page.title()).toContain(headline.trim())
      await moveFocusTo(page, 'Shift+Tab', 'input[name="size"]')
      await page.keyboard.press('ArrowDown')
      await expect(html).toHaveAttribute('data-size', 'lg')
      await page.goBack()
      await expect(page.locator('#latest')).toBeVisible()

      await page.keyboard.press('s')
      await expectFocusIn(page, '#sections')
      await moveFocusTo(page, 'Tab', '.band-head a')
      await page.keyboard.press('Enter')
      await expect(page.locator('main h1')).toBeFocused()
      await moveFocusTo(page, 'Tab', '.posts > .button')
      const cards = page.locator('.posts .card')
      const before = await cards.count()
      await page.keyboard.press('Enter')
      await expect.poll(() => cards.count()).toBeGreaterThan(before)
      await expect(cards.nth(before).locator('h3 a')).toBeFocused()

      await page.keyboard.press('/')
      await expect(page.locator('main h1')).toBeFocused()
      await moveFocusTo(page, 'Tab', 'input[type="search"]')
      // In the search field, the app's keys type letters.
      const words = { en: 'just', fa: 'مطلب' }[language]
      await page.keyboard.type(words)
      await expect(page.locator('input[type="search"]')).toHaveValue(words)

      await moveFocusTo(page, 'Tab', 'a[href$="/settings/"]')
      await page.keyboard.press('Enter')
      await expect(page.locator('main h1')).toBeFocused()
      await page.keyboard.press('f')
      await expect(page.locator('#latest')).toBeVisible()
      await page.keyboard.press(',')
      await expect(page.locator('main h1')).toBeFocused()
      await moveFocusTo(page, 'Tab', 'input[name="theme"]')
      await page.keyboard.press('ArrowRight')
      await expect(html).not.toHaveAttribute('data-theme', 'auto')
      await moveFocusTo(page, 'Tab', '#language')
      const title = await heading(page).innerText()
      await page.keyboard.press('End')
      await expect(heading(page)).not.toHaveText(title)
      await expect(page.locator('#language')).toBeFocused()
    })
  })
}
