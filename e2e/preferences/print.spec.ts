import { untilReady, untilRendered } from '../support/page.ts'
import { expect } from '../support/test.ts'
import { test } from './longArticles.ts'
import { openPanel } from './openPanel.ts'

test('a printed article is black on white, with its address and edition, and without controls', async ({
  page,
  host,
}) => {
  await page.addInitScript(() => localStorage.setItem('longwave:/#theme', 'dark'))
  await page.goto(`${host.address}article/en/`)
  await untilReady(page)
  await untilRendered(page)
  await openPanel(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1, name: 'A long article' })).toBeVisible()
  await expect(page.getByText('The Long Ones', { exact: true }).first()).toBeVisible()
  await expect(page.locator('.byline time')).toContainText('November 1, 2026')
  await expect(page.locator('.imprint')).toContainText(
    `The Long Ones · Edition 1 · ${host.address}article/en/`,
  )
  const printed = await page.evaluate(() => {
    const shown = [...document.querySelectorAll('body *')].filter((it) => it.checkVisibility())
    const after = (name: string) =>
      getComputedStyle(document.querySelector(`.body a${name}`)!, '::after').content
    return {
      controls: shown.filter((it) => it.matches('button, input, nav, select, summary')).length,
      fixed: shown.filter((it) => /fixed|sticky/.test(getComputedStyle(it).position)).length,
      inks: [...new Set(shown.map((it) => getComputedStyle(it).color))],
      paper: getComputedStyle(document.body).backgroundColor,
      outside: after('.outside'),
      inside: after(':not(.outside)'),
    }
  })
  expect(printed).toEqual({
    controls: 0,
    fixed: 0,
    inks: ['rgb(0, 0, 0)'],
    paper: 'rgb(255, 255, 255)',
    outside: expect.stringContaining('https://example.org/far'),
    inside: 'none',
  })
})
