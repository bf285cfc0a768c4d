import type { Page } from '@playwright/test'
import { speech } from '../support/speechEngine.ts'
import { expect } from '../support/test.ts'
import {
  countSpoken,
  expectSaid,
  finish,
  listenButton,
  openArticle,
  player,
  SENTENCES,
  test,
} from './aloud.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name })

test('the keyboard alone pauses, resumes the sentence, steps, changes the speed and closes the player', async ({
  page,
  host,
}) => {
  await openArticle(page, host)
  await listenButton(page).focus()
  await page.keyboard.press('Enter')
  await expect(button(page, 'Pause')).toBeFocused()
  await expectSaid(page, 'Read to me')
  for (let steps = 0; steps < 4; steps++) await page.keyboard.press('ArrowRight')
  await expectSaid(page, SENTENCES[2]!)
  await page.keyboard.press('ArrowLeft')
  await expectSaid(page, SENTENCES[1]!)

  await page.keyboard.press('Enter')
  await expect(button(page, 'Play')).toBeFocused()
  const before = await countSpoken(page)
  await page.keyboard.press('Enter')
  // Engines do not pause reliably, so the player says the sentence from its beginning.
  await expect.poll(() => countSpoken(page)).toBe(before + 1)
  await expectSaid(page, SENTENCES[1]!)

  await button(page, 'Faster').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => speech(page, ({ spoken }) => spoken.at(-1)?.rate)).toBe(1.25)
  await expect(player(page)).toContainText('1.25×')

  await page.keyboard.press('Escape')
  await expect(player(page)).toHaveCount(0)
  // The focus moves to the paragraph the voice was in, so that a screen reader goes on from there.
  await expect(page.locator('.body p').first()).toBeFocused()
  expect(await page.evaluate(() => CSS.highlights.has('spoken'))).toBe(false)

  // Escape in the player closes only the player, not the preferences as well.
  const preferences = page.getByRole('region', { name: 'Text and theme' })
  await page.keyboard.press('t')
  await expect(preferences).toBeVisible()
  await page.keyboard.press('l')
  await expect(button(page, 'Pause')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(player(page)).toHaveCount(0)
  await expect(preferences).toBeVisible()
})

test('the player goes on in the language of the interface that is chosen in another tab', async ({
  page,
  context,
  host,
}) => {
  await openArticle(page, host)
  await listenButton(page).click()
  await expect(button(page, 'Pause')).toBeFocused()
  const other = await context.newPage()
  await other.goto(`${host.address}settings/`)
  await other.locator('#language').selectOption('fa')
  await expect(page.locator('#player')).toHaveAttribute('lang', 'fa')
  await expect(page.locator('#player')).toHaveAttribute('dir', 'rtl')
  // The voice and the focus stay where they are.
  await expect(button(page, 'مکث')).toBeFocused()
})

test('a player that is closed, or left, while its voices load stays silent', async ({
  page,
  host,
}) => {
  await openArticle(page, host, { late: true })
  await listenButton(page).click()
  await expect(player(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(player(page)).toHaveCount(0)

  await page.keyboard.press('l')
  await expect(player(page)).toBeVisible()
  await page.locator('.neighbours').getByRole('link', { name: 'Another one' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Another one' })).toBeVisible()
  await expect(player(page)).toHaveCount(0)
  await speech(page, (engine) => engine.arrive())
  // A third reading begins later than the first two would have, so that it shows that they never begin.
  await listenButton(page).click()
  await expectSaid(page, 'Another one')
  expect(await countSpoken(page)).toBe(1)
})

/** How many screen wake locks the page holds. */
const countLocks = (page: Page) =>
  page.evaluate(() => (window as unknown as { locks: Set<unknown> }).locks.size)

test('media keys play, pause and step, and the screen is kept awake only while the voice reads', async ({
  page,
  host,
}) => {
  await page.addInitScript(() => {
    const locks = new Set<object>()
    Object.assign(window, { locks })
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        async request() {
          const lock = { release: async () => void locks.delete(lock) }
          locks.add(lock)
          return lock
        },
      },
    })
  })
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true })
      // Browsers release the lock of a page that is hidden.
      if (value === 'hidden') (window as unknown as { locks: Set<unknown> }).locks.clear()
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  const pressMediaKey = (action: string) =>
    page.evaluate((name) => {
      ;(window as unknown as { mediaHandlers: Record<string, () => void> }).mediaHandlers[name]!()
    }, action)

  await openArticle(page, host)
  await listenButton(page).click()
  await expectSaid(page, 'Read to me')
  expect(await page.evaluate(() => navigator.mediaSession.metadata?.title)).toBe('Read to me')
  await expect.poll(() => countLocks(page)).toBe(1)
  await show('hidden')
  await show('visible')
  await expect.poll(() => countLocks(page)).toBe(1)

  await pressMediaKey('nexttrack')
  await expectSaid(page, 'A standfirst.')
  await pressMediaKey('pause')
  await expect(button(page, 'Play')).toBeVisible()
  await expect.poll(() => countLocks(page)).toBe(0)
  await show('hidden')
  await show('visible')
  await button(page, 'Next sentence').click()
  expect(await countLocks(page)).toBe(0)

  await pressMediaKey('play')
  await expect(button(page, 'Pause')).toBeVisible()
  await expect.poll(() => countLocks(page)).toBe(1)
  await button(page, 'Stop listening').click()
  await expect.poll(() => countLocks(page)).toBe(0)

  // Leaving the article ends the voice.
  await listenButton(page).click()
  await expect.poll(() => countLocks(page)).toBe(1)
  await page.getByRole('link', { name: 'Another one' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Another one' })).toBeVisible()
  await expect(player(page)).toHaveCount(0)
  expect(await page.evaluate(() => speechSynthesis.speaking)).toBe(false)
  await expect.poll(() => countLocks(page)).toBe(0)
})

test('where pages are turned, a tap at the edge turns the page and leaves the voice where it is', async ({
  page,
  host,
}) => {
  await page.addInitScript(() => localStorage.setItem('longwave:/#paged', 'on'))
  await openArticle(page, host)
  await expect(page.locator('.page-edge')).toHaveCount(1)
  await listenButton(page).click()
  await expectSaid(page, 'Read to me')
  await expect(player(page)).toContainText('screen stays on')
  const turned = async () => {
    const before = await page.evaluate(() => scrollY)
    const { x, y } = await page.evaluate(() => {
      const at = [...document.querySelectorAll('.body p')].map((it) => it.getBoundingClientRect())
      const { right, top, bottom } = at.find(({ top, bottom }) => top < 500 && bottom > 300)!
      return { x: right - 20, y: (Math.max(top, 300) + Math.min(bottom, 500)) / 2 }
    })
    await page.mouse.click(x, y)
    const after = await page.evaluate(() => scrollY)
    expect(after).toBeGreaterThan(before)
    return after
  }
  await turned()
  const at = await turned()
  expect(await countSpoken(page)).toBe(1)
  // The voice does not scroll the page back.
  await finish(page)
  await expectSaid(page, 'A standfirst.')
  expect(await page.evaluate(() => scrollY)).toBe(at)
})
