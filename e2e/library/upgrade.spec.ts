import type { PublicationRow, ReadingRow } from '#library/schema.ts'
import { latest, untilOffline, untilSynced } from '../support/page.ts'
import { expect, test } from '../support/test.ts'
import { makeVersionOne } from '../support/versionOne.ts'
import { openArticle, readSome, untilPlaceKept } from './journeys.ts'

test('a reader of the version before keeps marks, places, choices and saved audio, and the news', async ({
  page,
  newsroom,
  library,
}) => {
  const headline = await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  const stored = await readSome(page, library, headline)
  const [row] = await library.rows<PublicationRow>('publications')
  const saved = '2026-11-23T12:00:00Z'
  await library.put('reading', [row!.fingerprint, 'number-1'], { ...stored, saved })

  // What the version before left: one name for all sites of the origin.
  await page.goto(`${newsroom.address}icons/icon.svg`)
  await makeVersionOne(page, 'longwave:/')
  await page.evaluate(async () => {
    for (const name of await caches.keys()) if (name.includes('#')) await caches.delete(name)
    localStorage.clear()
    localStorage.setItem('longwave:theme', 'dark')
    const audio = await caches.open('longwave-audio')
    const headers = { 'Content-Length': '5' }
    for (const id of ['newsroom', 'other']) {
      await audio.put(`/longwave-audio/${id}/number-1/abc`, new Response('sound', { headers }))
    }
  })
  await newsroom.host.stop()

  await page.goto(newsroom.address)
  await expect(latest(page)).toHaveText(headline)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const former = library.of(page, 'longwave')
  expect(await former.reading('newsroom', 'number-1')).toEqual({ ...stored, saved })
  await openArticle(page, headline)
  await untilPlaceKept(page)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
  const audio = (name: string) =>
    page.evaluate(
      async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
      name,
    )
  await expect
    .poll(() => audio('longwave:/#audio'))
    .toEqual([`/longwave-audio/${row!.fingerprint}/number-1/abc`])
  // Audio of a publication that this site does not have may be another site's.
  await expect.poll(() => audio('longwave-audio')).toEqual(['/longwave-audio/other/number-1/abc'])

  // The next start finds the same database, and an edition arrives in it.
  await newsroom.host.start()
  const second = await newsroom.publish()
  await page.goto(newsroom.address)
  await untilSynced(page, 2)
  await page.reload()
  await expect(latest(page)).toHaveText(second)
  const names = await page.evaluate(() => indexedDB.databases())
  expect(names.map(({ name }) => name)).toEqual(['longwave'])
  const [reading] = await former.rows<ReadingRow>('reading')
  expect(reading?.saved).toBe(saved)
})
