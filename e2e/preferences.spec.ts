import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test'
import { Host } from './host.ts'
import { freshFolder, pressSite, SAMPLE_SITE, writeFiles } from './longwave.ts'
import { pressUntil, untilOffline } from './reader.ts'
import { takeShifts, watchShifts } from './shifts.ts'

const ARTICLE = 'article/the-tunnel/'
const OPENER = '[data-action="preferences"]'
const PANEL = '.preferences-panel'

let host: Host
test.beforeAll(async () => {
  host = await Host.of(SAMPLE_SITE)
})
test.afterAll(() => host.stop())

/** What is seen as soon as there is a body: no module has run by then. */
async function noteFirstSight(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return
      observer.disconnect()
      const body = getComputedStyle(document.body)
      const of = (name: string) => body.getPropertyValue(name)
      Object.assign(window, {
        firstSight: {
          size: getComputedStyle(document.documentElement).fontSize,
          theme: body.backgroundColor,
          typeface: of('--text'),
          lines: of('--line-factor'),
          letters: of('--letter-space'),
          words: of('--word-space'),
          paragraphs: of('--paragraph-space'),
          justify: document.documentElement.dataset.justify,
          hyphens: document.documentElement.dataset.hyphens,
          paged: document.documentElement.dataset.paged,
          bars: [...document.querySelectorAll<HTMLMetaElement>('[name="theme-color"]')].map(
            ({ content }) => content,
          ),
        },
      })
    }).observe(document, { childList: true, subtree: true })
  })
}

const firstSight = (page: Page) =>
  page.evaluate(() => (window as unknown as { firstSight: Record<string, unknown> }).firstSight)

async function openPanel(page: Page): Promise<Locator> {
  await page.locator(OPENER).click()
  const panel = page.locator(PANEL)
  await expect(panel.getByRole('heading', { name: 'Text and theme' })).toBeFocused()
  return panel
}

