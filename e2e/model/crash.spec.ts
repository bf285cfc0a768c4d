import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { digestOf } from '#bundle/state.ts'
import { fault } from '../support/faultRecords.ts'
import { findBrowser, type KillableBrowser } from '../support/killableBrowser.ts'
import { is } from '../support/memoryHost.ts'
import { Publisher } from '../support/publisher.ts'
import { randomFrom } from '../support/random.ts'
import { SEED, trials } from '../support/sample.ts'
import { Editions } from './editions.ts'
import { Marks } from './marks.ts'
import { contentsOf, expect, expectSame, printCount, test } from './test.ts'

const BROWSERS = [
  { name: 'chrome', title: 'Chromium', kills: trials(1, 50) },
  // Firefox takes long to start.
  { name: 'firefox', title: 'Firefox', kills: trials(0, 20) },
] as const

/** Number of new editions when the browser has all earlier ones, and of articles in each. */
const EDITIONS = 8
const ARTICLES = trials(8, 20)
/**
 * The largest number of marks that are stored between the request and the kill: marks measure the moment on machines of
 * any speed.
 */
const MOMENT = 8

/** Deletes the database of a browser that is not running, as Chromium does when it finds the database broken. */
function deleteDatabase({ name, profile }: KillableBrowser): void {
  const folders =
    name === 'chrome'
      ? [join(profile, 'Default/IndexedDB')]
      : readdirSync(join(profile, 'storage/default')).map((origin) =>
          join(profile, 'storage/default', origin, 'idb'),
        )
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

for (const { name, title, kills } of BROWSERS.filter(({ kills }) => kills > 0)) {
  test(
    `${title} is killed while it stores: every bundle is there whole or not at all, and every mark is there`,
    fault(53),
    async ({ pageHost, serveMemory, launch }) => {
      test.skip(findBrowser(name) === undefined, `${title} is not installed`)
      const seed = `seed ${SEED}`
      const random = randomFrom(SEED)
      const publisher = await Publisher.of('crash')
      const editions = new Editions(publisher, random, {
        articles: ARTICLES,
        words: 500,
        image: 8000,
      })
      await editions.press(EDITIONS)
      const host = await serveMemory(publisher.files)
      const subscribe = { type: 'subscribe', address: host.address } as const
      const browser = launch(name)
      // By its key, under which a mark stands even where the subscription is not stored yet.
      const { fingerprint } = publisher
      const marks = new Marks(fingerprint)
      const open = async () => {
        const page = await browser.open()
        await page.goto(pageHost.address)
        return page
      }
      const deliver = (page: Page, message: typeof subscribe | { type: 'sync' }) =>
        page.evaluate((message) => window.pageApi.deliver({ message }), message)
      const snapshot = (page: Page) =>
        page.evaluate((of) => window.pageApi.snapshot(of), fingerprint)
      let floor = 0
      let lost = 0

      /** Checks the content of the device after a kill. @returns that content */
      const examine = async (page: Page, isDeleted = false) => {
        const restored = await page.evaluate(() => window.pageApi.restore())
        if (restored && !isDeleted) {
          expect(browser.hasLostDatabase(), seed).toBe(true)
          lost++
        }
        expect(restored || !isDeleted, seed).toBe(true)
        const bundles = contentsOf(publisher)
        const found = await page.evaluate(([of, held]) => window.pageApi.audit(of, held), [
          fingerprint,
          bundles,
        ] as const)
        expect(found.faults, seed).toEqual([])
        expect(found.floor, seed).toBeGreaterThanOrEqual(floor)
        floor = found.floor
        marks.expectIn(found.reading, restored, seed)
        return found
      }
      const diedByItself = () => {
        throw new Error(`${seed}: ${title} died by itself`)
      }

      let page = await open()
      let killed = 0
      let halfway = 0
      while (killed < kills) {
        const found = await browser.orGone(examine(page), diedByItself)
        if (found.shelved > 0) halfway++
        if (found.version === publisher.newest.version) await editions.press(EDITIONS)
        // Three of four kills come during text, which is stored in transactions of many records.
        const [files, most] = random(4) > 0 ? ['bundles', EDITIONS] : ['images', 40]
        let left = 1 + random(most)
        const moment = random(MOMENT)
        const due = new Promise<boolean>((resolve) => {
          host.fault = (name) => {
            if (is(files)(name) && --left === 0) marks.more(moment).then(() => resolve(true))
            return false
          }
        })
        const stop = new AbortController()
        const marking = marks.write(browser, page, stop.signal)
        const ended = deliver(page, found.bytes ? { type: 'sync' } : subscribe).then(
          () => false,
          () => false,
        )
        if (await browser.orGone(Promise.race([due, ended]), diedByItself)) {
          await browser.kill()
          await marking
          page = await open()
          killed++
        } else {
          stop.abort()
          await marking
        }
      }

      await examine(page)
      host.fault = undefined
      await deliver(page, subscribe)
      expect((await examine(page)).state, seed).toBe(digestOf(publisher.newest.state))
      const followed = await snapshot(page)

      // After the database has been deleted, the next start finds only the backup.
      await browser.kill()
      deleteDatabase(browser)
      page = await open()
      expect((await examine(page, true)).reading, seed).not.toEqual([])
      await deliver(page, { type: 'sync' })
      expect((await examine(page)).state, seed).toBe(digestOf(publisher.newest.state))
      expectSame(followed, await snapshot(page), seed)
      printCount(`${title}: ${killed} kills, ${halfway} between two bundles; ${marks.count} marks`)
      // The loss of a database is always reported, and too many losses fail the test.
      if (lost > 0) console.log(`  ${title} threw its database away: ${lost} of ${killed} times`)
      expect(lost, seed).toBeLessThanOrEqual(Math.ceil(killed / 20))
    },
  )
}
