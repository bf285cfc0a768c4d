import { expectNotice, openNewest, test } from '../app/smallPaper.ts'
import { fault } from '../support/faultRecords.ts'
import { heading, latest, untilOffline, untilSynced } from '../support/page.ts'
import { expect } from '../support/test.ts'

/** Longer than the app waits for another tab to release the library (ms; OPEN_TIMEOUT_MS in src/library/open.ts). */
const UNTIL_BLOCKED = 5000

test(
  'the app does not touch a library that a newer app has written, and tells the reader to reload',
  fault(60),
  async ({ page, host, library }) => {
    await page.goto(host.address)
    await untilOffline(page)
    // Upgrades the database from a page of the site that is not the app.
    await page.goto(`${host.address}feed.json`)
    await library.upgrade(99)
    await page.goto(host.address)
    await expectNotice(page, 'newer version of this app')
    await openNewest(page, host.address)
    const version = await page.evaluate(async () =>
      (await indexedDB.databases()).find(({ name }) => name === 'longwave:/'),
    )
    expect(version).toMatchObject({ version: 99 })
  },
)

test(
  'the app tells the reader that another tab holds the library, and opens it as soon as it is free',
  fault(58, 59),
  async ({ page, context, host, library }) => {
    await page.goto(host.address)
    await untilOffline(page)
    await page.goto('about:blank')
    // If the clock moves before the app begins to wait, the app waits in real time.
    await page.clock.install()
    const holder = await context.newPage()
    await holder.goto(`${host.address}feed.json`)
    await library.of(holder).block()
    await page.goto(host.address)
    await page.clock.fastForward(UNTIL_BLOCKED)
    await expectNotice(page, 'cannot be opened just now')
    await latest(page).click()
    await page.clock.fastForward(UNTIL_BLOCKED)
    await expect(heading(page)).toHaveText('The third article')
    await expect(page.locator('main article p').first()).toBeVisible()
    // Without a network the app has only the library, which it cannot open.
    await context.setOffline(true)
    await page.goto(host.address)
    await page.clock.fastForward(UNTIL_BLOCKED)
    await expect(heading(page)).toHaveText('The library cannot be read')
    await context.setOffline(false)
    await holder.close()
    await expect(latest(page)).toBeVisible()
    await untilSynced(page)
  },
)
