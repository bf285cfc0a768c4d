import type { Page } from '@playwright/test'
import { swipe, untilOffline, untilReady } from '../support/page.ts'
import { expect } from '../support/test.ts'
import { test } from './longArticles.ts'
import { OPENER, openPanel } from './openPanel.ts'

test.use({ hasTouch: true })

interface Lines {
  all: string[]
  /** Lines wholly inside the window, and not covered. */
  whole: string[]
  /** Lines cut by an edge of the window, and not covered. */
  cut: string[]
  y: number
  isEnd: boolean
}

/** Lines of the article, by their number and first words. */
function linesOf(page: Page): Promise<Lines> {
  return page.evaluate(() => {
    let [top, bottom] = [0, innerHeight]
    for (const edge of document.querySelectorAll('.page-edge')) {
      const box = edge.getBoundingClientRect()
      if (box.top === 0) top = box.bottom
      else bottom = box.top
    }
    const lines: Lines = {
      all: [],
      whole: [],
      cut: [],
      y: scrollY,
      isEnd: scrollY + innerHeight >= document.documentElement.scrollHeight - 2,
    }
    const range = document.createRange()
    const article = document.querySelector('.article')!
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
    for (let index = 0; walker.nextNode(); index++) {
      if (walker.currentNode.parentElement!.closest('.unseen, .imprint')) continue
      range.selectNodeContents(walker.currentNode)
      for (const [line, box] of [...range.getClientRects()].entries()) {
        if (box.width < 2) continue
        const name = `${index}/${line} ${walker.currentNode.textContent!.slice(0, 20)}`
        lines.all.push(name)
        if (box.top >= top - 1 && box.bottom <= bottom + 1) lines.whole.push(name)
        else if (box.bottom > top + 1 && box.top < bottom - 1) lines.cut.push(name)
      }
    }
    return lines
  })
}

const scrolledTo = (page: Page) => page.evaluate(() => scrollY)

for (const [language, choice, value] of [
  ['en', 'theme', 'eink'],
  ['fa', 'paged', 'on'],
] as const) {
  test(`keys, taps and swipes turn pages without losing or cutting a line: ${choice} ${value}, in ${language}`, async ({
    page,
    host,
  }) => {
    await page.addInitScript(
      ([choice, value]) => localStorage.setItem(`longwave:/#${choice}`, value),
      [choice, value] as const,
    )
    const address = `${host.address}article/${language}/`
    await page.goto(host.address)
    await untilOffline(page)
    await page.goto(address)
    await untilReady(page)
    await expect(page.locator('.page-edge')).toHaveCount(1)
    // The whole page is laid out at the start, so that no line has an estimated position.
    await page.evaluate(() => {
      document.getElementById('app')!.dataset.whole = ''
    })
    const isRtl = language === 'fa'
    const forward = { x: isRtl ? 12 : 348, y: 300 }
    const back = { x: isRtl ? 348 : 12, y: 300 }
    const seen = new Set<string>()
    const pages: number[] = []
    for (;;) {
      await expect
        .poll(async () => (await linesOf(page)).cut, `page ${pages.length + 1}`)
        .toEqual([])
      const { all, whole, y, isEnd } = await linesOf(page)
      for (const line of whole) seen.add(line)
      pages.push(y)
      if (isEnd) {
        expect(all.length).toBeGreaterThan(60)
        expect(all.filter((line) => !seen.has(line))).toEqual([])
        break
      }
      expect(pages.length).toBeLessThan(40)
      if (pages.length % 2 === 0) await page.mouse.click(forward.x, forward.y)
      else await page.keyboard.press(pages.length % 4 === 1 ? 'Space' : 'PageDown')
      await page.waitForFunction((y) => scrollY > y, y)
    }
    expect(pages.length).toBeGreaterThan(4)

    await page.mouse.click(back.x, back.y)
    await expect.poll(() => scrolledTo(page)).toBe(pages.at(-2))
    await page.keyboard.press('Shift+Space')
    await expect.poll(() => scrolledTo(page)).toBe(pages.at(-3))
    await page.keyboard.press('PageUp')
    await expect.poll(() => scrolledTo(page)).toBe(pages.at(-4))

    const [start, end] = isRtl ? [100, 280] : [280, 100]
    await swipe(page, start, end)
    await expect.poll(() => scrolledTo(page)).toBe(pages.at(-3))
    await swipe(page, end, start)
    await expect.poll(() => scrolledTo(page)).toBe(pages.at(-4))
    // While pages are turned, a swipe does not open another article.
    expect(page.url()).toBe(address)

    // A tap in the middle, or on a link or button near the edge, does not turn the page.
    await page.keyboard.press('g')
    await expect.poll(() => scrolledTo(page)).toBe(0)
    await page.mouse.click(180, 400)
    await page.locator('.tools input[value="xs"]').click()
    await expect(page.locator('html')).toHaveAttribute('data-size', 'xs')
    expect(await scrolledTo(page)).toBe(0)
  })
}

test('pages are turned from the moment that is chosen, and no longer once it is not', async ({
  page,
  host,
}) => {
  await page.goto(host.address)
  await untilOffline(page)
  await page.goto(`${host.address}article/en/`)
  await untilReady(page)
  const panel = await openPanel(page)
  const turnPages = panel.getByRole('group', { name: 'Turn pages' })
  const explanation = panel.getByText('turns the page')
  await expect(explanation.first()).toBeHidden()
  await turnPages.getByRole('radio', { name: 'On' }).check()
  await expect(explanation.last()).toBeVisible()
  // The e-ink theme always turns pages, so it hides the choice.
  await panel.getByRole('radio', { name: 'E-ink' }).check()
  await expect(turnPages).toBeHidden()
  await expect(explanation.first()).toBeVisible()
  await panel.getByRole('radio', { name: 'Auto' }).check()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(page.locator('.page-edge')).toHaveCount(1)

  await page.evaluate(() => {
    addEventListener('keydown', (event) => {
      Object.assign(window, { turnedTo: event.defaultPrevented ? scrollY : undefined })
    })
  })
  /** The scroll position right after the last key; undefined when that key turned no page. */
  const turnedTo = () => page.evaluate(() => (window as unknown as { turnedTo?: number }).turnedTo)
  await page.keyboard.press('PageDown')
  expect(await turnedTo()).toBeGreaterThan(200)

  // A dialog or panel over the page receives keys and taps itself.
  const before = await scrolledTo(page)
  const dialog = page.getByRole('dialog')
  await page.keyboard.press('?')
  await dialog
    .locator('p')
    .first()
    .click({ position: { x: 4, y: 4 } })
  expect(await scrolledTo(page)).toBe(before)
  await page.keyboard.press('PageUp')
  expect(await turnedTo()).toBeUndefined()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('a')
  await expect(page.locator('.accessibility-links a').first()).toBeFocused()
  await page.keyboard.press('PageDown')
  expect(await turnedTo()).toBeUndefined()
  await page.keyboard.press('Escape')

  await page.locator(OPENER).click()
  await turnPages.getByRole('radio', { name: 'Off' }).check()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(page.locator('.page-edge')).toHaveCount(0)
  await page.keyboard.press('PageDown')
  expect(await turnedTo()).toBeUndefined()
})
