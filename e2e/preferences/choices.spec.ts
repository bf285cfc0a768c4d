import type { BrowserContext, Page } from '@playwright/test'
import { untilFollowed, untilOffline } from '../support/page.ts'
import { expect } from '../support/test.ts'
import { test } from './longArticles.ts'
import { openPanel } from './openPanel.ts'

/** Records the styles of the page as soon as it has a body, before any module runs. */
async function noteFirstStyles(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return
      observer.disconnect()
      const { dataset } = document.documentElement
      const body = getComputedStyle(document.body)
      const styleOf = (name: string) => body.getPropertyValue(name)
      const bars = document.querySelectorAll<HTMLMetaElement>('[name="theme-color"]')
      Object.assign(window, {
        firstStyles: {
          size: getComputedStyle(document.documentElement).fontSize,
          theme: body.backgroundColor,
          typeface: styleOf('--text'),
          lines: styleOf('--line-factor'),
          letters: styleOf('--letter-space'),
          words: styleOf('--word-space'),
          paragraphs: styleOf('--paragraph-space'),
          justify: dataset.justify,
          hyphens: dataset.hyphens,
          paged: dataset.paged,
          bars: [...bars].map(({ content }) => content),
        },
      })
    }).observe(document, { childList: true, subtree: true })
  })
}

const firstStyles = (page: Page) =>
  page.evaluate(() => (window as unknown as { firstStyles: Record<string, unknown> }).firstStyles)

test('a choice in the panel is applied in every tab, and before the first paint of the next visit', async ({
  page,
  context,
  host,
}) => {
  await noteFirstStyles(context)
  await page.goto(`${host.address}article/en/`)
  await untilOffline(page)
  const other = await context.newPage()
  await other.goto(`${host.address}settings/`)
  await expect(other.getByRole('group', { name: 'Theme' })).toBeVisible()

  // A page behind another tab is painted so rarely that each press would take a second.
  await page.bringToFront()
  const panel = await openPanel(page)
  const chosen: Record<string, string> = {
    size: 'lg',
    theme: 'sepia',
    typeface: 'sans',
    lines: 'wider',
    letters: 'wider',
    words: 'wider',
    paragraphs: 'wider',
    justify: 'on',
    hyphens: 'on',
    paged: 'on',
  }
  for (const [choice, value] of Object.entries(chosen)) {
    await panel.locator(`input[name="${choice}"][value="${value}"]`).check()
    await expect(other.locator('html')).toHaveAttribute(`data-${choice}`, value)
    await expect(other.locator(`input[name="${choice}"][value="${value}"]`)).toBeChecked()
  }
  // The article has its own control for the text size.
  await expect(page.locator('.tools input[value="lg"]')).toBeChecked()

  // The spacing of WCAG 1.4.12, measured on the text itself.
  const spacing = await page
    .locator('.body > p + p')
    .first()
    .evaluate((paragraph) => {
      const style = getComputedStyle(paragraph)
      const size = Number.parseFloat(style.fontSize)
      const inEms = (length: string) => Number.parseFloat(length) / size
      return {
        line: inEms(style.lineHeight),
        letter: inEms(style.letterSpacing),
        word: inEms(style.wordSpacing),
        paragraph: inEms(style.marginBlockStart),
      }
    })
  expect(spacing.line).toBeGreaterThanOrEqual(1.5)
  expect(spacing.letter).toBeGreaterThanOrEqual(0.12)
  expect(spacing.word).toBeGreaterThanOrEqual(0.16)
  expect(spacing.paragraph).toBeGreaterThanOrEqual(2)

  await page.reload()
  expect(await firstStyles(page)).toMatchObject({
    size: '21px',
    theme: 'rgb(245, 235, 214)',
    typeface: expect.stringContaining('system-ui'),
    lines: '1.35',
    letters: '.12em',
    words: '.2em',
    paragraphs: '2.2em',
    justify: 'on',
    hyphens: 'on',
    paged: 'on',
    bars: ['#f5ebd6', '#f5ebd6'],
  })

  await (await openPanel(page)).getByRole('button', { name: 'Reset to standard' }).click()
  await expect(page.locator('#live')).toHaveText('Text and theme are back to standard.')
  for (const choice of Object.keys(chosen)) {
    await expect(other.locator('html')).not.toHaveAttribute(`data-${choice}`, chosen[choice]!)
  }
  await page.reload()
  expect(await firstStyles(page)).toMatchObject({ theme: 'rgb(251, 249, 244)', size: '17px' })
})

test('another text size keeps the line at the top of the window, even right after scrolling', async ({
  page,
  host,
  library,
}) => {
  await page.goto(host.address)
  await untilOffline(page)
  await page.goto(`${host.address}article/en/`)
  await untilFollowed(page)
  await page.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }))
  await expect.poll(() => library.reading('long', 'en')).toHaveProperty('locator')

  /**
   * Scrolls, and chooses a size before the app has stored the place. @returns how many characters are above the window
   */
  const scrollAndChoose = (top: number, size: string) =>
    page.evaluate(
      async ([top, size]) => {
        const body = document.querySelector('.article .body')!
        const charactersAbove = () => {
          const range = document.createRange()
          const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
          let count = 0
          while (walker.nextNode()) {
            const text = walker.currentNode as Text
            for (let at = 0; at < text.length; at++, count++) {
              range.setStart(text, at)
              range.setEnd(text, at + 1)
              if (range.getBoundingClientRect().top >= 0) return count
            }
          }
          return count
        }
        const scrolled = new Promise((resolve) => addEventListener('scroll', resolve))
        scrollTo({ top, behavior: 'instant' })
        await scrolled
        const before = charactersAbove()
        document.querySelector<HTMLInputElement>(`.tools input[value="${size}"]`)!.click()
        await new Promise((resolve) => requestAnimationFrame(resolve))
        return { before, after: charactersAbove(), y: scrollY }
      },
      [top, size] as const,
    )
  const { before, after } = await scrollAndChoose(900, 'xs')
  // Lines break elsewhere at the new size: the first one begins at most one line's length earlier.
  expect(Math.abs(after - before)).toBeLessThan(60)
  const { y } = await scrollAndChoose(0, 'lg')
  expect(y).toBe(0)
})
