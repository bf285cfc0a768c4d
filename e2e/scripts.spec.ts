import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, expect, type Locator, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { findChromium } from './browsers.ts'
import { languageTexts } from './corpus.ts'
import { Host } from './host.ts'
import { missingLetters } from './letters.ts'
import { CORPUS, freshFolder, pressSite, writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'

const SIZES = ['xs', 'sm', 'md', 'lg']

/** Marks stand high and hang low in these; what goes wrong anywhere goes wrong here first. */
const TALL = ['urd', 'mya', 'bod', 'tha', 'khm', 'hin', 'tel', 'arb', 'vie']

test.skip(!existsSync(CORPUS), 'the corpus is not beside this project')

const texts = existsSync(CORPUS) ? languageTexts() : {}
let host: Host
test.beforeAll(async () => {
  const folder = freshFolder('scripts')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'scripts',
      title: 'Scripts',
      language: 'en',
      sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
    }),
    ...Object.fromEntries(
      Object.entries(texts).map(([name, { markdown }]) => [
        `all/${name}.md`,
        // The newest stand on the first page of the list.
        TALL.includes(name) ? markdown.replace('2026-11-01', '2026-11-02') : markdown,
      ]),
    ),
  })
  host = await Host.of(pressSite(folder))
})
test.afterAll(() => host.stop())

/** Black on white, so that every dark pixel is ink. */
async function open(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('longwave:theme', 'eink'))
  await page.goto(host.address)
  await untilOffline(page)
}

async function show(page: Page, name: string): Promise<void> {
  await page.goto(`${host.address}article/${name}/`)
  await expect(page.locator('.article .body')).toBeVisible()
}

const setSize = (page: Page, size: string) =>
  page.evaluate((value) => {
    document.documentElement.dataset.size = value
  }, size)

/** All the darkness of a place, shown alone. */
async function ink(page: Page, place: Locator): Promise<number> {
  const box = (await place.boundingBox())!
  const picture = await page.screenshot({
    clip: {
      x: Math.max(0, box.x - 24),
      y: Math.max(0, box.y - 48),
      width: box.width + 48,
      height: box.height + 96,
    },
    animations: 'disabled',
  })
  const { data } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
  let dark = 0
  for (const value of data) dark += 255 - value
  return dark
}

/** What is lost where lines stand over each other, or are cut at the edge of a box: a share of the ink. */
async function lostInk(page: Page, place: Locator): Promise<number> {
  await place.evaluate((element) => {
    for (const each of document.querySelectorAll<HTMLElement>('body *')) {
      each.style.visibility = element.contains(each) ? 'visible' : 'hidden'
    }
    element.scrollIntoView({ block: 'start' })
  })
  const shown = await ink(page, place)
  await place.evaluate((element: HTMLElement) => {
    const { width } = element.getBoundingClientRect()
    for (let each = element.parentElement; each; each = each.parentElement) {
      each.style.overflow = 'visible'
      each.style.contentVisibility = 'visible'
    }
    for (const each of [element, ...element.querySelectorAll<HTMLElement>('*')]) {
      each.style.lineHeight = '4'
      each.style.overflow = 'visible'
      each.style.contentVisibility = 'visible'
    }
    // The same lines: nothing is wrapped anew.
    element.style.inlineSize = `${width}px`
    element.scrollIntoView({ block: 'start' })
  })
  const whole = await ink(page, place)
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('[style]')) each.removeAttribute('style')
  })
  return 1 - shown / whole
}

/** Of ink, where the same letters stand at other fractions of a pixel. */
const ROUNDING = 0.004

test.describe('the ink of tall scripts', () => {
  // No line of what is measured is ever out of sight.
  test.use({ viewport: { width: 360, height: 3000 } })
  test.describe.configure({ mode: 'parallel' })

  for (const name of TALL) {
    test(`of ${name} is whole at every size`, async ({ page }) => {
      await open(page)
      await show(page, name)
      const { letters, missing } = await missingLetters(page)
      test.skip(missing.length > letters / 2, `no font here for ${texts[name]!.language}`)
      const lost: Record<string, number> = {}
      const measure = async (size: string, selector: string) => {
        const part = await lostInk(page, page.locator(selector))
        if (Math.abs(part) > ROUNDING) lost[`${size} ${selector}`] = part
      }
      for (const size of SIZES) {
        await setSize(page, size)
        for (const selector of [
          'h1',
          '.standfirst',
          '.body > p:nth-of-type(2)',
          '.body > p:nth-of-type(10)',
        ]) {
          await measure(size, `.article ${selector}`)
        }
      }
      await page.goto(`${host.address}section/all/`)
      const card = page.locator(`.card h3:has(a[href$="/${name}/"])`)
      await expect(card).toBeVisible()
      for (const size of SIZES) {
        await setSize(page, size)
        await measure(size, `.card h3:has(a[href$="/${name}/"])`)
      }
      expect(lost).toEqual({})
    })
  }
})

