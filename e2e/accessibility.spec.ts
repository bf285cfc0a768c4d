import { expect, type Page, test } from '@playwright/test'
import { Host } from './host.ts'
import { freshFolder, pressSite, SAMPLE_SITE, writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'

let host: Host
test.beforeAll(async () => {
  host = await Host.of(SAMPLE_SITE)
})
test.afterAll(() => host.stop())

test('every page opens with its accessibility links, and they move the focus', async ({ page }) => {
  await page.goto(host.address)
  await untilOffline(page)
  const places = ['', 'search/', 'settings/', 'publications/', 'about/']
  const article = await page.locator('main h3 a').first().getAttribute('href')
  const section = await page
    .locator('nav#navigation a[href*="/section/"]')
    .first()
    .getAttribute('href')
  for (const place of [...places, article!, section!]) {
    await page.goto(new URL(place, host.address).href)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.keyboard.press('Tab')
    const first = page.locator(':focus')
    await expect(first).toHaveText('Skip to content')
    await expect(first).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null))
      .toBe(true)
  }
})

test('targets are 44 px in the smallest type, headings leave out no level, on every page', async ({
  page,
}) => {
  const folder = freshFolder('levels')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'levels',
      title: 'Levels',
      language: 'en',
      sections: [
        { id: 'a', title: 'A', kind: 'blog', about: 'All of it.', sources: [{ markdown: 'a' }] },
      ],
    }),
    'a/one.md':
      '---\ntitle: One\ndate: 2026-11-01\ntags: [x]\nurl: https://example.org/one\n---\n#### Deep\n\nText.\n\n#### Beside it\n\n## Second\n\n#### Deep again\n\nText.\n',
    'a/two.md': '---\ntitle: Two\ndate: 2026-11-02\n---\nText.\n',
  })
  const levels = await Host.of(pressSite(folder))
  try {
    await page.goto(levels.address)
    await untilOffline(page)
    await page.evaluate(() => localStorage.setItem('longwave:size', 'xs'))
    const paths = ['', 'section/a/', 'article/one/', 'search/', 'settings/', 'publications/']
    for (const path of [...paths, 'about/', 'nowhere/']) {
      await page.goto(levels.address + path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true
      })
      expect(await page.evaluate(smallTargets), path).toEqual([])
      await page.evaluate(() => document.getElementById('accessibility-links')!.focus())
      expect(await page.evaluate(smallTargets), path).toEqual([])
      const headings = await page
        .locator('main :is(h1, h2, h3, h4, h5, h6), .nameplate h1')
        .evaluateAll((all) => all.map(({ localName }) => Number(localName[1])))
      expect(headings.filter((level) => level === 1)).toHaveLength(1)
      for (const [index, level] of headings.entries()) {
        expect(level - (headings[index - 1] ?? 0), `${path} ${headings}`).toBeLessThanOrEqual(1)
      }
      if (path === 'article/one/') expect(headings).toEqual([1, 2, 2, 2, 3])
    }
  } finally {
    await levels.stop()
  }
})

/** Of 44 px by 44 px is what is tapped; a card is one target, and links amid prose need not be so large. */
function smallTargets(): string[] {
  const apart = '.body, .rehearsal, .accessibility-links:not(:focus, :focus-within)'
  return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary')]
    .filter((each) => each.checkVisibility() && !each.closest(apart))
    .filter((each) => {
      const box = each.closest('h3')?.closest('article') ?? each.closest('label') ?? each
      const { width, height } = box.getBoundingClientRect()
      return width > 1 && (width < 43.9 || height < 43.9)
    })
    .map((each) => `${each.localName} ${each.innerText || each.id}`)
}

test('with the keyboard alone: open an article, enlarge its text, go back, change the theme', async ({
  page,
}) => {
  await page.goto(host.address)
  await untilOffline(page)
  const headline = await tabTo(page, 'main h3 a')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null))
    .toBe(true)
  expect(await page.title()).toContain(headline)

  await tabTo(page, 'input[name="size"]', true)
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')

  await page.goBack()
  await expect(page.locator('#latest')).toBeVisible()
  await tabTo(page, 'a[href$="/settings/"]')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await tabTo(page, 'input[name="theme"]')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})

test('nothing is wider than a narrow phone, whatever words there are', async ({ page }) => {
  const folder = freshFolder('wide')
  const word = 'Donaudampfschifffahrt'.repeat(8)
  const text = `---\ntitle: ${word}\nstandfirst: ${word}\nkicker: ${word}\nauthor: ${word}\n`
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'wide',
      title: word,
      language: 'de',
      sections: ['one', 'two'].map((id) => ({
        id,
        title: id + word,
        kind: 'blog',
        about: word,
        sources: [{ markdown: id }],
      })),
    }),
    'one/a.md': `${text}date: 2026-11-01\n---\n${word}\n\n- ${word}\n\n> ${word}\n\n\`${word}\`\n\n| ${word} |\n|---|\n| a |\n`,
    'one/b.md': `${text}date: 2026-11-02\ncorrection: ${word}\n---\n## ${word}\n`,
    'one/c.md': `${text}date: 2026-11-03\n---\nText.\n`,
    'two/d.md': `${text}date: 2026-11-04\n---\nText.\n`,
    'two/e.md': `${text}date: 2026-11-05\n---\nText.\n`,
  })
  const wide = await Host.of(pressSite(folder))
  try {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(`${wide.address}settings/`)
    await untilOffline(page)
    await page.getByRole('radio', { name: /^LG/ }).check()
    for (const path of [
      '',
      'section/one/',
      'article/a/',
      'article/b/',
      'publications/',
      'about/',
    ]) {
      await page.goto(wide.address + path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      // Where a wider line may be scrolled by itself, as in a table, the page still may not.
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320)
    }
  } finally {
    await wide.stop()
  }
})

test('what scrolls by itself shows that it has the focus, and is no landmark', async ({ page }) => {
  await page.goto(host.address)
  await untilOffline(page)
  await page.goto(`${host.address}specimen/`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  for (const selector of ['.body > .code', '.body > .table']) {
    await tabTo(page, selector)
    const focused = page.locator(':focus')
    await expect(focused).toHaveCSS('outline-style', 'solid')
    await expect(focused).toHaveCSS('outline-width', '3px')
    await expect(focused).toHaveRole('group')
    await expect(focused).not.toHaveAccessibleName('')
  }
})

/** Presses Tab (or Shift+Tab) until the focus is on something the selector names. @returns its text */
async function tabTo(page: Page, selector: string, backwards = false): Promise<string> {
  for (let steps = 0; steps < 150; steps++) {
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab')
    const text = await page.evaluate((wanted) => {
      const { activeElement } = document
      return activeElement?.matches(wanted) ? (activeElement as HTMLElement).innerText : undefined
    }, selector)
    if (text !== undefined) return text
  }
  throw new Error(`the Tab key never reached ${selector}`)
}
