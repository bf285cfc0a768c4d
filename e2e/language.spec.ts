import { expect, test } from '@playwright/test'
import { Host } from './host.ts'
import { SAMPLE_SITE } from './longwave.ts'
import { untilOffline } from './reader.ts'

test.describe('in a browser that asks for Ukrainian', () => {
  test.use({ locale: 'uk-UA' })

  test('the app speaks Ukrainian, and another language when it is chosen, also offline', async ({
    page,
  }) => {
    const host = await Host.of(SAMPLE_SITE)
    try {
      await page.goto(host.address)
      await untilOffline(page)
      await expect
        .poll(() =>
          page.evaluate(() =>
            caches.open('longwave-optional').then(async (it) => (await it.keys()).length),
          ),
        )
        .toBe(2)
      await host.stop()
      await page.goto(`${host.address}settings/`)
      await expect(page.getByRole('heading', { level: 1, name: 'Налаштування' })).toBeVisible()
      await expect(page.getByText('Тема', { exact: true })).toBeVisible()

      await host.start()
      await page.reload()
      await expect(page.getByRole('heading', { level: 1, name: 'Налаштування' })).toBeVisible()

      await page.locator('#language').selectOption('es')
      await expect(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible()
      await expect(page.locator('#language')).toBeFocused()

      await host.stop()
      await page.goto(host.address)
      await expect(page.locator('#latest h2')).toHaveAttribute('lang', 'es')
      await expect(page.getByRole('link', { name: 'Ajustes' }).first()).toBeVisible()
    } finally {
      await host.stop()
    }
  })
})