test('every script has letters of its own and even lines, at every size', async ({
  page,
}, info) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await open(page)
  const faults: string[] = []
  for (const [name, { language }] of Object.entries(texts)) {
    await show(page, name)
    const { letters, missing } = await missingLetters(page)
    if (missing.length > letters / 2) {
      info.annotations.push({ type: 'left out', description: `no font here for ${language}` })
      continue
    }
    if (missing.length > 0) faults.push(`${name}: no glyph for ${missing.join(' ')}`)
    for (const size of SIZES) {
      await setSize(page, size)
      const uneven = await page.evaluate(() => {
        document.getElementById('app')!.dataset.whole = ''
        return [
          ...document.querySelectorAll<HTMLElement>('.article :is(h1, .standfirst, .body > p)'),
        ]
          .map((element) => {
            const { height } = element.getBoundingClientRect()
            const line = Number.parseFloat(getComputedStyle(element).lineHeight)
            return height - Math.round(height / line) * line
          })
          .filter((rest) => Math.abs(rest) > 1)
      })
      if (uneven.length > 0) faults.push(`${name} ${size}: lines differ by ${uneven.join(', ')}`)
    }
  }
  expect(faults).toEqual([])
})

test('a line of Latin text is near 66 characters, one of Chinese near 38, at every size and typeface', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page)
  for (const [name, [least, most]] of Object.entries({
    eng: [58, 74],
    rus: [56, 74],
    cmn_hans: [34, 42],
  })) {
    await show(page, name)
    for (const size of SIZES) {
      for (const typeface of ['serif', 'sans']) {
        await setSize(page, size)
        const characters = await page.evaluate((face) => {
          document.documentElement.dataset.typeface = face
          const lines = [...document.querySelectorAll<HTMLElement>('.body > p')].flatMap(
            (element) => {
              const range = document.createRange()
              const text = element.firstChild as Text
              const starts: number[] = []
              let top = Number.NEGATIVE_INFINITY
              for (let at = 0; at < text.length; at++) {
                range.setStart(text, at)
                range.setEnd(text, at + 1)
                const box = range.getClientRects()[0]
                if (box && box.top > top + box.height / 2) {
                  top = box.top
                  starts.push(at)
                }
              }
              return starts.slice(1).map((start, line) => start - starts[line]!)
            },
          )
          return lines.reduce((sum, each) => sum + each, 0) / lines.length
        }, typeface)
        expect(characters, `${name} ${size} ${typeface}`).toBeGreaterThan(least!)
        expect(characters, `${name} ${size} ${typeface}`).toBeLessThan(most!)
      }
    }
  }
})

test('text grows with the size a browser is set to, and fits a phone there too', async () => {
  const profile = freshFolder('large-type')
  mkdirSync(join(profile, 'Default'))
  writeFileSync(
    join(profile, 'Default/Preferences'),
    JSON.stringify({ webkit: { webprefs: { default_font_size: 32 } } }),
  )
  const executablePath = findChromium()
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    viewport: { width: 320, height: 800 },
  })
  try {
    const page = context.pages()[0]!
    await open(page)
    await show(page, 'eng')
    await setSize(page, 'lg')
    const { size, wider } = await page.evaluate(() => ({
      size: Number.parseFloat(getComputedStyle(document.querySelector('.body p')!).fontSize),
      wider: document.documentElement.scrollWidth - innerWidth,
    }))
    // 32 px of the browser's, times LG, times what a body is larger than the interface.
    expect(size).toBeGreaterThan(42)
    expect(wider).toBe(0)
  } finally {
    await context.close()
  }
})
