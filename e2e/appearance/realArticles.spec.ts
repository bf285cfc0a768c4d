import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Page } from '@playwright/test'
import { articleId } from '#press/article/articleId.ts'
import { newsArticles } from '../support/corpus.ts'
import { CORPUS, type Files } from '../support/folders.ts'
import { takeLayoutShifts, watchLayoutShifts } from '../support/layoutShifts.ts'
import { followLinkTo, untilOffline, untilReady } from '../support/page.ts'
import { pressSite, publication } from '../support/press.ts'
import { eachCell, sample } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

/** Files of the collections that are no articles: pages without text that only link elsewhere. */
const EMPTY = ['releases/latest.md']

/** Markdown files of a folder with their images, by their path below it. */
function filesOf(name: string): Files {
  const folder = join(CORPUS, 'markdown', name)
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !EMPTY.includes(path))
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path))]))
}

const COLLECTIONS: Record<string, { articles: number; files: () => Files }> = {
  news: { articles: 259, files: newsArticles },
  'opensource-guide': { articles: 118, files: () => filesOf('opensource-guide') },
  'rust-blog': { articles: 254, files: () => filesOf('rust-blog') },
}

const isArticle = (path: string) => path.endsWith('.md')

/** The id that the press gives to the article of a file: `a/index.md` is the article `a`. */
const idOf = (path: string) =>
  articleId(
    path
      .replace(/(?:\/(?:index|readme|_index))?\.md$/i, '')
      .split('/')
      .join('-'),
  )

test.skip(!existsSync(CORPUS), 'the corpus is not beside this project')

// A window 320 px wide at a browser zoom of 200 %.
test.use({ viewport: { width: 160, height: 320 }, deviceScaleFactor: 2 })

for (const [name, { articles, files }] of Object.entries(COLLECTIONS)) {
  test(`articles of ${name} read to their ends on a phone of 320 px at 200 %, in the largest text`, async ({
    page,
    serve,
  }) => {
    const all = files()
    const paths = Object.keys(all).filter(isArticle)
    expect(paths).toHaveLength(articles)
    const chosen = sample(`articles of ${name}`, paths)
    const pressed = Object.entries(all).filter(
      ([path]) => !isArticle(path) || chosen.includes(path),
    )
    const site = await pressSite(
      publication(name, Object.fromEntries(pressed.map(([path, text]) => [`all/${path}`, text]))),
    )
    const { address } = await serve(site)
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await watchLayoutShifts(page)
    await page.addInitScript(() => localStorage.setItem('longwave:/#size', 'lg'))
    await page.goto(address)
    await untilOffline(page)
    await untilReady(page)
    const pressedIds = readdirSync(join(site, 'article'))
    expect(pressedIds.sort(), 'every one has come through the press').toEqual(
      chosen.map(idOf).sort(),
    )
    await eachCell(`articles of ${name}`, chosen, async (path) => {
      const id = idOf(path)
      await followLinkTo(page, `/article/${id}/`)
      await page.waitForFunction(
        (path) => location.pathname === path && document.querySelector('.article .body'),
        `/article/${id}/`,
      )
      expect(await readToTheEnd(page)).toEqual({ wider: 0, outside: [] })
      expect(await takeLayoutShifts(page)).toEqual([])
      expect(complaints.splice(0)).toEqual([])
    })
  })
}

interface Faults {
  /** How many pixels the page is wider than the window. */
  wider: number
  /** Elements outside the window, without those inside a region that scrolls by itself. */
  outside: string[]
}

/** Scrolls through the shown article to its end, as a reader does. */
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
    // The neighbours of an article appear after it, while a reader is still above its end (ArticlePage.tsx).
    while (!document.querySelector('.neighbours a')) await frame()
    // A layout shift needs content that has been seen: a few stops are enough, and each image, because images load
    // late.
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
      wider: Math.max(0, documentElement.scrollWidth - innerWidth),
      outside: outside.slice(0, 3),
    }
  })
}
