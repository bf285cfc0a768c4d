import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { readPin, UPDATING, writePin } from '../support/compareText.ts'
import { eachCell, sample } from '../support/sample.ts'
import {
  coloursOf,
  dress,
  LANGUAGES,
  type Language,
  type Look,
  looksOf,
  type SamplePages,
  test,
} from '../support/samplePages.ts'
import { expect } from '../support/test.ts'
import { fontsOf } from './pictures/fonts.ts'
import {
  difference,
  type Picture,
  pictureOf,
  pixelAt,
  readPicture,
  reduced,
  writePicture,
} from './pictures/pictures.ts'

/*
 * Specimen and article in every theme, on a phone and on a desktop, from left to right and from right to left, compared
 * with screenshots in pictures/ (`npm run snapshots visual` takes them anew). Screenshots depend on one browser and one
 * set of fonts, which e2e/pin.json names. Where others are installed, the test says so, and compares two renderings of
 * each page instead. The other checks hold everywhere: no page is wider than the window, colours are the declared ones,
 * and no theme moves a line.
 */

const PAGES: Record<Language, Record<string, { path: string; height?: number }>> = {
  // The article is cut off at this height: the specimen covers the rest.
  en: {
    specimen: { path: 'specimen/' },
    article: { path: 'article/how-shortwave-hops/', height: 2400 },
  },
  fa: {
    specimen: { path: 'specimen/article-rtl/' },
    article: { path: 'article/night-frequency/', height: 2400 },
  },
}

const WINDOWS = {
  phone: { width: 360, height: 800 },
  desktop: { width: 1440, height: 900 },
}

/**
 * The light theme is stored at full size; the other themes, which have the same lines in other colours, at an eighth of
 * the width. That is enough to see a change, and keeps the repository small.
 */
const REDUCTION = 8

/** How many pixels may differ: about one caret. */
const TOLERANCE = 30

/** Leaves only text: images would fill the repository, and the edge of a turned page has tests of its own. */
const STYLE = `
  .picture:not(.absent) img { visibility: hidden !important }
  .page-edge { display: none }
  * { scroll-behavior: auto !important }
`

/** Lays out the whole page with its images and fonts, and scrolls to the top. */
async function forceFullLayout(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.getElementById('app')!.dataset.whole = ''
    scrollTo(0, 0)
    ;(document.activeElement as HTMLElement | null)?.blur()
    for (const picture of document.images) picture.loading = 'eager'
    return document.fonts.ready
  })
  await page.waitForFunction(() =>
    [...document.images].every((picture) => {
      // The specimen has one image that is missing on purpose.
      const absent = picture.closest('.picture.absent') !== null
      return absent ? /0{64}/.test(picture.src) : picture.complete && picture.naturalWidth > 0
    }),
  )
}

async function shoot(page: Page, height?: number): Promise<Picture> {
  await forceFullLayout(page)
  const { width } = page.viewportSize()!
  return pictureOf(
    await page.screenshot({
      fullPage: true,
      animations: 'disabled',
      style: STYLE,
      ...(height === undefined ? {} : { clip: { x: 0, y: 0, width, height } }),
    }),
  )
}

/** A second screenshot of the page, to compare with where the stored one does not apply. */
async function again(page: Page, height: number | undefined, whole: boolean): Promise<Picture> {
  const picture = await shoot(page, height)
  return whole ? picture : reduced(picture, REDUCTION)
}

/** How browser and fonts differ from those of the stored screenshots, in words; empty where they do not differ. */
async function othersHere({ page }: SamplePages): Promise<string> {
  const here = { chromium: page.context().browser()!.version(), fonts: await fontsOf(page) }
  if (UPDATING) writePin(here)
  const pin = readPin()
  const scripts = Object.keys(pin.fonts).filter((name) => pin.fonts[name] !== here.fonts[name])
  return [
    ...(pin.chromium === here.chromium
      ? []
      : [`the browser is ${here.chromium} and was ${pin.chromium}`]),
    ...(scripts.length > 0 ? [`there are other letters for ${scripts.join(', ')}`] : []),
  ].join(', and ')
}

/** Position and size of every element; an element in a closed `details` has neither. */
function positionsOf(page: Page): Promise<number[][]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#app :not(details:not([open]) *)')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return [x, y + scrollY, width, height].map(Math.round)
    }),
  )
}