test('every choice is made beside the text, seen in every tab, and there before the next first sight', async ({
  page,
  context,
}) => {
  await noteFirstSight(context)
  await page.goto(host.address + ARTICLE)
  await untilOffline(page)
  const other = await context.newPage()
  await other.goto(`${host.address}settings/`)
  await expect(other.getByRole('group', { name: 'Theme' })).toBeVisible()

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
  // The text size stands in the article as well.
  await expect(page.locator('.tools input[value="lg"]')).toBeChecked()

  // WCAG 1.4.12, measured on the text itself.
  const spacing = await page
    .locator('.body > p + p')
    .first()
    .evaluate((paragraph) => {
      const style = getComputedStyle(paragraph)
      const size = Number.parseFloat(style.fontSize)
      const of = (length: string) => Number.parseFloat(length) / size
      return {
        line: of(style.lineHeight),
        letter: of(style.letterSpacing),
        word: of(style.wordSpacing),
        paragraph: of(style.marginBlockStart),
      }
    })
  expect(spacing.line).toBeGreaterThanOrEqual(1.5)
  expect(spacing.letter).toBeGreaterThanOrEqual(0.12)
  expect(spacing.word).toBeGreaterThanOrEqual(0.16)
  expect(spacing.paragraph).toBeGreaterThanOrEqual(2)

  await page.reload()
  const seen = await firstSight(page)
  expect(seen).toMatchObject({
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
  expect(await firstSight(page)).toMatchObject({ theme: 'rgb(251, 249, 244)', size: '17px' })
})

test('the panel is opened, used and closed with the keyboard alone, and the change is said once', async ({
  page,
}) => {
  await page.goto(host.address + ARTICLE)
  await untilOffline(page)
  await page.evaluate(() => {
    const said: string[] = []
    new MutationObserver(() => {
      const words = document.getElementById('live')!.textContent
      if (words) said.push(words)
    }).observe(document.getElementById('live')!, { childList: true, characterData: true })
    Object.assign(window, { said })
  })
  await page.locator(OPENER).focus()
  await expect(page.locator(OPENER)).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('Enter')
  const panel = page.locator(PANEL)
  await expect(panel.getByRole('heading')).toBeFocused()
  await expect(page.locator(OPENER)).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('region', { name: 'Text and theme' })).toBeVisible()

  await page.keyboard.press('Tab')
  await expect(panel.getByRole('button', { name: 'Close' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(panel.locator('input[value="md"]')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')
  await expect(page.locator('#live')).toHaveText('Text size: LG, large')
  for (const choice of 'theme typeface lines letters words paragraphs justify hyphens paged'.split(
    ' ',
  )) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    await expect(focused).toHaveAttribute('name', choice)
    // Never beneath the edge of the panel, or its heading.
    await expect(focused).toBeInViewport({ ratio: 0.9 })
    await page.keyboard.press('ArrowRight')
    const value = await page.locator(':focus').getAttribute('value')
    await expect(page.locator('html')).toHaveAttribute(`data-${choice}`, value!)
  }
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(page.locator(OPENER)).toBeFocused()
  await expect(page.locator(OPENER)).toHaveAttribute('aria-expanded', 'false')
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([
    'Text size: LG, large',
  ])
})

test('the panel stands beside the text on a wide screen, and fits a narrow one at LG and 200 %', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(host.address + ARTICLE)
  await untilOffline(page)
  await openPanel(page)
  const boxes = await page.evaluate(() =>
    ['.article', '.preferences-panel'].map((name) =>
      document.querySelector(name)!.getBoundingClientRect(),
    ),
  )
  expect(boxes[0]!.right).toBeLessThanOrEqual(boxes[1]!.left)

  await page.setViewportSize({ width: 320, height: 640 })
  await page.locator(`${PANEL} input[value="lg"]`).check()
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '262.5%'
  })
  const overflow = await page.evaluate(() => {
    const panel = document.querySelector('.preferences-panel')!
    return [
      document.documentElement.scrollWidth - innerWidth,
      panel.scrollWidth - panel.clientWidth,
      Math.max(0, panel.getBoundingClientRect().height - innerHeight * 0.56),
    ]
  })
  expect(overflow).toEqual([0, 0, 0])
})

test('the legible typeface comes when it is chosen, says when it cannot, and stays', async ({
  page,
  context,
}) => {
  const asked: string[] = []
  context.on('request', (request) => {
    if (request.url().includes('.woff')) asked.push(request.url())
  })
  const own = await Host.of(SAMPLE_SITE)
  try {
    await page.goto(own.address + ARTICLE)
    await untilOffline(page)
    expect(asked).toEqual([])
    await own.stop()
    let panel = await openPanel(page)
    await panel.getByRole('radio', { name: 'Sans serif' }).check()
    await panel.locator('input[value="legible"]').click()
    await expect(panel.getByText('not on this device yet')).toBeVisible()
    await expect(panel.getByRole('radio', { name: 'Sans serif' })).toBeChecked()
    await expect(page.locator('html')).toHaveAttribute('data-typeface', 'sans')

    await own.start()
    await panel.locator('input[value="legible"]').click()
    await expect(page.locator('html')).toHaveAttribute('data-typeface', 'legible')
    await expect(panel.getByText('not on this device yet')).toHaveCount(0)
    expect(new Set(asked.map((url) => new URL(url).origin))).toEqual(
      new Set([new URL(own.address).origin]),
    )

    await own.stop()
    await watchShifts(context)
    await context.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('main')) return
        observer.disconnect()
        const faces = [...document.fonts]
        Object.assign(window, {
          drawnWith: faces.filter(({ status }) => status === 'loaded').length,
        })
      }).observe(document, { childList: true, subtree: true })
    })
    await page.goto(`${own.address}article/what-a-mirror-may-do/`)
    await expect(page.locator('.article .body')).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => (window as unknown as { drawnWith: number }).drawnWith)).toBe(
      7,
    )
    expect(await takeShifts(page)).toEqual([])
    // As wide as the face draws it, and no other.
    const widths = await page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d')!
      return ['Legible, serif', 'Legible Cyrillic, serif', 'serif'].map((family) => {
        context.font = `40px ${family}`
        return context.measureText(family.includes('Cyrillic') ? 'Щит и ґрати' : 'Illegible').width
      })
    })
    expect(widths[0]).not.toBe(widths[2])
    panel = await openPanel(page)
    await expect(panel.locator('input[value="legible"]')).toBeChecked()
  } finally {
    await own.stop()
  }
})

const THEMES = ['auto', 'light', 'dark', 'sepia', 'black', 'contrast', 'eink']

test('every text of every page is at least 7:1 on its paper, in every theme', async ({ page }) => {
  test.setTimeout(300_000)
  await page.goto(host.address)
  await untilOffline(page)
  const section = await page
    .locator('nav#navigation a[href*="/section/"]')
    .first()
    .getAttribute('href')
  const paths = ['', ARTICLE, 'settings/', new URL(section!, host.address).href]
  const lowest = new Map<string, { ratio: number; where: string }>()
  for (const path of paths) {
    await page.goto(new URL(path, host.address).href)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (path === ARTICLE) await openPanel(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const contrast of ['no-preference', 'more'] as const) {
        await page.emulateMedia({ colorScheme, contrast })
        for (const theme of THEMES) {
          const found = await page.evaluate(lowestContrast, theme)
          const key = `${theme}, ${colorScheme}${contrast === 'more' ? ', more contrast' : ''}`
          if (found.ratio < (lowest.get(key)?.ratio ?? 99)) lowest.set(key, found)
        }
      }
    }
  }
  const table = [...lowest].map(
    ([key, { ratio, where }]) => `${ratio.toFixed(1).padStart(5)}  ${key}: ${where}`,
  )
  console.log(`lowest contrast by theme\n${table.join('\n')}`)
  expect(lowest.size).toBe(THEMES.length * 4)
  expect(table.filter((line) => Number.parseFloat(line) < 7)).toEqual([])
})

