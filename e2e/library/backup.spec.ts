import type { Page } from '@playwright/test'
import { COPY } from '#library/copy.ts'
import { notice, untilOffline, untilSynced } from '../support/page.ts'
import { expect, test } from '../support/test.ts'
import { backup, RESTORED } from './journeys.ts'

/** Replaces the backup from a page of the site that is not the app: the app would write its own backup again. */
const replaceBackup = (page: Page, text: string) =>
  page.evaluate(
    async ([name, text]) => {
      const cache = await caches.open(name)
      for (const key of await cache.keys()) await cache.put(key, new Response(text))
    },
    [COPY, text] as const,
  )

test('the app restores nothing from a backup that is cut short or made up', async ({
  page,
  newsroom,
  library,
}) => {
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await expect.poll(() => backup(page)).toContain('newsroom')
  for (const wrong of [
    '{"generation":99,"subscriptions":[{"id":"news',
    '{"generation":99,"subscriptions":[],"reading":[[["a"],{}],[["newsroom","x"],{"progression":"far"}]],"settings":[]}',
    '{"generation":99,"subscriptions":[{"id":"evil","address":"javascript:0"}],"reading":[],"settings":[]}',
    '[]',
  ]) {
    await page.goto(`${newsroom.address}feed.json`)
    await replaceBackup(page, wrong)
    await page.goto(newsroom.address)
    await untilSynced(page)
    await expect(notice(page)).toBeHidden()
    expect(await library.rows('reading')).toEqual([])
    expect(await library.rows('publications')).toHaveLength(1)
  }
})

test('the app restores each publication of a backup that is whole, and none that is not', async ({
  page,
  newsroom,
  library,
}) => {
  newsroom.mirrors = ['https://mirror.example/']
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await expect.poll(() => backup(page)).toContain('https://mirror.example/')
  const [before] = await library.rows<{ added: string }>('publications')
  await page.goto(`${newsroom.address}feed.json`)
  const copies = (await backup(page)).split('\n')
  // An address may be written in capital letters.
  const copy = JSON.parse(copies.at(-1)!.replaceAll('https://mirror', 'HTTPS://mirror'))
  copy.subscriptions.unshift({ id: 'evil', address: 'javascript:0' }, null)
  await replaceBackup(page, JSON.stringify(copy))
  await library.delete()
  await page.goto(newsroom.address)
  await expect(notice(page)).toContainText(RESTORED)
  const rows = await library.rows<{ id: string; added: string }>('publications')
  expect(rows.map(({ id, added }) => [id, added])).toEqual([['newsroom', before!.added]])
})
