import { untilOffline, untilReady } from '../support/page.ts'
import { pressSite } from '../support/press.ts'
import { expect, test } from '../support/test.ts'
import { READING_ROOM_FILES } from './readingRoom.ts'

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  site: async ({}, use) => use(await pressSite(READING_ROOM_FILES)),
})

test('the next and the previous article come from the list in which the reader chose the article', async ({
  page,
  host,
}) => {
  // An article that is opened by its address has its neighbours in order of time, here from the other section.
  await page.goto(`${host.address}article/long/`)
  await untilOffline(page)
  const neighbours = page.getByRole('navigation', { name: 'Next to this article' })
  await expect(neighbours.getByRole('link')).toHaveText([/Between in Time/, /After in Time/])

  await page.goto(`${host.address}section/one/`)
  await untilReady(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'A Long Article' })).toBeVisible()
  await expect(neighbours.getByRole('link')).toHaveText([/First of One/, /Last of One/])

  await host.stop()
  await page.reload()
  await expect(neighbours.getByRole('link')).toHaveText([/First of One/, /Last of One/])
  await neighbours.getByRole('link', { name: /Last of One/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Last of One' })).toBeVisible()
  // The article is the last of its list, though not of the publication.
  await expect(neighbours.getByRole('link')).toHaveText([/A Long Article/])
})
