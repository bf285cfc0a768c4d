import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { askForNews, notice, untilFollowed, untilReady } from '../support/page.ts'
import { expect, test } from '../support/test.ts'
import { ARTICLES, longArticle, READING_ROOM } from './readingRoom.ts'

test('a reader whose article is corrected or withdrawn is told, and stays at the sentence until the change is shown', async ({
  page,
  openNewsroom,
  library,
}) => {
  const newsroom = await openNewsroom(READING_ROOM)
  newsroom.write(ARTICLES)
  await newsroom.press()
  const correct = async (line: string) => {
    newsroom.write({ 'one/long.md': longArticle(line) })
    await newsroom.press()
    await askForNews(page)
  }
  const region = (name: string) => page.getByRole('region', { name })
  const changed = region('This article has been changed')
  const withdrawn = region('This article has been withdrawn')
  const sentence = page.getByText('Sentence 20 of')

  await page.goto(`${newsroom.address}article/long/`)
  await untilReady(page)
  await untilFollowed(page)
  await sentence.evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await expect
    .poll(async () => (await library.reading('reading', 'long'))?.locator?.quote)
    .toContain('Sentence 20 of')

  await correct('a wire that was not as slow as we said, as its owner has told us since')
  await expect(changed).toBeVisible()
  await expect(page.getByText('It came over a slow wire.')).toHaveCount(1)
  await changed.getByRole('button', { name: 'Show it' }).click()
  await expect(page.getByText('It came over a wire that was not as slow')).toHaveCount(1)
  await expect
    .poll(() => sentence.evaluate((element) => Math.abs(element.getBoundingClientRect().top)))
    .toBeLessThan(40)
  // The focus is there, so that a screen reader goes on from there.
  await expect(page.locator(':focus')).toHaveText(/Sentence 20 of/)

  await correct('a third wire')
  await expect(changed).toBeVisible()
  await changed.getByRole('button', { name: 'Later' }).click()
  await expect(notice(page)).toBeHidden()

  // A second notice is announced at once, and shown after the first has been closed.
  await correct('a fourth wire')
  await expect(changed).toBeVisible()
  rmSync(join(newsroom.folder, 'one/long.md'))
  await newsroom.press()
  await askForNews(page)
  await expect(page.locator('#live')).toContainText('This article has been withdrawn')
  await expect(changed).toBeVisible()
  await changed.getByRole('button', { name: 'Later' }).click()
  await expect(withdrawn).toBeVisible()
  await expect(sentence).toBeVisible()
  await withdrawn.getByRole('button', { name: 'Show it' }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'This is not on this device' }),
  ).toBeFocused()
})
