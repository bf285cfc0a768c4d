import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { latest, untilOffline } from '../support/page.ts'
import { expect, test } from '../support/test.ts'

test('an article says who signed it and when, and links to an explanation, without a network', async ({
  page,
  newsroom,
}) => {
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await newsroom.host.stop()
  await latest(page).click()
  const line = page.locator('.provenance')
  await expect(line).toContainText(/Signed by \u2068The Newsroom\u2069, edition 1/)
  await expect(line.locator('time')).toHaveText(/\d:\d\d/)
  await line.getByRole('link').focus()
  await page.keyboard.press('Enter')

  const section = page.locator('#signature')
  await expect(section).toBeFocused()
  await expect(section).toBeInViewport()
  await expect(section).toContainText('It does not prove that they are true.')
  const root = readFileSync(join(newsroom.site, 'root/1.json'))
  const fingerprint = createHash('sha256').update(root).digest('hex')
  await expect(section).toContainText(fingerprint.replace(/(.{4})(?=.)/g, '$1 '))
  await expect(section).toContainText('Its key came with this app.')
  await expect(section).toContainText(/Last checked \S+/)
})
