import type { Page } from '@playwright/test'
import { latest, untilOffline, untilSynced } from '../support/page.ts'
import { expect, test } from '../support/test.ts'
import { openArticle } from './journeys.ts'

const storage = (page: Page) => page.getByRole('region', { name: 'Storage' })
const freeSpace = (page: Page) => storage(page).getByRole('button', { name: 'Free space now' })
const NOTHING_TO_REMOVE = 'There is nothing to remove.'

test('the reader frees space: images and read articles go, stay away, and can be fetched again', async ({
  page,
  newsroom,
  library,
}) => {
  const headline = await newsroom.publish()
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  const before = await library.shelf()
  expect(before).toMatchObject({ images: 1, reading: 0 })
  expect(before.bodies).toHaveLength(2)
  await openArticle(page, headline)
  await expect.poll(async () => (await library.shelf()).reading).toBe(1)

  await page.goto(`${newsroom.address}settings/`)
  await expect(storage(page)).toContainText(/[\d.]+ kilobytes of 60 megabytes used/)
  await expect(storage(page).getByRole('listitem')).toContainText(/The Newsroom [\d.]+ kilobytes/)
  // Uses the keyboard only.
  await freeSpace(page).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toHaveText(
    /^[\d.]+ kilobytes freed\. Saved articles and your places are untouched\.$/,
  )
  const after = await library.shelf()
  expect(after.articles).toEqual(before.articles)
  expect(after.bodies).toEqual(before.bodies.filter((body) => body !== 'number-1'))
  expect(after).toMatchObject({ images: 0, reading: 1 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toHaveText(NOTHING_TO_REMOVE)

  await page.goto(newsroom.address)
  await untilSynced(page)
  expect((await library.shelf()).images).toBe(0)
  await openArticle(page, headline)
  await expect(page.locator('main')).toContainText('it made room for newer ones')
  await newsroom.host.stop()
  await page.getByRole('button', { name: 'Fetch it again' }).click()
  await expect(page.locator('.evicted .state')).toContainText('cannot be reached')
  await newsroom.host.start()
  await page.getByRole('button', { name: 'Fetch it again' }).click()
  await expect(page.locator('.article .body')).toContainText('The text of number 1.')
  await newsroom.host.stop()
  await page.reload()
  await expect(page.locator('.article .body')).toContainText('The text of number 1.')
})

test('text and images of an article stay while it is open in another tab, or saved', async ({
  page,
  context,
  newsroom,
  library,
}) => {
  const headline = await newsroom.publish()
  await newsroom.publish()
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await openArticle(page, headline)
  await expect.poll(async () => (await library.shelf()).reading).toBe(1)
  const all = await library.shelf()
  expect(all.images).toBe(1)

  const settings = await context.newPage()
  await settings.goto(`${newsroom.address}settings/`)
  const announced = settings.getByRole('status')
  await freeSpace(settings).click()
  await expect(announced).toHaveText(NOTHING_TO_REMOVE)
  expect(await library.shelf()).toEqual(all)

  // All three articles show this image.
  await page.goto(newsroom.address)
  await expect(latest(page)).toBeVisible()
  const now = '2026-11-23T12:00:00Z'
  await library.put('reading', ['newsroom', 'number-2'], { read: now, saved: now })
  await library.put('reading', ['newsroom', 'number-3'], { read: now })
  await freeSpace(settings).click()
  await expect(announced).toHaveText(/^[\d.]+ kilobytes freed\./)
  expect(await library.shelf()).toMatchObject({ bodies: ['number-2'], images: 1 })

  await library.put('reading', ['newsroom', 'number-2'], { read: now })
  await settings.reload()
  await freeSpace(settings).click()
  await expect(announced).toHaveText(/^[\d.]+ kilobytes freed\./)
  expect(await library.shelf()).toMatchObject({ bodies: [], images: 0 })
})
