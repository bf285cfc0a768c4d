import type { Locator, Page } from '@playwright/test'
import type { Library } from '../support/library.ts'
import { untilFollowed, untilPainted } from '../support/page.ts'
import { speech } from '../support/speechEngine.ts'
import { expect } from '../support/test.ts'
import { expectSaid, finish, listenButton, openArticle, player, SENTENCES, test } from './aloud.ts'

/** How far below the top of the window a sentence begins (px). @param scrolls scrolls the sentence to the top first */
const topOf = (page: Page, sentence: string, scrolls = false): Promise<number> =>
  page.evaluate(
    ([words, scrolls]) => {
      const body = document.querySelector('.body')!
      const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const text = walker.currentNode as Text
        const at = text.data.indexOf(words)
        if (at < 0) continue
        const range = document.createRange()
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        const top = () => range.getBoundingClientRect().top
        if (scrolls) scrollTo({ top: scrollY + top() - 4, behavior: 'instant' })
        return Math.round(top())
      }
      return Number.NaN
    },
    [sentence, scrolls] as const,
  )

const keptWords = async (library: Library) =>
  (await library.reading('aloud', 'read'))?.locator?.quote

const expectKept = (library: Library, sentence: string) =>
  expect.poll(async () => (await keptWords(library))?.startsWith(sentence)).toBe(true)

const paragraph = (page: Page, sentence: string): Locator =>
  page.locator('.body p', { hasText: sentence })

test('the voice starts where the reader taps, and the article opens there another day', async ({
  page,
  host,
  library,
}) => {
  await openArticle(page, host)
  await listenButton(page).click()
  await expectSaid(page, 'Read to me')
  await paragraph(page, SENTENCES[40]!).scrollIntoViewIfNeeded()
  const spot = await paragraph(page, SENTENCES[40]!).evaluate((element, sentence) => {
    const text = element.firstChild as Text
    const range = document.createRange()
    const at = text.data.indexOf(sentence)
    range.setStart(text, at + 3)
    range.setEnd(text, at + 4)
    const { x, y, height } = range.getBoundingClientRect()
    return { x: x + 1, y: y + height / 2 }
  }, SENTENCES[40]!)
  await page.mouse.click(spot.x, spot.y)
  await expectSaid(page, SENTENCES[40]!)
  await finish(page)
  await expectSaid(page, SENTENCES[41]!)
  await expectKept(library, SENTENCES[41]!)

  await page.goto(host.address)
  await page.goto(`${host.address}article/read/`)
  await untilFollowed(page)
  expect(await topOf(page, SENTENCES[41]!)).toBeLessThan(40)
  // A click by script does not scroll; Playwright's own click would scroll to the button first.
  await listenButton(page).evaluate((button: HTMLElement) => button.click())
  await expectSaid(page, SENTENCES[41]!)
})

test('the voice starts at the paragraph that has the focus, and the article opens there another day', async ({
  page,
  host,
  library,
}) => {
  await openArticle(page, host)
  const walkTo = async (key: 'j' | 'k', to: Locator) => {
    const isFocused = () => to.evaluate((it) => it === document.activeElement)
    for (let steps = 0; steps < 20 && !(await isFocused()); steps++) await page.keyboard.press(key)
    await expect(to).toBeFocused()
  }
  await walkTo('j', paragraph(page, SENTENCES[18]!))
  await walkTo('k', paragraph(page, SENTENCES[12]!))
  // The reading position follows the focus even without a voice.
  await expectKept(library, SENTENCES[12]!)
  expect(await topOf(page, SENTENCES[12]!)).toBeGreaterThan(100)
  // At the headline the stored place is the beginning of the article.
  await walkTo('k', page.getByRole('heading', { level: 1 }))
  await expect.poll(() => keptWords(library)).toBeUndefined()
  await walkTo('j', paragraph(page, SENTENCES[12]!))

  await page.keyboard.press('l')
  await expectSaid(page, SENTENCES[12]!)
  await finish(page)
  await expectSaid(page, SENTENCES[13]!)
  await page.keyboard.press('Escape')
  // The focus moves to the paragraph the voice was in, and does not change the stored place.
  await expect(paragraph(page, SENTENCES[12]!)).toBeFocused()
  await expectKept(library, SENTENCES[13]!)
  await page.reload()
  await untilFollowed(page)
  expect(await topOf(page, SENTENCES[13]!)).toBeLessThan(40)
})

test('while the voice is paused the place is its sentence until the reader scrolls, and a larger text size keeps it', async ({
  page,
  host,
  library,
}) => {
  // With reduced motion the window follows the voice at once; the next test covers windows that scroll smoothly.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openArticle(page, host)
  await listenButton(page).click()
  await expectSaid(page, 'Read to me')
  for (let steps = 0; steps < 10; steps++) await page.keyboard.press('ArrowRight')
  await expectSaid(page, SENTENCES[7]!)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Play' })).toBeFocused()
  // The stored place is the voice's sentence, though another one is at the top of the window.
  await expectKept(library, SENTENCES[7]!)
  await page.keyboard.press('ArrowRight')
  await expectKept(library, SENTENCES[8]!)

  await topOf(page, SENTENCES[36]!, true)
  await expectKept(library, SENTENCES[36]!)
  await page.keyboard.press('+')
  await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')
  await untilPainted(page)
  expect(Math.abs(await topOf(page, SENTENCES[36]!))).toBeLessThan(40)

  // After the reader has scrolled away from the voice to the very top, a pause stores the top.
  await page.keyboard.press('Enter')
  await expectSaid(page, SENTENCES[8]!)
  await expectKept(library, SENTENCES[8]!)
  await page.mouse.move(180, 300)
  await page.mouse.wheel(0, -10_000)
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
  await page.keyboard.press('Enter')
  await expect.poll(() => keptWords(library)).toBeUndefined()

  // A player that is closed while its voices load does not change the place.
  await page.keyboard.press('Escape')
  await speech(page, (engine) => {
    engine.voices = []
  })
  await page.keyboard.press('l')
  await expect(player(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(player(page)).toHaveCount(0)
  await speech(page, (engine) => engine.arrive())
  await topOf(page, SENTENCES[30]!, true)
  await expectKept(library, SENTENCES[30]!)
})

test('a voice that pauses before the window has scrolled to its sentence keeps the place', async ({
  page,
  host,
}) => {
  await openArticle(page, host)
  await listenButton(page).click()
  await expectSaid(page, 'Read to me')
  // Everything happens in one task, so that the window has not moved when the voice pauses.
  await page.evaluate(async () => {
    const arrived = new Promise((resolve) => addEventListener('scrollend', resolve, { once: true }))
    const press = (action: string) =>
      document.querySelector<HTMLElement>(`#player [data-action="${action}"]`)!.click()
    for (let steps = 0; steps < 45; steps++) press('next-sentence')
    press('play')
    await arrived
  })
  const sentence = SENTENCES[42]!
  expect(await topOf(page, sentence)).toBeGreaterThan(100)
  expect(await topOf(page, sentence)).toBeLessThan(700)
  await page.reload()
  await untilFollowed(page)
  expect(Math.abs(await topOf(page, sentence))).toBeLessThan(40)
})
