import type { Page } from '@playwright/test'
import type { ReadingRow } from '#library/schema.ts'
import { fault, recordShown } from '../support/faultRecords.ts'
import { askForNews, latest, notice, untilSynced, withoutWorker } from '../support/page.ts'
import { expect, test } from '../support/test.ts'
import { backup, openArticle, RESTORED, readSome } from './journeys.ts'

declare global {
  interface Window {
    connections: IDBDatabase[]
  }
}

/** Closes all connections as a browser does that loses its database process: pages receive no event. */
const loseConnections = (page: Page) =>
  page.evaluate(() => {
    for (const connection of window.connections.splice(0)) connection.close()
  })

test(
  'the app opens its database again when it loses the connection',
  fault(58),
  async ({ page, newsroom }) => {
    const headline = await newsroom.publish()
    // Delivery runs in the page, so that it shares the connection.
    await withoutWorker(page)
    await page.addInitScript(() => {
      // Without this observer the app prefetches no article.
      IntersectionObserver.prototype.observe = () => {}
      window.connections = []
      const { open } = IDBFactory.prototype
      IDBFactory.prototype.open = function (name, version) {
        const request = open.call(this, name, version)
        request.addEventListener('success', () => window.connections.push(request.result))
        return request
      }
    })
    await page.goto(newsroom.address)
    await untilSynced(page, 1)
    await page.reload()
    await untilSynced(page, 1)

    await loseConnections(page)
    await openArticle(page, headline)
    await expect(page.locator('.article > .body')).toContainText('The text of number 1.')

    const second = await newsroom.publish()
    await loseConnections(page)
    await askForNews(page)
    await untilSynced(page, 2)
    await expect(page.locator('html')).not.toHaveAttribute('data-failed')
    await page.goBack()
    await expect(latest(page)).toHaveText(second)
  },
)

test(
  'the app replaces a database that does not open, and returns to the first one as soon as it does',
  fault(58),
  async ({ page, newsroom, library }) => {
    const headline = await newsroom.publish()
    // Delivery runs in the page, so that it meets the same database.
    await withoutWorker(page)
    await page.addInitScript(() => {
      if (sessionStorage.getItem('broken') === null) return
      const { open } = IDBFactory.prototype
      IDBFactory.prototype.open = function (name, version) {
        if (name !== 'longwave:/' || version === undefined) return open.call(this, name, version)
        // Chromium fails in this way when it cannot open its backing store.
        const request = open.call(this, 'longwave-never', 1)
        request.addEventListener('upgradeneeded', (event) => {
          event.stopImmediatePropagation()
          request.transaction?.abort()
        })
        return request
      }
    })
    await page.goto(newsroom.address)
    await untilSynced(page, 1)
    await notice(page).getByRole('button').click()
    const stored = await readSome(page, library, headline)
    await page.evaluate(() => sessionStorage.setItem('broken', 'true'))
    await page.goto(newsroom.address)
    await expect(notice(page)).toContainText(RESTORED)
    recordShown(await notice(page).locator('p').textContent())
    await untilSynced(page, 1)
    const replacement = library.of(page, 'longwave:/#2')
    expect(await replacement.rows<ReadingRow>('reading')).toEqual([stored])
    const second = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilSynced(page, 2)
    await page.reload()
    await expect(latest(page)).toHaveText(second)
    await openArticle(page, second)
    await expect.poll(() => backup(page)).toContain('number-2')

    // Data of the second database moves into the first one, and the second one is deleted.
    await page.evaluate(() => sessionStorage.removeItem('broken'))
    await page.goto(newsroom.address)
    await untilSynced(page, 2)
    await expect.poll(async () => (await library.rows('reading')).length).toBe(2)
    const databases = () =>
      page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    await expect.poll(databases).toEqual(['longwave:/'])
  },
)
