import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { newsArticles } from './corpus.ts'
import { Host } from './host.ts'
import { CORPUS, freshFolder, pressSite, writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'
import { takeShifts, watchShifts } from './shifts.ts'

test.skip(!existsSync(CORPUS), 'the corpus is not beside this project')

/** Opens an article as a tap on its card does. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((href) => {
    const link = document.createElement('a')
    link.href = href
    document.body.append(link)
    link.click()
    link.remove()
  }, path)
}

interface Faults {
  /** Pixels the page is wider than the window. */
  wider: number
  /** What stands outside of the window, and not in a region of its own that scrolls. */
  outside: string[]
}

/** Reads the shown article to its end, as a thumb does. */
function readToTheEnd(page: Page): Promise<Faults> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const { documentElement } = document
    const outside: string[] = []
    for (const element of document.querySelectorAll('#app *')) {
      const { left, right, width } = element.getBoundingClientRect()
      if (width <= 1 || (left >= -1 && right <= innerWidth + 1)) continue
      if (element.closest('.unseen, .accessibility-links, [tabindex="0"]')) continue
      outside.push(`${element.tagName} ${element.className}: ${element.textContent?.slice(0, 40)}`)
    }
    // Nobody is at the end before what stands next to the article has been read (ArticlePage.tsx).
    while (!document.querySelector('.neighbours a')) await frame()
    // What moves is what has been seen already: a few stops, and each picture, which comes late.
    const step = Math.max(innerHeight, documentElement.scrollHeight / 5)
    for (let y = 0; y < documentElement.scrollHeight; y += step) {
      scrollTo(0, y)
      await frame()
    }
    for (const picture of [...document.querySelectorAll('main img')].slice(0, 8)) {
      picture.scrollIntoView()
      await frame()
    }
    await frame()
    return {
      wider: documentElement.scrollWidth - innerWidth,
      outside: outside.slice(0, 3),
    }
  })
}

/** Of the corpus, what is no article: a page without words that leads elsewhere. */
const EMPTY = ['rust-blog/releases/latest.md']

/** Every article of a folder, as a source of the press would find it. */
const count = (name: string) =>
  readdirSync(join(CORPUS, 'markdown', name), { recursive: true }).filter(
    (file) => String(file).endsWith('.md') && !EMPTY.includes(`${name}/${file}`),
  ).length

test.describe('on a phone of 320 px at 200 %, in the largest text', () => {
  // What a browser's zoom of 200 % makes of a window 320 px wide.
  test.use({ viewport: { width: 160, height: 320 }, deviceScaleFactor: 2 })

  test.describe.configure({ mode: 'parallel' })

  test('259 real news articles can be read to their ends: nothing sticks out, moves or complains', async ({
    page,
  }) => {
    const folder = freshFolder('news')
    const files = newsArticles()
    writeFiles(join(folder, 'articles'), files)
    const articles = Object.keys(files).filter((name) => name.endsWith('.md'))
    expect(articles).toHaveLength(259)
    await readAll(page, folder, 'articles', 259)
  })

  for (const name of ['opensource-guide', 'rust-blog']) {
    test(`the same of the articles of ${name}`, async ({ page }) => {
      const source = join(CORPUS, 'markdown', name)
      await readAll(page, freshFolder(name), source, count(name))
    })
  }
})

/** @param many articles that must have come through the press */
async function readAll(page: Page, folder: string, source: string, many: number): Promise<void> {
  test.setTimeout(600_000)
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'reality',
      title: 'Reality',
      language: 'en',
      sections: [{ id: 'all', title: 'All', sources: [{ markdown: source }] }],
    }),
  })
  const site = pressSite(folder)
  const articles = readdirSync(join(site, 'article'))
  expect(articles).toHaveLength(many)

  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await watchShifts(page)
  await page.addInitScript(() => localStorage.setItem('longwave:size', 'lg'))
  const host = await Host.of(site)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    const faults: Record<string, unknown> = {}
    for (const id of articles) {
      await follow(page, `/article/${id}/`)
      await page.waitForFunction(
        (path) => location.pathname === path && document.querySelector('.article .body'),
        `/article/${id}/`,
      )
      const found = await readToTheEnd(page)
      const moved = (await takeShifts(page)).slice(0, 3)
      if (found.wider > 0 || found.outside.length > 0 || moved.length > 0) {
        faults[id] = { ...found, moved }
      }
    }
    expect(faults).toEqual({})
    expect(complaints).toEqual([])
  } finally {
    await host.stop()
  }
}