/** Run in the page: the text with the least contrast, as it is really painted. */
function lowestContrast(theme: string): { ratio: number; where: string } {
  document.documentElement.dataset.theme = theme
  const parse = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (colour: number[]) => {
    const [r, g, b] = colour.slice(0, 3).map((channel) => {
      const part = channel / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const paperOf = (element: Element | null): number[] => {
    for (let it = element; it; it = it.parentElement) {
      const paper = parse(getComputedStyle(it).backgroundColor)
      if (paper.length === 3 || (paper[3] ?? 0) > 0) return paper
    }
    throw new Error('no paper')
  }
  let lowest = { ratio: 99, where: '' }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement!
    if (!walker.currentNode.textContent?.trim() || !element.checkVisibility()) continue
    if (element.closest('script, style, noscript')) continue
    const paper = luminance(paperOf(element))
    const ink = luminance(parse(getComputedStyle(element).color))
    const ratio = (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05)
    if (ratio < lowest.ratio) {
      lowest = { ratio, where: `${element.tagName.toLowerCase()}.${element.className}` }
    }
  }
  return lowest
}

test('in the e-ink theme nothing is grey, and nothing moves', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('longwave:theme', 'eink'))
  await page.goto(host.address + ARTICLE)
  await untilOffline(page)
  await openPanel(page)
  // Without a voice, as here, the player has buttons that do nothing.
  await pressUntil(page, 'l', page.locator('.player'))
  await expect(page.locator('.player [aria-disabled="true"]').first()).toBeVisible()
  const colours = await page.evaluate(() => {
    const found = new Set<string>()
    for (const element of document.querySelectorAll('body, body *')) {
      if (element.closest('svg, img, .unseen')) continue
      const style = getComputedStyle(element)
      found.add(style.color)
      if (!/, 0\)$/.test(style.backgroundColor)) found.add(style.backgroundColor)
      if (Number.parseFloat(style.borderBlockEndWidth) > 0) found.add(style.borderBlockEndColor)
      if (!/^[01]$/.test(style.opacity)) found.add(`opacity of ${element.className}`)
      if (style.transitionDuration !== '0s') found.add(`transition of ${element.className}`)
      if (style.animationName !== 'none') found.add(`animation of ${element.className}`)
    }
    found.delete('rgba(0, 0, 0, 0)')
    return [...found].sort()
  })
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  expect(await dialog.evaluate((it) => getComputedStyle(it, '::backdrop').backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
})

/** Lines of the article that are seen whole now, and lines an edge of the window cuts where nothing covers it. */
function linesInWindow(page: Page): Promise<{ whole: string[]; cut: string[]; end: boolean }> {
  return page.evaluate(() => {
    let [top, bottom] = [0, innerHeight]
    for (const edge of document.querySelectorAll('.page-edge')) {
      const box = edge.getBoundingClientRect()
      if (box.top === 0) top = box.bottom
      else bottom = box.top
    }
    const whole: string[] = []
    const cut: string[] = []
    const range = document.createRange()
    const walker = document.createTreeWalker(
      document.querySelector('.article')!,
      NodeFilter.SHOW_TEXT,
    )
    let index = 0
    while (walker.nextNode()) {
      index++
      if (walker.currentNode.parentElement!.closest('.unseen, .imprint')) continue
      range.selectNodeContents(walker.currentNode)
      ;[...range.getClientRects()].forEach((box, line) => {
        const name = `${index}/${line} ${walker.currentNode.textContent!.slice(0, 20)}`
        if (box.width < 2) return
        if (box.top >= top - 1 && box.bottom <= bottom + 1) whole.push(name)
        else if (box.bottom > top + 1 && box.top < bottom - 1) cut.push(name)
      })
    }
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2
    return { whole, cut, end }
  })
}

/** Two long articles, in English and in Persian. */
function pressPaged(): Promise<Host> {
  const folder = freshFolder('paged')
  const sentence = {
    en: 'A sentence of ordinary length, so that there is something to read. ',
    fa: 'جمله‌ای با درازای معمولی، تا چیزی برای خواندن باشد. ',
  }
  const body = (language: 'en' | 'fa') =>
    [7, 3, 12, 1, 9, 15, 4, 11]
      .map(
        (count, index) =>
          (index % 3 === 1 ? `## ${index}\n\n` : '') + sentence[language].repeat(count),
      )
      .join('\n\n')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'paged',
      title: 'Paged',
      language: 'en',
      sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
    }),
    'all/en.md': `---\ntitle: Paged\ndate: 2026-11-01\n---\n\n[A link](https://example.org/) ${body('en')}`,
    'all/fa.md': `---\ntitle: ورق\ndate: 2026-11-01\nlanguage: fa\n---\n\n${body('fa')}`,
  })
  return Host.of(pressSite(folder))
}

