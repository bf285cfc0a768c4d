import { THEMES } from '#app/preferences/choices.ts'
import { untilOffline, untilReady } from '../support/page.ts'
import { addSpecimen } from '../support/press.ts'
import { expect } from '../support/test.ts'
import { test } from './longArticles.ts'
import { openPanel } from './openPanel.ts'

test.use({
  site: async ({ site }, use) => {
    addSpecimen(site)
    await use(site)
  },
})

interface Contrast {
  ratio: number
  where: string
}

test('every text is at least 7:1 on its paper, in every theme', async ({ page, host }) => {
  await page.goto(host.address)
  await untilOffline(page)
  const lowest = new Map<string, Contrast>()
  // Together these pages show everything that the app can render.
  for (const path of [
    'specimen/',
    'specimen/front/',
    'specimen/controls/',
    'article/en/',
    'settings/',
    'section/all/',
  ]) {
    await page.goto(host.address + path)
    await untilReady(page)
    if (path === 'specimen/') await openPanel(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const contrast of ['no-preference', 'more'] as const) {
        await page.emulateMedia({ colorScheme, contrast })
        const found = await page.evaluate(lowestContrasts, THEMES)
        for (const [index, theme] of THEMES.entries()) {
          const look = `${theme}, ${colorScheme}${contrast === 'more' ? ', more contrast' : ''}`
          const { ratio, where } = found[index]!
          if (ratio < (lowest.get(look)?.ratio ?? 99)) {
            lowest.set(look, { ratio, where: `${where} of /${path}` })
          }
        }
      }
    }
  }
  expect(lowest.size).toBe(THEMES.length * 4)
  expect([...lowest].filter(([, { ratio }]) => ratio < 7)).toEqual([])
})

/** Runs in the page. @returns for each theme the text with the lowest contrast, as it is painted */
function lowestContrasts(themes: readonly string[]): Contrast[] {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (colour: number[]) => {
    const [r, g, b] = colour.slice(0, 3).map((channel) => {
      const part = channel / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const texts = new Set<Element>()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement!
    if (!walker.currentNode.textContent?.trim() || !element.checkVisibility()) continue
    if (!element.closest('script, style, noscript')) texts.add(element)
  }
  return themes.map((theme) => {
    document.documentElement.dataset.theme = theme
    const papers = new Map<Element, number>()
    const paperOf = (element: Element | null): number => {
      if (!element) throw new Error('there is no paper')
      let paper = papers.get(element)
      if (paper === undefined) {
        const colour = channels(getComputedStyle(element).backgroundColor)
        const isPaper = colour.length === 3 || (colour[3] ?? 0) > 0
        paper = isPaper ? luminance(colour) : paperOf(element.parentElement)
        papers.set(element, paper)
      }
      return paper
    }
    let lowest = { ratio: 99, where: '' }
    for (const element of texts) {
      const paper = paperOf(element)
      const ink = luminance(channels(getComputedStyle(element).color))
      const ratio = (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05)
      if (ratio < lowest.ratio) {
        lowest = { ratio, where: `${element.tagName.toLowerCase()}.${element.className}` }
      }
    }
    return lowest
  })
}

test('in the e-ink theme everything is black or white, and nothing moves', async ({
  page,
  host,
}) => {
  await page.addInitScript(() => localStorage.setItem('longwave:/#theme', 'eink'))
  await page.goto(host.address)
  await untilOffline(page)
  await page.goto(`${host.address}specimen/`)
  await untilReady(page)
  await openPanel(page)
  // Without a voice in this browser, the buttons of the player are disabled.
  await page.keyboard.press('l')
  await expect(page.locator('.player [aria-disabled="true"]').first()).toBeVisible()
  const looks = await page.evaluate(() => {
    const found = new Set<string>()
    for (const element of document.querySelectorAll('body, body *')) {
      if (element.closest('svg, img, .unseen')) continue
      const style = getComputedStyle(element)
      // A horizontal rule has no text: only its border is painted.
      if (element.localName !== 'hr') found.add(style.color)
      found.add(style.backgroundColor)
      if (Number.parseFloat(style.borderBlockEndWidth) > 0) found.add(style.borderBlockEndColor)
      if (!/^[01]$/.test(style.opacity)) found.add(`opacity of ${element.className}`)
      if (style.transitionDuration !== '0s') found.add(`transition of ${element.className}`)
      if (style.animationName !== 'none') found.add(`animation of ${element.className}`)
    }
    return [...found].filter((look) => !/^rgba.*, 0\)$/.test(look)).sort()
  })
  expect(looks).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  const backdrop = await dialog.evaluate((it) => getComputedStyle(it, '::backdrop').backgroundColor)
  expect(backdrop).toBe('rgb(255, 255, 255)')
})
