import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { copyFolder } from '../support/folders.ts'
import { untilOffline, untilSynced } from '../support/page.ts'
import { markdown, pressSite, publication } from '../support/press.ts'
import { MINUTE } from '../support/silentMp3.ts'
import { expect, test } from '../support/test.ts'

/** The path at which the press stores the audio of the article. */
const AUDIO = `audio/${createHash('sha256').update(MINUTE).digest('hex')}.mp3`

const SOURCES = {
  'all/bell.md': markdown(
    { title: 'The bell', date: '2026-11-01' },
    'It rang.\n\n<audio src="bell.mp3" title="The bell, rung"></audio>\n\nThat was it.',
  ),
  'all/bell.mp3': MINUTE,
}

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  site: async ({}, use) => use(await pressSite(publication('spoken', SOURCES))),
})

const player = (page: Page): Locator => page.locator('article audio')
const download = (page: Page): Locator => page.getByRole('button', { name: 'Download to listen' })
const state = (page: Page): Locator => page.locator('.embed .state')

const play = (page: Page) => player(page).evaluate((audio: HTMLAudioElement) => audio.play())
const seconds = (page: Page) =>
  player(page).evaluate((audio: HTMLAudioElement) => audio.currentTime)

/** Opens the article, and waits until the app has replaced the link to its audio. */
async function openArticle(page: Page, address: string): Promise<void> {
  await page.goto(`${address}article/bell/`)
  await expect(download(page).or(player(page))).toBeVisible()
  await expect(page.locator('article .embed .meta').first()).toContainText('60 kilobytes')
}

test('audio is downloaded when the reader asks for it, plays without a network, and goes on where it was left', async ({
  host,
  reader,
  library,
}) => {
  let page = await reader.open()
  const asked: string[] = []
  page.context().on('request', (request) => asked.push(request.url()))
  const askedForAudio = () => asked.filter((url) => url.includes('/audio/'))
  await page.goto(host.address)
  await untilOffline(page)
  await openArticle(page, host.address)
  expect(askedForAudio()).toEqual([])
  await download(page).click()
  await expect(player(page)).toBeFocused()
  await expect(state(page)).toHaveText(/plays without a network/)
  expect(askedForAudio()).toEqual([host.address + AUDIO])

  await host.stop()
  await page.reload()
  await expect(player(page)).toHaveAttribute('src', /^blob:/)
  await play(page)
  await player(page).evaluate((audio: HTMLAudioElement) => {
    audio.currentTime = 31
    audio.playbackRate = 4
  })
  await expect.poll(() => seconds(page)).toBeGreaterThan(31)
  expect(
    await page.evaluate(() => [
      navigator.mediaSession.metadata?.title,
      navigator.mediaSession.playbackState,
    ]),
  ).toEqual(['The bell, rung', 'playing'])
  const keptSeconds = async () => {
    const row = await library.of(page).reading('spoken', 'bell')
    return Object.values(row?.audio ?? {})[0] ?? 0
  }
  await expect.poll(keptSeconds).toBeGreaterThanOrEqual(31)

  // Besides every few seconds, the app stores the position when the page is left.
  await expect.poll(() => seconds(page)).toBeGreaterThan(33)
  await page.reload()
  await expect.poll(() => seconds(page)).toBeGreaterThanOrEqual(33)

  await reader.kill()
  page = await reader.open()
  await openArticle(page, host.address)
  await expect.poll(() => seconds(page)).toBeGreaterThanOrEqual(33)
  expect(await seconds(page)).toBeLessThan(60)
  await play(page)
  await expect
    .poll(() => player(page).evaluate((audio: HTMLAudioElement) => audio.paused))
    .toBe(false)
})

test('a download of audio that fails says why; audio on the device is counted, and goes when space is freed', async ({
  page,
  site,
  serve,
}) => {
  const host = await serve(copyFolder(site, 'spoken'))
  const file = join(host.folder, AUDIO)
  await page.goto(`${host.address}article/bell/`)
  await untilSynced(page)
  // The app refuses bytes other than the signed ones.
  writeFileSync(file, Buffer.concat([MINUTE.subarray(0, -1), Buffer.from('!')]))
  await download(page).click()
  await expect(state(page)).toHaveText(/damaged or changed/)
  await expect(player(page)).toHaveCount(0)
  writeFileSync(file, MINUTE)

  await page.context().setOffline(true)
  await download(page).click()
  await expect(state(page)).toHaveText(/not on this device.*network/)
  await page.context().setOffline(false)
  await download(page).click()
  await expect(player(page)).toBeVisible()

  await page.goto(`${host.address}settings/`)
  const storage = page.getByRole('region', { name: 'Storage' })
  await expect(storage).toContainText('Recordings you have downloaded take 60 kilobytes')
  await storage.getByRole('button', { name: 'Free space now' }).click()
  await expect(storage.locator('.state')).toContainText('freed')
  await expect(storage).not.toContainText('Recordings')
})

test('audio that was downloaded goes with its article', async ({ page, openNewsroom }) => {
  const newsroom = await openNewsroom({
    id: 'spoken',
    sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
  })
  newsroom.write(SOURCES)
  await newsroom.press()
  await openArticle(page, newsroom.address)
  await untilSynced(page)
  await download(page).click()
  await expect(player(page)).toBeVisible()
  const countStored = () =>
    page.evaluate(async () => (await (await caches.open('longwave:/#audio')).keys()).length)
  expect(await countStored()).toBe(1)
  newsroom.write({ 'all/other.md': markdown({ title: 'Another', date: '2026-11-02' }, 'Words.') })
  rmSync(join(newsroom.folder, 'all/bell.md'))
  await newsroom.press()
  await page.goto(newsroom.address)
  await expect.poll(countStored).toBe(0)
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })
  test('audio is a link to its file, with its size', async ({ page, host }) => {
    await page.goto(`${host.address}article/bell/`)
    await expect(page.locator('article .embed .meta').first()).toContainText('60 kilobytes')
    const link = page.getByRole('link', { name: 'The bell, rung' })
    await expect(link).toHaveAttribute('href', `/${AUDIO}`)
  })
})
