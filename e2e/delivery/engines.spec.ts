import { mergeTests } from '@playwright/test'
import { ENGINES, type Engine, test as enginesTest } from '../support/engines.ts'
import {
  DATABASE,
  everything,
  FORMER,
  makeVersionOne,
  nameSite,
  owned,
} from '../support/versionOne.ts'
import { test as deviceTest, expect } from './device.ts'
import { askedMirrors, misjudgedVectors, PUBLIC, serveVectors } from './vectors.ts'
import {
  beside,
  fill,
  leaveBeside,
  movedBeside,
  openWhileFull,
  publishTwo,
  putOldBackup,
  readersOwn,
  restore,
  takeOldBackup,
} from './versionOneDevice.ts'

/* Firefox and WebKitGTK where they could differ from Chromium, which runs all other specs of this folder. */

const test = mergeTests(deviceTest, enginesTest)

/** Opens a device's page, or opens it again. */
async function open(engine: Engine, address: string): Promise<void> {
  await engine.goto(address)
  await expect.poll(() => engine.run('return window.longwave !== undefined')).toBe(true)
}

const sync = (engine: Engine) =>
  engine.evaluate(() => window.longwave.deliver({ type: 'sync' }), undefined)

for (const kind of ENGINES.filter(({ name }) => name !== 'Chromium')) {
  // In order, in one worker: the tests of an engine share its start.
  test.describe(kind.name, () => {
    test.describe.configure({ mode: 'default' })
    test.skip(kind.missing !== undefined, kind.missing)

    // Dates, titles and addresses are judged by means of the engine: its calendar, its properties of characters, and its
    // URL parser.
    test('judges the golden vectors and addresses of mirrors as Node does', async ({
      home,
      shareEngine,
    }) => {
      serveVectors(home)
      const engine = await shareEngine(kind)
      await open(engine, home.address)
      expect(await misjudgedVectors(engine)).toEqual([])
      expect(await askedMirrors(engine)).toEqual(PUBLIC)
    })

    test('makes a database of this version of one of the version before, with everything in it, also after a failed try', async ({
      home,
      publish,
      serveMemory,
      shareEngine,
    }) => {
      const engine = await shareEngine(kind)
      await open(engine, home.address)
      const { publisher, host, addresses } = await publishTwo(publish, serveMemory)
      await fill(engine, addresses)
      await open(engine, home.address)
      const before = await everything(engine, DATABASE)
      await makeVersionOne(engine, DATABASE)
      const old = await everything(engine, FORMER)
      await nameSite(engine, publisher)
      expect(await openWhileFull(engine)).toContain('library: unavailable')
      expect(await everything(engine, FORMER)).toEqual(old)

      await open(engine, home.address)
      await nameSite(engine, publisher)
      // WebKitGTK under remote control keeps no file of a cache when its page is left.
      await leaveBeside(engine)
      await engine.evaluate(() => window.longwave.openLibrary().then(() => undefined), undefined)
      expect(await everything(engine, FORMER)).toEqual(owned(before))
      await expect.poll(() => beside(engine)).toEqual(movedBeside(publisher))
      host.takeAsked()
      await sync(engine)
      expect(host.takeAsked()).toEqual(['head.json'])
    })

    test('restores what the reader made from a backup of the version before', async ({
      home,
      publish,
      serveMemory,
      shareEngine,
    }) => {
      const engine = await shareEngine(kind)
      await open(engine, home.address)
      const { publisher, addresses } = await publishTwo(publish, serveMemory)
      await fill(engine, addresses)
      const before = await readersOwn(engine)
      const backup = await takeOldBackup(engine)
      await open(engine, home.address)
      await nameSite(engine, publisher)
      await putOldBackup(engine, backup)
      expect(await restore(engine)).toBe(true)
      expect(await readersOwn(engine)).toEqual(before)
    })
  })
}