test('pages are turned, by key and by tap, without a line lost or cut, in the e-ink theme or by choice', async ({
  page,
}) => {
  const own = await pressPaged()
  try {
    await page.goto(own.address)
    await untilOffline(page)
    for (const [language, choice, value] of [
      ['en', 'theme', 'eink'],
      ['fa', 'paged', 'on'],
    ] as const) {
      await page.evaluate(
        ([name, to]) => {
          localStorage.removeItem('longwave:theme')
          localStorage.setItem(`longwave:${name}`, to)
        },
        [choice, value] as const,
      )
      await page.goto(`${own.address}article/${language}/`)
      await expect(page.locator('.page-edge')).toHaveCount(1)
      const all = await page.evaluate(() => {
        document.getElementById('app')!.dataset.whole = ''
        return document.querySelectorAll('.article .body p').length
      })
      expect(all).toBeGreaterThan(7)
      const rtl = language === 'fa'
      const forward = { x: rtl ? 12 : 348, y: 300 }
      const back = { x: rtl ? 348 : 12, y: 300 }
      const seen = new Set<string>()
      const pages: number[] = []
      for (let turns = 0; turns < 40; turns++) {
        await expect.poll(async () => (await linesInWindow(page)).cut, `page ${turns}`).toEqual([])
        const { whole, end } = await linesInWindow(page)
        for (const line of whole) seen.add(line)
        pages.push(await page.evaluate(() => scrollY))
        if (end) break
        if (turns % 2) await page.mouse.click(forward.x, forward.y)
        else await page.keyboard.press(turns % 4 ? 'PageDown' : 'Space')
        await page.waitForFunction((y) => scrollY > y, pages.at(-1)!)
      }
      // Every line of the article was whole on some page.
      const lines = await page.evaluate(() => {
        const names: string[] = []
        const range = document.createRange()
        const walker = document.createTreeWalker(
          document.querySelector('.article')!,
          NodeFilter.SHOW_TEXT,
        )
        let index = 0
        while (walker.nextNode()) {
          index++
          if (walker.currentNode.parentElement!.closest('.unseen, .imprint')) continue
          range.selectNodeContents(walker.currentNode)
          ;[...range.getClientRects()].forEach((box, line) => {
            if (box.width >= 2) {
              names.push(`${index}/${line} ${walker.currentNode.textContent!.slice(0, 20)}`)
            }
          })
        }
        return names
      })
      expect(lines.filter((line) => !seen.has(line))).toEqual([])
      expect(pages.length).toBeGreaterThan(4)

      await page.mouse.click(back.x, back.y)
      await expect.poll(() => page.evaluate(() => scrollY)).toBe(pages.at(-2))
      await page.keyboard.press('Shift+Space')
      await expect.poll(() => page.evaluate(() => scrollY)).toBe(pages.at(-3))
      await page.keyboard.press('PageUp')
      await expect.poll(() => page.evaluate(() => scrollY)).toBe(pages.at(-4))
    }
    // A tap in the middle, or on a link or button near the edge, is no turn.
    await page.goto(`${own.address}article/en/`)
    await expect(page.locator('.page-edge')).toHaveCount(1)
    const y = await page.evaluate(() => scrollY)
    await page.mouse.click(180, 400)
    await page.locator('.tools input[value="xs"]').click()
    await expect(page.locator('html')).toHaveAttribute('data-size', 'xs')
    expect(await page.evaluate(() => scrollY)).toBe(y)
  } finally {
    await own.stop()
  }
})

