import { watchAnnouncements } from '../support/announcements.ts'
import { untilOffline, untilReady, untilRendered } from '../support/page.ts'
import { expect } from '../support/test.ts'
import { test } from './longArticles.ts'
import { OPENER, openPanel } from './openPanel.ts'

test('the keyboard alone opens, uses and closes the panel, and a change is announced once', async ({
  page,
  host,
}) => {
  const announced = await watchAnnouncements(page)
  await page.goto(`${host.address}article/en/`)
  await untilOffline(page)
  await untilRendered(page)
  const opener = page.locator(OPENER)
  const html = page.locator('html')
  const focused = page.locator(':focus')
  await expect(opener).toHaveAttribute('aria-expanded', 'false')
  await opener.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: 'Text and theme' })
  await expect(panel.getByRole('heading')).toBeFocused()
  await expect(opener).toHaveAttribute('aria-expanded', 'true')

  await page.keyboard.press('Tab')
  await expect(panel.getByRole('button', { name: 'Close' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(panel.locator('input[value="md"]')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(html).toHaveAttribute('data-size', 'lg')
  await expect(page.locator('#live')).toHaveText('Text size: LG, large')
  for (const choice of [
    'theme',
    'typeface',
    'lines',
    'letters',
    'words',
    'paragraphs',
    'justify',
    'hyphens',
    'paged',
  ]) {
    await page.keyboard.press('Tab')
    await expect(focused).toHaveAttribute('name', choice)
    // The focused control is covered neither by the edge of the panel nor by its heading.
    await expect(focused).toBeInViewport({ ratio: 0.9 })
    await page.keyboard.press('ArrowRight')
    await expect(html).toHaveAttribute(`data-${choice}`, (await focused.getAttribute('value'))!)
  }
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(opener).toBeFocused()
  await expect(opener).toHaveAttribute('aria-expanded', 'false')
  expect(await announced()).toEqual(['Text size: LG, large'])
})

test('the panel stands beside the text on a wide screen, and fits a narrow one at LG and 200 %', async ({
  page,
  host,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${host.address}article/en/`)
  await untilReady(page)
  const panel = await openPanel(page)
  const [article, beside] = await page.evaluate(() =>
    ['.article', '.preferences-panel'].map((name) =>
      document.querySelector(name)!.getBoundingClientRect(),
    ),
  )
  expect(article!.right).toBeLessThanOrEqual(beside!.left)

  await page.setViewportSize({ width: 320, height: 640 })
  await panel.locator('input[value="lg"]').check()
  const overflow = await page.evaluate(() => {
    document.documentElement.style.fontSize = '262.5%'
    const panel = document.querySelector('.preferences-panel')!
    return {
      page: document.documentElement.scrollWidth - innerWidth,
      panel: panel.scrollWidth - panel.clientWidth,
      height: Math.max(0, panel.getBoundingClientRect().height - innerHeight * 0.56),
    }
  })
  expect(overflow).toEqual({ page: 0, panel: 0, height: 0 })
})
