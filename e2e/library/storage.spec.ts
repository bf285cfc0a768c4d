import { untilOffline } from '../support/page.ts'
import { expect, test } from '../support/test.ts'

test('the settings say so when the disk is too full to store a choice', async ({
  page,
  newsroom,
}) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await newsroom.publish()
  await page.goto(`${newsroom.address}settings/`)
  await untilOffline(page)
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('Full', 'QuotaExceededError')
    }
  })
  const FULL = 'There is no room left on this device.'
  const storage = page.getByRole('region', { name: 'Storage' })
  await storage.getByRole('combobox', { name: 'Keep at most' }).selectOption({ index: 0 })
  await expect(storage.locator('.state')).toContainText(FULL)
  const saved = page.getByRole('group', { name: 'What is saved on this device' })
  await saved.getByRole('radio', { name: 'Text only' }).click()
  await expect(page.locator('.problem', { hasText: FULL })).toBeVisible()
  await expect(saved.getByRole('radio', { name: 'Text and pictures', exact: true })).toBeChecked()
  expect(errors).toEqual([])
})
