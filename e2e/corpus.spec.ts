import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { newsArticles } from './corpus.ts'
import { Host } from './host.ts'
import { CORPUS, freshFolder, longwave, writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'

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

/** https://wicg.github.io/layout-instability: not in the compiler's own types. */
interface LayoutShift extends PerformanceEntry {
  value: number
  sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[]
}

interface Faults {
  /** Pixels the page is wider than the window. */
  wider: number
  /** What stands outside of the window, and not in a region of its own that scrolls. */
  outside: string[]
  /** What moved, and how far (layout shift), while the article was opened and read to its end. */
  shifts: string[]
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
    const { shifts } = window as unknown as { shifts: string[] }
    return {
      wider: documentElement.scrollWidth - innerWidth,
      outside: outside.slice(0, 3),
      shifts: shifts.splice(0).slice(0, 3),
    }
  })
}

/** Every file of a folder with such a name, as a source of the press would find it. */
const count = (folder: string) =>
  readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.md')).length

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
      await readAll(page, freshFolder(name), source, count(source) * 0.9)
    })
  }
})

/** @param atLeast articles that must have come through the press */
async function readAll(page: Page, folder: string, source: string, atLeast: number): Promise<void> {
  test.setTimeout(600_000)
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'reality',
      title: 'Reality',
      language: 'en',
      sections: [{ id: 'all', title: 'All', sources: [{ markdown: source }] }],
    }),
  })
  const site = join(folder, 'site')
  longwave('site', join(folder, 'publication.json'), '--out', site)
  const articles = readdirSync(join(site, 'article'))
  expect(articles.length).toBeGreaterThanOrEqual(atLeast)

  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.addInitScript(() => {
    const shifts: string[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        const moved = entry.sources.map(({ node, previousRect, currentRect }) => {
          const { nodeName, className } = (node ?? document.body) as HTMLElement
          return `${nodeName}.${className} from ${previousRect.y} to ${currentRect.y}`
        })
        shifts.push(`${entry.value}: ${moved.join('; ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
    localStorage.setItem('longwave:size', 'lg')
  })
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
      if (found.wider > 0 || found.outside.length > 0 || found.shifts.length > 0) faults[id] = found
    }
    expect(faults).toEqual({})
    expect(complaints).toEqual([])
  } finally {
    await host.stop()
  }
}
