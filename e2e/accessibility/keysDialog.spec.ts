import { archive } from '../support/archive.ts'
import { untilOffline, untilReady } from '../support/page.ts'
import { pressSite } from '../support/press.ts'
import { sample } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'
import { expectFocusIn, focused, moveFocusTo, READERS } from './keyboard.ts'

const names = sample(
  'keys dialog',
  READERS.map(({ name }) => name),
)

for (const { language, locale } of READERS.filter(({ name }) => names.includes(name))) {
  test.describe(language, () => {
    test.use({
      locale,
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
      site: async ({}, use) => use(await pressSite(archive(12, language))),
    })

    test('help lists the keys; a reader gives an action another key, but not a taken one, and switches all of them off', async ({
      page,
      host,
    }) => {
      await page.goto(host.address)
      await untilOffline(page)
      await untilReady(page)
      await page.keyboard.press('j')
      const card = await focused(page)
      await page.keyboard.press('?')
      const help = page.getByRole('dialog')
      await expect(help).toBeVisible()
      await expectFocusIn(page, 'dialog')
      await moveFocusTo(page, 'Tab', '#change-down')
      const change = await page.locator('#change-down').innerText()
      const action = await page.locator('#key-down').innerText()
      await expect(page.locator(':focus')).toHaveAccessibleName(`${change} ${action}`)
      await page.keyboard.press('Enter')
      await page.keyboard.press('k')
      await expect(help.locator('.problem')).toContainText(/k/)
      await expect(page.locator('#live')).toContainText(/k/)
      await page.keyboard.press('x')
      await expect(
        help.locator('li', { has: page.locator('#key-down') }).locator('kbd'),
      ).toHaveText('x')
      await page.keyboard.press('Escape')
      await expect(help).toHaveCount(0)
      await expect.poll(() => focused(page)).toBe(card)

      await page.keyboard.press('j')
      expect(await focused(page)).toBe(card)
      await page.keyboard.press('x')
      expect(await focused(page)).not.toBe(card)

      await page.reload()
      await untilReady(page)
      // When the dialog closes, the focus returns to the card that had it.
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      await page.keyboard.press('x')
      await expectFocusIn(page, 'main .card, main .brief')

      await page.keyboard.press('a')
      await moveFocusTo(page, 'ArrowDown', '[data-action="shortcuts"]')
      await page.keyboard.press('Enter')
      await moveFocusTo(page, 'Tab', 'dialog input[type="checkbox"]')
      await page.keyboard.press('Space')
      await page.keyboard.press('Escape')
      await expect(help).toHaveCount(0)
      // Whether the app ignores a key and leaves it to the browser.
      const isLeft = (key: string) =>
        page.evaluate((init) => document.body.dispatchEvent(new KeyboardEvent('keydown', init)), {
          key,
          bubbles: true,
          cancelable: true,
        })
      expect(await isLeft('?')).toBe(true)
      expect(await isLeft(',')).toBe(true)
      expect(page.url()).toBe(host.address)
    })
  })
}
