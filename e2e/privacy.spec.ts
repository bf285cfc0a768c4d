import { expect, test } from '@playwright/test'
import { Host } from './host.ts'
import { SAMPLE_SITE } from './longwave.ts'
import { untilOffline } from './reader.ts'

test('no page asks another origin for anything, and the policy is in force', async ({ page }) => {
  const host = await Host.of(SAMPLE_SITE)
  try {
    const elsewhere: string[] = []
    const complaints: string[] = []
    page.context().on('request', (request) => {
      if (!request.url().startsWith(host.address) && !/^(?:blob|data):/.test(request.url())) {
        elsewhere.push(request.url())
      }
    })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        complaints.push(message.text())
      }
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(host.address)
    await untilOffline(page)
    await page.locator('main h3 a').first().click()
    await expect(page.locator('main article h1')).toBeVisible()
    for (const place of ['settings/', 'publications/', 'about/']) {
      await page.goto(host.address + place)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
    expect(elsewhere).toEqual([])
    expect(complaints).toEqual([])

    const policy = await page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    const refused = await page.evaluate(() => {
      const markup = '<b>x</b>'
      try {
        document.createElement('div').innerHTML = markup
        return false
      } catch {
        return true
      }
    })
    expect(refused, 'a string becomes markup').toBe(true)
  } finally {
    await host.stop()
  }
})