const rgb = (page: Page, colour: string) =>
  page.evaluate((colour) => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = colour
    const { color } = getComputedStyle(probe)
    probe.remove()
    return [...color.matchAll(/\d+/g)].map(Number)
  }, colour)

/**
 * All looks, in the order of their cells. Auto looks like the light or the dark theme and has no screenshots of its
 * own.
 */
const LOOKS: Look[] = [
  { theme: 'light', scheme: 'light' },
  { theme: 'dark', scheme: 'light' },
  { theme: 'sepia', scheme: 'light' },
  { theme: 'black', scheme: 'light' },
  { theme: 'contrast', scheme: 'light' },
  { theme: 'contrast', scheme: 'dark' },
  { theme: 'eink', scheme: 'light' },
  { theme: 'auto', scheme: 'light' },
  { theme: 'auto', scheme: 'dark' },
]
const nameOf = ({ theme, scheme }: Look) => `${theme}-${scheme}`

const CELLS = LANGUAGES.flatMap((language) =>
  Object.keys(WINDOWS).flatMap((window) =>
    Object.keys(PAGES[language]).flatMap((name) =>
      LOOKS.map((look) => `${language} ${window} ${name} ${nameOf(look)}`),
    ),
  ),
)

const chosen = UPDATING ? CELLS : sample('visual', CELLS)

for (const language of LANGUAGES) {
  for (const [window, viewport] of Object.entries(WINDOWS)) {
    const cells = chosen.filter((cell) => cell.startsWith(`${language} ${window} `))
    if (cells.length === 0) continue
    test(`specimen and article look as they did: ${language}, ${window}`, async ({
      openSamplePages,
    }) => {
      const pages = await openSamplePages(language, viewport)
      const { page } = pages
      expect((await looksOf(page)).map(nameOf).sort(), 'the looks of this test').toEqual(
        LOOKS.map(nameOf).sort(),
      )
      const others = await othersHere(pages)
      if (others) console.log(`pictures are not compared, because ${others} (e2e/pin.json)`)
      await eachCell('visual', cells, async (cell) => {
        const [, , name, lookName] = cell.split(' ')
        const look = LOOKS.find((look) => nameOf(look) === lookName)!
        const { path, height } = PAGES[language][name!]!
        await pages.open(path)
        await page.locator('.neighbours a').first().waitFor()
        await dress(page, LOOKS[0]!)
        await forceFullLayout(page)
        const positions = await positionsOf(page)
        await dress(page, look)
        const now = await shoot(page, height)

        expect.soft(now.width, 'nothing is wider than the window').toBe(viewport.width)
        const paper = await rgb(page, (await coloursOf(page)).paper!)
        expect.soft(pixelAt(now, 1, now.height - 1), 'the paper').toEqual(paper)
        expect
          .soft(await positionsOf(page), 'everything stands where it stands in the light theme')
          .toEqual(positions)
        await comparePicture(page, { language, window, name: name!, look, height, others, now })
      })
    })
  }
}

interface Shot {
  language: Language
  window: string
  name: string
  look: Look
  height: number | undefined
  others: string
  now: Picture
}

async function comparePicture(page: Page, shot: Shot): Promise<void> {
  const { language, window, name, height, others, now } = shot
  // Auto is compared with the screenshots of the theme it looks like.
  const { theme, scheme } =
    shot.look.theme === 'auto' ? { theme: shot.look.scheme, scheme: 'light' } : shot.look
  const whole = theme === 'light'
  const file = `${name}.${language}.${window}.${theme}-${scheme}.webp`
  const stored = join(import.meta.dirname, 'pictures', file)
  const seen = whole ? now : await reduced(now, REDUCTION)
  if (UPDATING && shot.look.theme !== 'auto') await writePicture(stored, seen)
  const then = others ? await again(page, height, whole) : await readPicture(stored)
  if (!then) throw new Error(`there is no ${file}: npm run snapshots visual`)
  if (seen.data.equals(then.data)) return
  const { count, shown } = difference(seen, then, whole ? 12 : 3)
  const testInfo = test.info()
  if (count > TOLERANCE) {
    for (const [kind, picture] of Object.entries({ now: seen, difference: shown })) {
      const out = testInfo.outputPath(file.replace('.webp', `.${kind}.webp`))
      await writePicture(out, picture)
      await testInfo.attach(kind, { path: out, contentType: 'image/webp' })
    }
  }
  expect.soft(count, `pixels that differ, see ${testInfo.outputDir}`).toBeLessThanOrEqual(TOLERANCE)
}
