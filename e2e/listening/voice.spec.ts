import type { Page } from '@playwright/test'
import { untilFollowed, untilReady, withoutWorker } from '../support/page.ts'
import { fakeSpeech, speech } from '../support/speechEngine.ts'
import { expect } from '../support/test.ts'
import {
  CHINESE,
  countSpoken,
  expectSaid,
  finish,
  listenButton,
  openArticle,
  player,
  SENTENCES,
  test,
  VOICES,
} from './aloud.ts'

/** The text that is marked as spoken. */
const marked = (page: Page) =>
  page.evaluate(() => [...CSS.highlights.get('spoken')!].map((range) => String(range)).join())

test('an article is read from its headline to its end, sentence by sentence, each in its language', async ({
  page,
  host,
}) => {
  await openArticle(page, host)
  await listenButton(page).click()
  await expectSaid(page, 'Read to me')
  expect(await marked(page)).toBe('Read to me')
  await finish(page)
  await expectSaid(page, 'A standfirst.')
  for (const sentence of SENTENCES.slice(0, 6)) {
    await finish(page)
    await expectSaid(page, sentence)
    expect(await marked(page)).toBe(sentence)
  }
  await finish(page)
  await expectSaid(page, 'Une phrase en français.')
  expect(await speech(page, ({ spoken }) => spoken.at(-1)?.lang)).toBe('fr-FR')
  await finish(page)
  // No voice here speaks Hebrew: the player leaves the sentence out and says so, because another voice would read
  // gibberish.
  await expectSaid(page, SENTENCES[6]!)
  await expect(player(page)).toContainText('no voice for Hebrew')
  // The last sentence is far below the first window: the window follows the voice.
  for (const _ of SENTENCES.slice(7)) await finish(page)
  await expectSaid(page, SENTENCES.at(-1)!)
  await expect
    .poll(() =>
      page.evaluate(() => {
        const [range] = CSS.highlights.get('spoken')!
        const { top, bottom } = (range as Range).getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      }),
    )
    .toBe(true)
  await finish(page)
  await expect(player(page)).toContainText('That was the end of the article.')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()

  // A long sentence in a slowly read script is said in pieces, each short enough that no engine cuts it off.
  await page.goto(`${host.address}article/zh/`)
  await listenButton(page).click()
  await expectSaid(page, '中文')
  const body = () =>
    speech(page, ({ spoken }) =>
      spoken
        .slice(1)
        .map(({ text }) => text)
        .join(''),
    )
  for (let pieces = 2; (await body()) !== `${CHINESE}。`; pieces++) {
    await finish(page)
    await expect.poll(() => countSpoken(page)).toBe(pieces)
    // A piece lasts at most 14 s, at 255 characters a minute.
    const piece = await speech(page, ({ spoken }) => spoken.at(-1)!.text)
    expect(piece.length, piece).toBeLessThan(60)
  }
})

test('an article is read aloud from the prerendered page, and the voice goes on when the app replaces the page', async ({
  page,
  host,
}) => {
  // With a worker, `page.route` would not see the requests for these files.
  await withoutWorker(page)
  let deliver = () => {}
  const asked = new Promise<void>((resolve) => {
    page.route(/\/bundles?\//, (route) => {
      deliver = () => route.continue()
      resolve()
    })
  })
  await page.addInitScript(fakeSpeech, { voices: VOICES })
  await page.goto(`${host.address}article/read/`)
  await untilReady(page)
  await asked
  await listenButton(page).click()
  await expectSaid(page, 'Read to me')
  await finish(page)
  await expectSaid(page, 'A standfirst.')
  deliver()
  await untilFollowed(page)
  await finish(page)
  await expectSaid(page, SENTENCES[0]!)
})

test('the player waits for voices that load after the page, and can still play with voices that load later', async ({
  page,
  host,
}) => {
  await page.clock.install()
  await openArticle(page, host, { late: true })
  await listenButton(page).click()
  await expect(player(page)).toBeVisible()
  expect(await countSpoken(page)).toBe(0)
  await speech(page, (engine) => engine.arrive())
  await expectSaid(page, 'Read to me')

  await page.reload()
  await listenButton(page).click()
  await expect(player(page)).toBeVisible()
  await page.clock.runFor(3000)
  await expect(player(page)).toContainText('This device has no voice for English.')
  await speech(page, (engine) => engine.arrive())
  await expect(player(page)).not.toContainText('no voice')
  await page.getByRole('button', { name: 'Play' }).click()
  await expectSaid(page, 'Read to me')
})

test('without a voice for its language an article stays silent, and the player says why and what helps', async ({
  page,
  host,
}) => {
  await openArticle(page, host, { voices: [['fr-FR', 'Émilie', true]] })
  await listenButton(page).click()
  await expect(player(page)).toContainText('This device has no voice for English.')
  await expect(page.locator('#live')).toContainText('This device has no voice for English.')
  await expect(page.getByRole('button', { name: 'Play' })).toHaveAttribute('aria-disabled', 'true')
  expect(await countSpoken(page)).toBe(0)

  // The player uses a voice that sends the text to a server only when the reader chooses it.
  const other = await page.context().newPage()
  await openArticle(other, host, { voices: [['en-US', 'Cloud', false]] })
  await listenButton(other).click()
  await expect(player(other)).toContainText('send the text to a server')
  expect(await countSpoken(other)).toBe(0)
  await other.getByRole('combobox', { name: 'Voice' }).selectOption({ index: 1 })
  await other.getByRole('button', { name: 'Play' }).click()
  await expectSaid(other, 'Read to me')
})

test('the chosen voice reads, even when the choice cannot be stored', async ({ page, host }) => {
  await page.addInitScript(() => {
    for (const name of ['getItem', 'setItem'] as const) {
      const real = Storage.prototype[name] as (key: string, value?: string) => string | null
      Storage.prototype[name] = function (this: Storage, key: string, value?: string) {
        if (key.startsWith('longwave:/#voice')) throw new DOMException('', 'SecurityError')
        return real.call(this, key, value) as never
      }
    }
  })
  await openArticle(page, host)
  await listenButton(page).click()
  await expectSaid(page, 'Read to me')
  await page.getByRole('combobox', { name: 'Voice' }).selectOption('Grace')
  await expect.poll(() => speech(page, ({ spoken }) => spoken.at(-1)?.lang)).toBe('en-US')
})
