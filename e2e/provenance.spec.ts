import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { untilOffline } from './reader.ts'

test('every article says who signed it and when, and leads to what that means, without a network', async ({
  page,
}) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    await host.stop()
    await page.locator('#latest h3 a').first().click()
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
  } finally {
    await host.stop()
  }
})
