import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { Host } from './host.ts'
import { freshFolder, pressSite, writeFiles } from './longwave.ts'
import { Reader, untilOffline } from './reader.ts'
import { MINUTE } from './silence.ts'

const NAME = `audio/${createHash('sha256').update(MINUTE).digest('hex')}.mp3`

let folder: string
let host: Host
test.beforeAll(async () => {
  folder = freshFolder('audio')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'spoken',
      title: 'Spoken',
      language: 'en',
      sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
    }),
    'all/bell.md':
      '---\ntitle: The bell\ndate: 2026-11-01\n---\n\nIt rang.\n\n<audio src="bell.mp3" title="The bell, rung"></audio>\n\nThat was it.\n',
    'all/bell.mp3': MINUTE,
  })
  host = await Host.of(press())
})
test.afterAll(() => host.stop())

const press = () => pressSite(folder)

const player = (page: Page) => page.locator('article audio')
const download = (page: Page) => page.getByRole('button', { name: 'Download to listen' })
const seconds = (page: Page) =>
  player(page).evaluate((audio) => (audio as HTMLAudioElement).currentTime)

async function openArticle(page: Page) {
  await page.goto(`${host.address}article/bell/`)
  await expect(page.locator('article .embed .meta').first()).toContainText('60 kilobytes')
}

test('a recording is asked for on purpose, plays without a network, and goes on where it was left', async () => {
  const reader = new Reader()
  try {
    let page = await reader.open()
    const asked: string[] = []
    page.context().on('request', (request) => asked.push(request.url()))
    await page.goto(host.address)
    await untilOffline(page)
    await openArticle(page)
    await expect(download(page)).toBeVisible()
    expect(asked.filter((url) => url.includes('/audio/'))).toEqual([])
    await download(page).click()
    await expect(player(page)).toBeFocused()
    await expect(page.locator('.embed .state')).toHaveText(/plays without a network/)
    expect(asked.filter((url) => url.includes('/audio/'))).toEqual([`${host.address}${NAME}`])

    await host.stop()
    await page.reload()
    await expect(player(page)).toHaveAttribute('src', /^blob:/)
    await player(page).evaluate((audio) => (audio as HTMLAudioElement).play())
    await player(page).evaluate((audio) => {
      ;(audio as HTMLAudioElement).currentTime = 31
    })
    await expect.poll(() => seconds(page)).toBeGreaterThan(31)
    expect(
      await page.evaluate(() => [
        navigator.mediaSession.metadata?.title,
        navigator.mediaSession.playbackState,
      ]),
    ).toEqual(['The bell, rung', 'playing'])
    await expect.poll(() => kept(page)).toBeGreaterThanOrEqual(31)

    await reader.kill()
    page = await reader.open()
    await openArticle(page)
    await expect.poll(() => seconds(page)).toBeGreaterThanOrEqual(31)
    expect(await seconds(page)).toBeLessThan(60)
    await player(page).evaluate((audio) => (audio as HTMLAudioElement).play())
    await expect
      .poll(() => player(page).evaluate((audio) => !(audio as HTMLAudioElement).paused))
      .toBe(true)
  } finally {
    await reader.close()
    await host.start()
  }
})

/** The place in the library. */
const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('longwave')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction('reading').objectStore('reading')
          const row = reading.get(['spoken', 'bell'])
          row.onsuccess = () => {
            opening.result.close()
            resolve(Object.values<number>(row.result?.audio ?? {})[0] ?? 0)
          }
        }
      }),
  )

test('what is on the device is counted, and goes when space is freed', async ({ page }) => {
  await page.goto(host.address)
  await untilOffline(page)
  await openArticle(page)
  await page.context().setOffline(true)
  await download(page).click()
  await expect(page.locator('.embed .state')).toHaveText(/not on this device.*network/)
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

test('other bytes than those that were signed are refused', async ({ page }) => {
  const file = join(folder, 'site', NAME)
  writeFileSync(file, Buffer.concat([MINUTE.subarray(0, -1), Buffer.from('!')]))
  try {
    await page.goto(host.address)
    await untilOffline(page)
    await openArticle(page)
    await download(page).click()
    await expect(page.locator('.embed .state')).toHaveText(/damaged or changed/)
    await expect(player(page)).toHaveCount(0)
  } finally {
    writeFileSync(file, MINUTE)
  }
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })
  test('a recording is a link to its file, with its size', async ({ page }) => {
    await openArticle(page)
    const link = page.getByRole('link', { name: 'The bell, rung' })
    await expect(link).toHaveAttribute('href', `/${NAME}`)
  })
})

test('a recording goes with its article', async ({ page }) => {
  await page.goto(host.address)
  await untilOffline(page)
  await openArticle(page)
  await download(page).click()
  await expect(player(page)).toBeVisible()
  const held = () =>
    page.evaluate(async () => (await (await caches.open('longwave-audio')).keys()).length)
  expect(await held()).toBe(1)
  writeFiles(folder, { 'all/other.md': '---\ntitle: Another\ndate: 2026-11-02\n---\n\nWords.\n' })
  rmSync(join(folder, 'all/bell.md'))
  press()
  await page.goto(host.address)
  await expect.poll(held).toBe(0)
})
