import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { CHROMIUM } from '../support/chromium.ts'
import { ROOT } from '../support/folders.ts'
import {
  deliveryState,
  untilFollowed,
  untilOffline,
  untilPainted,
  untilReady,
} from '../support/page.ts'
import { expect, wiredTest } from '../support/test.ts'

/** Budgets of the sample. Long tasks and milliseconds depend on the machine, so only `npm run bench` checks those. */
const { sample: budget } = JSON.parse(readFileSync(join(ROOT, 'bench/budgets.json'), 'utf8'))

interface Counted extends Window {
  /** The object stores of each transaction that the page has begun. */
  transactions: string[]
}

/**
 * Counts the transactions that a page begins, from the next page on. The backup of the reader's marks
 * (docs/decisions/0017) is left out: it runs a second or more after a mark, once for several marks. It begins with a look at
 * the settings, and then opens three stores.
 */
function countTransactions(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const transactions: string[] = []
    const begin = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (stores, ...rest) {
      const names = [stores].flat().join(' and ')
      if (names !== 'publications and reading and settings') transactions.push(names)
      else if (transactions.at(-1) === 'settings') transactions.pop()
      return begin.call(this, stores, ...rest)
    }
    Object.assign(window, { transactions })
  })
}

/**
 * Waits until the app has prefetched the articles of the cards in view, which does not count for a tap: no transaction
 * has begun for twenty idle periods.
 */
function untilReadAhead(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { transactions } = window as unknown as Counted
    for (let idle = 0, before = -1; idle < 20; idle++) {
      if (transactions.length !== before) idle = 0
      before = transactions.length
      await new Promise((resolve) => requestIdleCallback(resolve))
    }
  })
}

// Chromium's headless shell requests files again that the whole browser takes from its cache.
wiredTest.use({ hasTouch: true, launchOptions: CHROMIUM })

wiredTest('a first visit and a tap stay within their budgets', async ({ page, host, wire }) => {
  await countTransactions(page)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const layouts = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'LayoutCount')!.value
  }
  const transactions = () => page.evaluate(() => (window as unknown as Counted).transactions)

  await page.goto(host.address)
  await untilOffline(page)
  await untilReady(page)
  // During delivery the page has a Stop button, which would count as a node.
  await expect(deliveryState(page)).toHaveText('Saved: everything here opens without a network.')
  const asked = wire.asked.filter(({ url }) => url.startsWith(host.address))
  expect.soft(asked.length, 'requests').toBeLessThanOrEqual(budget.requests)
  expect.soft(wire.bytes / 1024, 'kilobytes').toBeLessThanOrEqual(budget.kilobytes)
  const nodes = await page.locator('*').count()
  expect.soft(nodes, 'nodes').toBeLessThanOrEqual(budget.nodes)

  for (const at of [1, 4]) {
    const headline = page.locator('main h3 a').nth(at)
    await headline.evaluate((link) => link.scrollIntoView({ block: 'center' }))
    await untilReadAhead(page)
    const { x, y } = (await headline.boundingBox())!
    const begun = (await transactions()).length
    const laidOut = await layouts()
    await page.touchscreen.tap(x + 10, y + 10)
    await page.waitForURL(/\/article\//)
    await untilFollowed(page)
    await untilPainted(page)
    const stores = (await transactions()).slice(begun)
    expect
      .soft(stores.length, `transactions: ${stores.join(', ')}`)
      .toBeLessThanOrEqual(budget.transactions)
    expect.soft((await layouts()) - laidOut, 'layouts').toBeLessThanOrEqual(budget.layouts)
    await page.goBack()
    await headline.waitFor()
  }
})
