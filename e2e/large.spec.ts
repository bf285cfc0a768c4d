import { expect, type Page, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { untilOffline } from './reader.ts'
import { fault } from './reliability.ts'

const MANY = 50_000

/** As if so many articles had been delivered over the years: rows and bodies like those that are there. */
const fill = (page: Page) =>
  page.evaluate(
    (count) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('longwave')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const transaction = database.transaction(['articles', 'bodies'], 'readwrite')
          const articles = transaction.objectStore('articles')
          const bodies = transaction.objectStore('bodies')
          transaction.onabort = () => reject(transaction.error)
          transaction.oncomplete = () => {
            database.close()
            resolve()
          }
          articles.getAll(undefined, 1).onsuccess = ({ target }) => {
            const [row] = (target as IDBRequest).result
            bodies.get([row.publication, row.id]).onsuccess = ({ target }) => {
              const body = (target as IDBRequest).result
              for (let index = 0; index < count; index++) {
                const id = `old-${index}`
                const published = new Date(Date.UTC(2020, 0, 1) + index * 600_000).toISOString()
                const headline = `Old number ${index}`
                const order = -Date.parse(published)
                articles.put({ ...row, id, headline, published, order, seq: 1 })
                bodies.put({ ...body, id, headline, published, seq: 1 }, [row.publication, id])
              }
            }
          }
        }
      }),
    MANY,
  )

/** What the page asks the library for, by the answers it gets. */
const countRows = () => {
  const read = { rows: 0 }
  Object.assign(window, { read })
  for (const store of [IDBObjectStore, IDBIndex]) {
    const { getAll } = store.prototype
    store.prototype.getAll = function (...asked) {
      const request = getAll.apply(this, asked)
      request.addEventListener('success', () => {
        read.rows += request.result.length
      })
      return request
    }
  }
}

test(
  'fifty thousand articles: a list reads what it shows, opens and goes on',
  fault(75),
  async ({ page }) => {
    test.setTimeout(300_000)
    const newsroom = new Newsroom()
    const headline = newsroom.press()
    const host = await Host.of(newsroom.site)
    try {
      await page.goto(host.address)
      await untilOffline(page)
      await fill(page)
      await host.stop()
      await page.addInitScript(countRows)
      await page.goto(`${host.address}section/news/`)
      await expect(page.locator('.posts .card')).toHaveCount(20)
      await expect(page.locator('.posts h3 a').first()).toHaveText(headline)
      const rows = () =>
        page.evaluate(() => (window as unknown as { read: { rows: number } }).read.rows)
      expect(await rows()).toBeLessThan(60)
      await page.getByRole('button', { name: 'Older posts' }).click()
      await expect(page.locator('.posts .card')).toHaveCount(40)
      expect(await rows()).toBeLessThan(120)
      await page.locator('.posts h3 a').nth(30).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Old number ${MANY - 30}`)
      await page.goBack()
      await expect(page.locator('.posts .card')).toHaveCount(40)
      await expect(page.locator('.posts h3 a').nth(30)).toBeFocused()
    } finally {
      await host.stop()
    }
  },
)
