import type { Page } from '@playwright/test'
import {
  askForNews,
  untilFollowed,
  untilOffline,
  untilPainted,
  untilReady,
  untilSynced,
} from '../support/page.ts'
import { randomFrom } from '../support/random.ts'
import { SEED, trials } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'
import { type Language, LongArticle, sourcesOf } from './longReads.ts'
import { type Line, linesFromTop, topLine } from './topLine.ts'

const PORTRAIT = { width: 360, height: 800 }
const LANDSCAPE = { width: 800, height: 360 }

/**
 * How often each change comes in a round of twelve. Restarts of the browser and new editions take longest, so they are
 * rare.
 */
const OFTEN = { size: 2, rotation: 2, typeface: 2, spacing: 2, letters: 1 }
const SELDOM = { reload: 1, kill: 1, revision: 1 }
const ROUND = Object.entries({ ...OFTEN, ...SELDOM }).flatMap(([kind, times]) =>
  Array.from({ length: times }, () => kind),
)

/** Scrolls to a part of the article, 0 to 1, and waits until the app has handled the event. */
async function scrollToPart(page: Page, part: number): Promise<void> {
  await page.evaluate((part) => {
    const { top, height } = document.querySelector('.article > .body')!.getBoundingClientRect()
    scrollTo(0, scrollY + top + 20 + (height - 2 * innerHeight) * part)
  }, part)
  await untilPainted(page)
}

test('the same line is at the top after random changes of size, shape, app and article', async ({
  openNewsroom,
  reader,
  library,
}) => {
  const draw = randomFrom(SEED)
  const shuffled = <T>(all: readonly T[]): T[] => {
    const left = [...all]
    return all.map(() => left.splice(draw(left.length), 1)[0]!)
  }
  const articles = { en: new LongArticle('en', draw), fa: new LongArticle('fa', draw) }
  const newsroom = await openNewsroom({ id: 'long' })
  let edition = 0
  const publish = async () => {
    newsroom.write(sourcesOf(articles))
    await newsroom.press()
    edition += 1
  }

  await publish()
  let page = await reader.open()
  let viewport = PORTRAIT
  let language: Language = 'en'
  const openArticle = async () => {
    await page.goto(`${newsroom.address}article/${language}/`)
    await untilReady(page)
    await untilFollowed(page)
  }
  const setTo = (choice: string, values: string[]) =>
    page.evaluate(
      ([name, value]) => {
        document.documentElement.dataset[name!] = value!
      },
      [choice, values[draw(values.length)]!],
    )
  /** Waits until the app has stored the place, which it does when the reader stops scrolling. */
  const untilKept = (line: Line) =>
    expect
      .poll(async () => (await library.of(page).reading('long', language))?.locator?.quote)
      .toBe(line.text.slice(line.at, line.at + 48))
  const changes: Record<string, (line: Line) => Promise<unknown>> = {
    size: async () => {
      const sizes = page.locator('.tools input[name="size"]')
      await sizes.nth(draw(4)).evaluate((input: HTMLInputElement) => input.click())
    },
    rotation: async () => {
      viewport = viewport === PORTRAIT ? LANDSCAPE : PORTRAIT
      await page.setViewportSize(viewport)
    },
    typeface: () => setTo('typeface', ['serif', 'sans']),
    spacing: () => setTo('lines', ['normal', 'wide', 'wider']),
    letters: () => setTo('letters', ['normal', 'wider']),
    // A reload needs no wait, because the app stores the place when the page is left.
    reload: openArticle,
    kill: async (line) => {
      await untilKept(line)
      await reader.kill()
      page = await reader.open()
      await page.setViewportSize(viewport)
      await openArticle()
    },
    revision: async (line) => {
      await untilKept(line)
      articles[language].correct(line.text.trim())
      await publish()
      await askForNews(page)
      await untilSynced(page, edition)
      await openArticle()
    },
  }

  await page.goto(newsroom.address)
  await untilOffline(page)
  const count = trials(8, 50)
  const languages = shuffled<Language>(['en', 'fa'])
  let round: string[] = []
  for (let trial = 0; trial < count; trial++) {
    const half = Math.floor((2 * trial) / count)
    if (language !== languages[half] || trial === 0) {
      language = languages[half]!
      await openArticle()
    }
    await scrollToPart(page, draw(1000) / 1000)
    const line = await topLine(page)
    if (round.length === 0) round = shuffled(ROUND)
    const kind = round.pop()!
    await changes[kind]!(line)
    await untilPainted(page)
    const lines = await linesFromTop(page, line)
    expect(
      Math.abs(lines),
      `LONGWAVE_SEED=${SEED}, trial ${trial} (${kind}, ${language}): ${line.text}`,
    ).toBeLessThan(1.2)
  }
})
