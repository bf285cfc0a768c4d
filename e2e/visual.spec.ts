import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { readPin, UPDATING, writePin } from './compareText.ts'
import {
  coloursOf,
  dress,
  LANGUAGES,
  type Language,
  type Look,
  looksOf,
  openStage,
  type Stage,
} from './stage.ts'
import { fontsOf } from './visual/fonts.ts'
import {
  difference,
  type Picture,
  pictureOf,
  pixelAt,
  readPicture,
  reduced,
  writePicture,
} from './visual/pictures.ts'

/*
 * Specimen and article, in every theme, on a phone and on a desktop, from left to right and from right to left, as
 * pictures in e2e/visual/ (`npm run snapshots visual` takes them anew). Pictures are of one browser and one set of
 * fonts, written down in e2e/pin.json: where others are installed this says so, and draws each page twice instead of
 * comparing it with the picture. What does not depend on them holds everywhere: nothing is wider than the window,
 * colours are those that are declared, and no theme moves a line.
 */

const PAGES: Record<Language, Record<string, { path: string; height?: number }>> = {
  // Of the article, its beginning: what comes further down is in the specimen.
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
 * The light theme is kept as it is on the screen; the others, where the same lines stand in other colours, in an eighth
 * of its width: enough to tell what has changed, and the repository stays small.
 */
const REDUCTION = 8

/** Pixels that may differ: a caret's worth. */
const TOLERANCE = 30

/** Type is compared; pictures would only fill the repository, and where a turned page ends is tested elsewhere. */
const STYLE = `
  .picture:not(.absent) img { visibility: hidden !important }
  .page-edge { display: none }
  * { scroll-behavior: auto !important }
`

async function shoot(page: Page, height?: number): Promise<Picture> {
  await page.evaluate(() => {
    document.getElementById('app')!.dataset.whole = ''
    scrollTo(0, 0)
    ;(document.activeElement as HTMLElement | null)?.blur()
    for (const picture of document.images) picture.loading = 'eager'
    return document.fonts.ready
  })
  await page.waitForFunction(() =>
    [...document.images].every((picture) => {
      // One picture of the specimen is on no device.
      const absent = picture.closest('.picture.absent') !== null
      return absent ? /0{64}/.test(picture.src) : picture.complete && picture.naturalWidth > 0
    }),
  )
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

/** The page drawn once more, where there is no picture to compare it with. */
async function again(page: Page, height: number | undefined, whole: boolean): Promise<Picture> {
  const picture = await shoot(page, height)
  return whole ? picture : reduced(picture, REDUCTION)
}

/** What is other here than where the pictures were taken, in words; empty where nothing is. */
async function othersHere({ page }: Stage): Promise<string> {
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

/** Where everything in the page stands; what is folded away stands nowhere. */
function placesOf(page: Page): Promise<number[][]> {
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

test.describe.configure({ mode: 'parallel' })
test.setTimeout(240_000)

for (const language of LANGUAGES) {
  for (const [window, viewport] of Object.entries(WINDOWS)) {
    test(`specimen and article look as they did, ${language}, ${window}`, async ({
      browser,
    }, testInfo) => {
      const stage = await openStage(browser, language, viewport)
      const { page } = stage
      const others = await othersHere(stage)
      if (others) console.log(`pictures are not compared, as ${others} (e2e/pin.json)`)
      for (const [name, { path, height }] of Object.entries(PAGES[language])) {
        await stage.open(path)
        await page.locator('.neighbours a').first().waitFor()
        /** By their colours: Auto looks like the light or the dark theme, and has no pictures of its own. */
        const pictures = new Map<string, Look>()
        let places: number[][] | undefined
        const looks = await looksOf(page)
        for (const look of [...looks].sort(
          (a, b) => +(a.theme === 'auto') - +(b.theme === 'auto'),
        )) {
          const when = `${name}, ${look.theme} in the ${look.scheme}`
          await dress(page, look)
          const colours = await coloursOf(page)
          const now = await shoot(page, height)

          expect.soft(now.width, `${when}: nothing is wider than the window`).toBe(viewport.width)
          const paper = await rgb(page, colours.paper!)
          expect.soft(pixelAt(now, 1, now.height - 1), `${when}: the paper`).toEqual(paper)
          const there = await placesOf(page)
          places ??= there
          expect
            .soft(there, `${when}: everything stands where it stands in other themes`)
            .toEqual(places)

          const key = JSON.stringify(colours)
          const first = look.theme === 'auto' ? pictures.get(key) : undefined
          const { theme, scheme } = first ?? look
          if (!first) pictures.set(key, look)
          const whole = theme === 'light'
          const file = `${name}.${language}.${window}.${theme}-${scheme}.webp`
          const stored = join(import.meta.dirname, 'visual', file)
          const seen = whole ? now : await reduced(now, REDUCTION)
          if (UPDATING && !first) await writePicture(stored, seen)
          const then = others ? await again(page, height, whole) : await readPicture(stored)
          if (!then) throw new Error(`there is no ${file}: npm run snapshots visual`)
          if (seen.data.equals(then.data)) continue
          const { count, shown } = difference(seen, then, whole ? 12 : 3)
          if (count > TOLERANCE) {
            for (const [kind, picture] of Object.entries({ now: seen, difference: shown })) {
              const out = testInfo.outputPath(file.replace('.webp', `.${kind}.webp`))
              await writePicture(out, picture)
              await testInfo.attach(`${when}: ${kind}`, { path: out, contentType: 'image/webp' })
            }
          }
          expect
            .soft(count, `${when}: pixels that differ, see ${testInfo.outputDir}`)
            .toBeLessThanOrEqual(TOLERANCE)
        }
      }
      await stage.close()
    })
  }
}
