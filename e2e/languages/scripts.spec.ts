import { existsSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import { languageTexts } from '../support/corpus.ts'
import { CORPUS } from '../support/folders.ts'
import { leaveOut } from '../support/leftOut.ts'
import { missingLetters } from '../support/missingLetters.ts'
import { untilOffline } from '../support/page.ts'
import { pressSite, publication } from '../support/press.ts'
import { eachCell, sample } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

const SIZES = ['xs', 'sm', 'md', 'lg']

test.skip(!existsSync(CORPUS), 'the corpus is not beside this project')

const texts = existsSync(CORPUS) ? languageTexts() : {}

/** Languages whose marks stand high and hang low: if lines overlap anywhere, they overlap here first. */
const TALL = ['urd', 'mya', 'bod', 'tha', 'khm', 'hin', 'tel', 'arb', 'vie']
const chosenTall = sample('ink of tall scripts', TALL)
const chosen = sample('letters and lines', Object.keys(texts))

/** How many characters a line of text has, at least and at most. */
const MEASURES: Record<string, [least: number, most: number]> = {
  eng: [58, 74],
  rus: [56, 74],
  cmn_hans: [34, 42],
}

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  site: async ({}, use) => {
    const pressed = new Set([...chosenTall, ...chosen, ...Object.keys(MEASURES)])
    const files = Object.entries(texts).flatMap(([name, { markdown }]) => {
      // Articles with the newest date are on the first page of the list.
      const text = TALL.includes(name) ? markdown.replace('2026-11-01', '2026-11-02') : markdown
      return pressed.has(name) ? [[`all/${name}.md`, text] as const] : []
    })
    await use(await pressSite(publication('scripts', Object.fromEntries(files))))
  },
})

/** Opens the site in the e-ink theme, which is black on white, so that every dark pixel is ink. */
async function open(page: Page, address: string): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('longwave:/#theme', 'eink'))
  await page.goto(address)
  await untilOffline(page)
}

async function show(page: Page, address: string, name: string): Promise<void> {
  await page.goto(`${address}article/${name}/`)
  await expect(page.locator('.article .body')).toBeVisible()
}

const setSize = (page: Page, size: string) =>
  page.evaluate((value) => {
    document.documentElement.dataset.size = value
  }, size)

/** The sum of darkness in the area of an element. */
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

/** The share of ink that is lost because lines overlap, or are cut at the edge of a box. */
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
    // At the same width the text keeps its line breaks.
    element.style.inlineSize = `${width}px`
    element.scrollIntoView({ block: 'start' })
  })
  const whole = await ink(page, place)
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('[style]')) each.removeAttribute('style')
  })
  return 1 - shown / whole
}

/** Tolerance for the share of ink: the same letters stand at other fractions of a pixel. */
const ROUNDING = 0.004

test.describe('with a window in which every line is in sight', () => {
  test.use({ viewport: { width: 360, height: 3000 } })

  test('the ink of tall scripts is whole at every size', async ({ page, host: { address } }) => {
    await open(page, address)
    await eachCell('ink of tall scripts', chosenTall, async (name) => {
      await show(page, address, name)
      const { letters, missing } = await missingLetters(page)
      if (missing.length > letters / 2) return leaveOut(`no font for ${texts[name]!.language}`)
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
      await page.goto(`${address}section/all/`)
      const heading = `.card h3:has(a[href$="/${name}/"])`
      await expect(page.locator(heading)).toBeVisible()
      for (const size of SIZES) {
        await setSize(page, size)
        await measure(size, heading)
      }
      expect(lost).toEqual({})
    })
  })
})

test('every script has letters of its own and even lines, at every size', async ({
  page,
  host: { address },
}) => {
  await open(page, address)
  await eachCell('letters and lines', chosen, async (name) => {
    await show(page, address, name)
    const { letters, missing } = await missingLetters(page)
    if (missing.length > letters / 2) return leaveOut(`no font for ${texts[name]!.language}`)
    expect(missing, 'letters without a glyph').toEqual([])
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
      expect(uneven, `at ${size}, what is left over beside whole lines (px)`).toEqual([])
    }
  })
})

test('a line of Latin text is near 66 characters, one of Chinese near 38, at every size and typeface', async ({
  page,
  host: { address },
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page, address)
  for (const [name, [least, most]] of Object.entries(MEASURES)) {
    await show(page, address, name)
    for (const size of SIZES) {
      for (const typeface of ['serif', 'sans']) {
        await setSize(page, size)
        const characters = await page.evaluate(measureLines, typeface)
        expect(characters, `${name} ${size} ${typeface}`).toBeGreaterThan(least)
        expect(characters, `${name} ${size} ${typeface}`).toBeLessThan(most)
      }
    }
  }
})

/** Runs in the page. @returns the average number of characters in a full line of the article */
function measureLines(typeface: string): number {
  document.documentElement.dataset.typeface = typeface
  const lines = [...document.querySelectorAll<HTMLElement>('.body > p')].flatMap((element) => {
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
  })
  return lines.reduce((sum, each) => sum + each, 0) / lines.length
}

test('text grows with the size a browser is set to, and fits a phone there too', async ({
  host: { address },
  openReader,
}) => {
  const reader = openReader({
    preferences: { webkit: { webprefs: { default_font_size: 32 } } },
    viewport: { width: 320, height: 800 },
  })
  const page = await reader.open()
  await open(page, address)
  await show(page, address, 'eng')
  await setSize(page, 'lg')
  const { size, wider } = await page.evaluate(() => ({
    size: Number.parseFloat(getComputedStyle(document.querySelector('.body p')!).fontSize),
    wider: document.documentElement.scrollWidth - innerWidth,
  }))
  // The expected size is the browser's 32 px, times LG, times the ratio of body text to the interface.
  expect(size).toBeGreaterThan(42)
  expect(wider).toBe(0)
})
