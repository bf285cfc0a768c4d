import { expect, type Page, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { fault } from './reliability.ts'

declare global {
  interface Window {
    connections: IDBDatabase[]
  }
}

/** As a browser does that loses its database process: no event is fired at the pages that are connected. */
const loseConnections = (page: Page) =>
  page.evaluate(() => {
    for (const connection of window.connections.splice(0)) connection.close()
  })

test(
  'a connection to the database that is lost under the app is made again',
  fault(58),
  async ({ page }) => {
    const newsroom = new Newsroom()
    const headline = newsroom.press()
    const host = await Host.of(newsroom.site)
    try {
      await page.addInitScript(() => {
        // Delivery in the page, so that it has the same connection.
        Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')
        // No article is read ahead.
        IntersectionObserver.prototype.observe = () => {}
        window.connections = []
        const { open } = IDBFactory.prototype
        IDBFactory.prototype.open = function (name, version) {
          const request = open.call(this, name, version)
          request.addEventListener('success', () => window.connections.push(request.result))
          return request
        }
      })
      await page.goto(host.address)
      await expect(page.locator('html')).toHaveAttribute('data-synced', '1')
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute('data-synced', '1')

      await loseConnections(page)
      await page.locator('#latest h3 a', { hasText: headline }).first().click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
      await expect(page.locator('.article > .body')).toContainText('The text of number 1.')

      const second = newsroom.press()
      await loseConnections(page)
      await page.evaluate(() => dispatchEvent(new Event('online')))
      await expect(page.locator('html')).toHaveAttribute('data-synced', '2')
      await expect(page.locator('html')).not.toHaveAttribute('data-failed')
      await page.goBack()
      await expect(page.locator('#latest h3 a', { hasText: second }).first()).toBeVisible()
    } finally {
      await host.stop()
    }
  },
)
