import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { Host } from './host.ts'
import { freshFolder, longwave, SAMPLE_SITE, writeFiles } from './longwave.ts'
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
  const site = join(folder, 'site')
  longwave('site', join(folder, 'publication.json'), '--out', site)
  const wide = await Host.of(site)
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
