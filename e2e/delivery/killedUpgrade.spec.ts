import type { Page } from 'puppeteer-core'
import type { ArticleRecord } from '#bundle/article.ts'
import { OPEN_TIMEOUT_MS } from '#library/open.ts'
import { DATABASE_VERSION } from '#library/schema.ts'
import { fault } from '../support/faultRecords.ts'
import { findBrowser, type KillableBrowser } from '../support/killableBrowser.ts'
import { type Evaluating, evaluating } from '../support/library.ts'
import { SENTENCE } from '../support/newsroom.ts'
import { randomFrom } from '../support/random.ts'
import { SEED, THOROUGH, trials } from '../support/sample.ts'
import {
  DATABASE,
  type Everything,
  everything,
  FORMER,
  makeVersionOne,
  nameSite,
  owned,
} from '../support/versionOne.ts'
import { expect, test } from './device.ts'
import { fill, publishTwo, readersOwn, restore } from './versionOneDevice.ts'

/** In `npm test` the kills of e2e/model/crash.spec.ts stand for these. */
const BROWSERS = [
  { name: 'chrome', title: 'Chromium', kills: trials(0, 40) },
  // Firefox takes long to start.
  { name: 'firefox', title: 'Firefox', kills: trials(0, 15) },
] as const

/** Number of articles in the database: the upgrade takes some tenths of a second. */
const ARTICLES = 150

const articles = Array.from(
  { length: ARTICLES },
  (_, index): Partial<ArticleRecord> => ({
    id: `long-${index}`,
    body: [{ type: 'paragraph', runs: [SENTENCE.repeat(60)] }],
  }),
)

/**
 * The version of the former database; undefined where there is none. `indexedDB.databases()` does not tell: after a kill,
 * Chromium 156 gives the version of the upgrade there that was not completed, until the database is opened.
 */
const versionOf = (page: Evaluating) =>
  page.evaluate(
    (name) =>
      new Promise<number | undefined>((resolve, reject) => {
        const opening = indexedDB.open(name)
        let isAbsent = false
        opening.onupgradeneeded = () => {
          isAbsent = true
          opening.transaction!.abort()
        }
        opening.onerror = () => (isAbsent ? resolve(undefined) : reject(opening.error))
        opening.onsuccess = () => {
          const { result: database } = opening
          database.close()
          resolve(database.version)
        }
      }),
    FORMER,
  )

/** Opens the library as the app does, which completes the upgrade. */
const complete = (page: Evaluating) =>
  page.evaluate(async () => void (await window.longwave.openLibrary()), undefined)

/**
 * Begins the upgrade, and requests the file `due` once the upgrade has written this many rows, or once it is complete. It is
 * not held up meanwhile.
 */
const beginUpgrade = (page: Evaluating, writes: number) =>
  page.evaluate((writes) => {
    const { put } = IDBObjectStore.prototype
    let isDue = false
    const ask = () => {
      if (!isDue) fetch('due')
      isDue = true
    }
    let left = writes
    IDBObjectStore.prototype.put = function (...row) {
      if (--left === 0) ask()
      return put.apply(this, row)
    }
    window.longwave.openLibrary().finally(ask)
  }, writes)

/** Number of rows that the upgrade writes: each row anew, and the site to which the database belongs. */
const writesOf = ({ images, settings: _, ...stores }: Everything) =>
  Object.values<unknown[]>({ ...stores }).reduce((sum, rows) => sum + rows.length, images.length)

for (const { name, title, kills } of BROWSERS.filter(({ kills }) => kills > 0)) {
  test(
    `${title} is killed in the middle of an upgrade: the old database is there whole, or the new one`,
    fault(53),
    async ({ home, publish, serveMemory, launch }) => {
      test.skip(findBrowser(name) === undefined, `${title} is not installed`)
      const seed = `seed ${SEED}`
      const random = randomFrom(SEED)
      const browser = launch(name)
      const { publisher, addresses } = await publishTwo(publish, serveMemory)
      await publisher.press({ articles })

      let page = await startBrowser(browser)
      /** Opens the device's page anew, in which no code has opened the library yet. */
      const visit = async () => {
        await page.goto(home.address)
        return evaluating((script) => page.evaluate(`(() => { ${script} })()`))
      }
      /** Makes a database of version 1, with a backup beside it. */
      const prepare = async (page: Evaluating) => {
        await fill(page, addresses)
        await page.evaluate(async () => {
          await window.longwave.writeCopy(await window.longwave.openLibrary())
        }, undefined)
        const own = await readersOwn(page)
        const whole = await everything(page, DATABASE)
        await page.evaluate(async () => (await window.longwave.openLibrary()).close(), undefined)
        await makeVersionOne(page, DATABASE, FORMER)
        return { own, old: await everything(page, FORMER), upgraded: owned(whole) }
      }

      let prepared = await prepare(await visit())
      const writes = writesOf(prepared.old)
      const found = { old: 0, upgraded: 0, lost: 0 }
      for (let killed = 0; killed < kills; killed++) {
        const before = await visit()
        await nameSite(before, publisher)
        const due = home.hold((file) => file === 'due')
        // The upgrade has come to its end in about one of ten.
        await beginUpgrade(before, 1 + random(Math.ceil(writes * 1.1)))
        await due
        await browser.kill()

        page = await startBrowser(browser)
        const after = await visit()
        // Every other time, no other code opens the database before the app does.
        const isOpened = killed % 2 === 1
        if (isOpened) {
          await nameSite(after, publisher)
          await complete(after)
        }
        const version = await versionOf(after)
        if (version === undefined) {
          found.lost++
          expect(browser.hasLostDatabase(), seed).toBe(true)
          if (!isOpened) await nameSite(after, publisher)
          expect(await restore(after), seed).toBe(true)
          expect(await readersOwn(after), seed).toEqual(prepared.own)
          prepared = await prepare(after)
          continue
        }
        const isOld = version === 1
        if (isOpened) expect(version, seed).toBe(DATABASE_VERSION)
        else found[isOld ? 'old' : 'upgraded']++
        const stored = await everything(after, FORMER)
        expect(stored, seed).toEqual(isOld ? prepared.old : prepared.upgraded)
        if (!isOld) await makeVersionOne(await visit(), FORMER, FORMER)
      }
      if (THOROUGH)
        console.log(`  ${title}: ${kills} kills, half of them looked at: ${JSON.stringify(found)}`)
      expect(found.lost, seed).toBeLessThanOrEqual(Math.ceil(kills / 20))

      const last = await visit()
      await nameSite(last, publisher)
      await complete(last)
      expect(await everything(last, FORMER), seed).toEqual(prepared.upgraded)
    },
  )
}

/** @returns a page in which the opening of the database has no time limit: a busy machine is slow, not blocked */
async function startBrowser(browser: KillableBrowser): Promise<Page> {
  const page = await browser.open()
  await page.evaluateOnNewDocument((limit) => {
    const { setTimeout: set } = window
    window.setTimeout = ((run: () => void, time = 0) =>
      time === limit ? 0 : set(run, time)) as typeof setTimeout
  }, OPEN_TIMEOUT_MS)
  return page
}