test('pages are turned once that is chosen, and no longer once it is not', async ({ page }) => {
  const own = await pressPaged()
  try {
    await page.goto(own.address)
    await untilOffline(page)
    await page.goto(`${own.address}article/en/`)
    const panel = await openPanel(page)
    const turnPages = panel.getByRole('group', { name: 'Turn pages' })
    const how = panel.getByText('turns the page')
    await expect(how.first()).toBeHidden()
    await turnPages.getByRole('radio', { name: 'On' }).check()
    await expect(how.last()).toBeVisible()
    // In e-ink there is nothing to choose.
    await panel.getByRole('radio', { name: 'E-ink' }).check()
    await expect(turnPages).toBeHidden()
    await expect(how.first()).toBeVisible()
    await panel.getByRole('radio', { name: 'Auto' }).check()
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await expect(page.locator('.page-edge')).toHaveCount(1)

    await page.evaluate(() => {
      const tell = (event: KeyboardEvent) => {
        Object.assign(window, { turned: event.defaultPrevented ? scrollY : -1 })
      }
      addEventListener('keydown', tell)
    })
    const turned = () => page.evaluate(() => (window as unknown as { turned: number }).turned)
    await page.keyboard.press('PageDown')
    // At once: nothing moves.
    expect(await turned()).toBeGreaterThan(200)

    // What lies over the page has its keys and taps to itself.
    const before = await page.evaluate(() => scrollY)
    const dialog = page.getByRole('dialog')
    await pressUntil(page, '?', dialog)
    await dialog
      .locator('p')
      .first()
      .click({ position: { x: 4, y: 4 } })
    expect(await page.evaluate(() => scrollY)).toBe(before)
    await page.keyboard.press('PageUp')
    expect(await turned()).toBe(-1)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await page.keyboard.press('a')
    await expect(page.locator('.accessibility-links a').first()).toBeFocused()
    await page.keyboard.press('PageDown')
    expect(await turned()).toBe(-1)
    await page.keyboard.press('Escape')

    await page.locator(OPENER).click()
    await turnPages.getByRole('radio', { name: 'Off' }).check()
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await expect(page.locator('.page-edge')).toHaveCount(0)
    await page.keyboard.press('PageDown')
    expect(await turned()).toBe(-1)
  } finally {
    await own.stop()
  }
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true })

  test('where pages are turned a swipe turns them, and opens no other article', async ({
    page,
  }) => {
    const own = await pressPaged()
    try {
      await page.addInitScript(() => localStorage.setItem('longwave:paged', 'on'))
      await page.goto(own.address)
      await untilOffline(page)
      for (const language of ['en', 'fa'] as const) {
        const address = `${own.address}article/${language}/`
        await page.goto(address)
        await expect(page.locator('.page-edge')).toHaveCount(1)
        await expect(page.locator('.neighbours a').first()).toBeVisible()
        const swipe = (from: number, to: number) =>
          page.evaluate(
            ([from, to]) => {
              const target = document.querySelector('.article .body p')!
              const touch = (clientX: number) =>
                new Touch({ identifier: 1, target, clientX, clientY: 500 })
              const tell = (type: string, touches: Touch[], changedTouches = touches) =>
                target.dispatchEvent(
                  new TouchEvent(type, { bubbles: true, touches, changedTouches }),
                )
              tell('touchstart', [touch(from!)])
              tell('touchmove', [touch(to!)])
              tell('touchend', [], [touch(to!)])
            },
            [from, to],
          )
        const [start, end] = language === 'fa' ? [100, 280] : [280, 100]
        await swipe(start, end)
        await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200)
        await swipe(end, start)
        await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
        expect(page.url()).toBe(address)
      }
    } finally {
      await own.stop()
    }
  })
})

test('on paper an article is black on white, with its address and release, and without controls', async ({
  page,
}) => {
  const folder = freshFolder('printed')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'printed',
      title: 'The Printed',
      language: 'en',
      sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
    }),
    'all/one.md':
      '---\ntitle: On paper\ndate: 2026-11-01\n---\n\nA [link outside](https://example.org/far) and [one inside](two.md).\n',
    'all/two.md': '---\ntitle: Two\ndate: 2026-11-02\n---\n\nText.\n',
  })
  const own = await Host.of(pressSite(folder))
  try {
    await page.addInitScript(() => localStorage.setItem('longwave:theme', 'dark'))
    await page.goto(own.address)
    await untilOffline(page)
    await page.goto(`${own.address}article/one/`)
    await openPanel(page)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('heading', { level: 1, name: 'On paper' })).toBeVisible()
    await expect(page.getByText('The Printed', { exact: true }).first()).toBeVisible()
    await expect(page.locator('.byline time')).toContainText('November 1, 2026')
    await expect(page.locator('.imprint')).toContainText(
      `The Printed · Edition 1 · ${own.address}article/one/`,
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
  } finally {
    await own.stop()
  }
})
