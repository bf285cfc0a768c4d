import { fault } from '../support/faultRecords.ts'
import { heading, untilOffline } from '../support/page.ts'
import { trials } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

/**
 * Many times as many articles as a list shows; in `npm run thorough`, as many as years of delivery leave on a device.
 */
const MANY = trials(2_000, 50_000)

/** Counts the rows that the page reads from the library, in the results of its requests. */
function countRows() {
  const read = { rows: 0 }
  Object.assign(window, { read })
  for (const store of [IDBObjectStore, IDBIndex]) {
    const { getAll } = store.prototype
    store.prototype.getAll = function (...args) {
      const request = getAll.apply(this, args)
      request.addEventListener('success', () => {
        read.rows += request.result.length
      })
      return request
    }
  }
}

test(
  'a list in a library of many thousand articles opens and continues, and reads only the rows it shows',
  fault(75),
  async ({ page, newsroom, library }) => {
    const headline = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    await library.addOldArticles(MANY)
    await newsroom.host.stop()
    await page.addInitScript(countRows)
    await page.goto(`${newsroom.address}section/news/`)
    const cards = page.locator('.posts .card')
    const headlines = page.locator('.posts h3 a')
    await expect(cards).toHaveCount(20)
    await expect(headlines.first()).toHaveText(headline)
    const rows = () =>
      page.evaluate(() => (window as unknown as { read: { rows: number } }).read.rows)
    expect(await rows()).toBeLessThan(60)
    await page.getByRole('button', { name: 'Older posts' }).click()
    await expect(cards).toHaveCount(40)
    expect(await rows()).toBeLessThan(120)
    await headlines.nth(30).click()
    await expect(heading(page)).toHaveText(`Old number ${MANY - 30}`)
    await page.goBack()
    await expect(cards).toHaveCount(40)
    await expect(headlines.nth(30)).toBeFocused()
  },
)
