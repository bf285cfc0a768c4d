import { deliveryState, notice, untilOffline, untilSynced } from '../support/page.ts'
import { expect, test } from '../support/test.ts'

test('on a metered connection, images are fetched when the reader asks for them', async ({
  page,
  context,
  newsroom,
  library,
}) => {
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  // Chromium reports a metered connection on phones only.
  await context.serviceWorkers()[0]!.evaluate(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
  })
  newsroom.write({
    'news/circle.md':
      '---\ntitle: A circle\ndate: 2026-11-05T08:00:00Z\n---\nText.\n\n![A circle](../circle.svg)\n',
    'circle.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><circle cx="300" cy="200" r="150"/></svg>',
  })
  await newsroom.press()
  await page.goto(newsroom.address)
  await expect(notice(page)).toContainText(/Pictures wait \(.*kilobyte/)
  await expect(deliveryState(page)).toContainText('Pictures wait')
  const before = (await library.shelf()).images
  await notice(page).getByRole('button', { name: 'Fetch them' }).click()
  await expect(deliveryState(page)).toHaveText('Saved: everything here opens without a network.')
  await expect(page.locator('.footer').getByRole('button', { name: 'Fetch them' })).toHaveCount(0)
  expect((await library.shelf()).images).toBeGreaterThan(before)

  // A reader who chose text only is not asked.
  await newsroom.publish()
  await page.goto(`${newsroom.address}settings/`)
  const textOnly = page.getByRole('radio', { name: 'Text only' })
  await textOnly.check()
  await expect.poll(() => library.row('settings', 'delivery')).toMatchObject({ pictures: 'none' })
  await page.reload()
  await expect(textOnly).toBeChecked()
  await page.goto(newsroom.address)
  await untilSynced(page)
  await expect(notice(page)).toBeHidden()
})
