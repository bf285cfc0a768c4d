import { Library } from '../support/library.ts'
import {
  DATABASE,
  everything,
  FORMER,
  makeVersionOne,
  nameSite,
  owned,
} from '../support/versionOne.ts'
import { makeVersionTwo } from '../support/versionTwo.ts'
import { expect, test, the } from './device.ts'
import {
  fill,
  NOW,
  openWhileFull,
  publishTwo,
  putOldBackup,
  readersOwn,
  restore,
  takeOldBackup,
} from './versionOneDevice.ts'

test('a database of the version before becomes one of this version, with everything in it', async ({
  device,
  publish,
  serveMemory,
}) => {
  const { publisher, other, host, addresses } = await publishTwo(publish, serveMemory)
  await fill(device.page, addresses)
  await device.page.reload()
  await device.page.waitForFunction(() => window.longwave !== undefined)
  const before = await everything(device.page, DATABASE)
  await makeVersionOne(device.page, DATABASE)

  await nameSite(device.page, publisher)
  const { publications } = await device.contents()
  expect(new Set(publications.map(({ fingerprint }) => fingerprint))).toEqual(
    new Set([publisher.fingerprint, other.fingerprint]),
  )
  expect(await everything(device.page, FORMER)).toEqual(owned(before))
  host.takeAsked()
  await device.sync()
  expect(host.takeAsked()).toEqual(['head.json'])
})

test('a database of version 2 keeps everything in it, and proofs can be kept from then on', async ({
  device,
  publish,
}) => {
  const { host } = await publish('paper', [{ articles: [{}, {}] }])
  const { host: other } = await publish('other')
  await fill(device.page, [host.address, other.address])
  await device.page.reload()
  await device.page.waitForFunction(() => window.longwave !== undefined)
  const before = await everything(device.page, DATABASE)
  await makeVersionTwo(device.page, DATABASE)

  expect((await device.contents()).publications).toHaveLength(2)
  expect(await everything(device.page, DATABASE)).toEqual(before)
  host.takeAsked()
  await device.sync()
  expect(host.takeAsked()).toEqual(['head.json'])
  expect(await device.page.evaluate(() => window.longwave.keep('run-1-0'))).toBeUndefined()
  expect(await new Library(device.page, DATABASE).entries('proofs')).toHaveLength(1)
})

test('marks of a publication that was removed before count again when it is added again', async ({
  device,
  publish,
}) => {
  const { publisher: paper, host } = await publish('paper')
  const { host: other } = await publish('other')
  await fill(device.page, [host.address, other.address])
  await device.page.reload()
  await makeVersionOne(device.page, DATABASE)
  await nameSite(device.page, paper)
  const { publisher, host: gone } = await publish('gone')
  the(await device.subscribe(gone.address), 'synced')
  const library = new Library(device.page, FORMER)
  expect(await library.row('reading', [publisher.fingerprint, 'run-1-0'])).toEqual({ saved: NOW })
})

test('an upgrade that fails half-way leaves the old database whole, and the next one succeeds', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [{ articles: [{}, {}, {}] }])
  const { host: other } = await publish('other')
  await fill(device.page, [host.address, other.address])
  await device.page.reload()
  await device.page.waitForFunction(() => window.longwave !== undefined)
  const before = await everything(device.page, DATABASE)
  await makeVersionOne(device.page, DATABASE)
  const old = await everything(device.page, FORMER)
  await nameSite(device.page, publisher)

  expect(await openWhileFull(device.page)).toContain('library: unavailable')
  expect(await everything(device.page, FORMER)).toEqual(old)

  await device.page.reload()
  await device.page.waitForFunction(() => window.longwave !== undefined)
  await nameSite(device.page, publisher)
  await device.contents()
  expect(await everything(device.page, FORMER)).toEqual(owned(before))
})

test('a backup of the version before brings back what the reader made', async ({
  device,
  publish,
  serveMemory,
}) => {
  const { publisher, addresses } = await publishTwo(publish, serveMemory)
  await fill(device.page, addresses)
  const before = await readersOwn(device.page)
  const backup = await takeOldBackup(device.page)
  await device.page.reload()
  await nameSite(device.page, publisher)
  await putOldBackup(device.page, backup)
  expect(await restore(device.page)).toBe(true)
  expect(await readersOwn(device.page)).toEqual(before)
})

test('a database of the version before that holds another site is left alone', async ({
  device,
  publish,
}) => {
  const { host } = await publish('paper')
  const { host: other } = await publish('other')
  await fill(device.page, [host.address, other.address])
  await device.page.reload()
  await makeVersionOne(device.page, DATABASE)
  const old = await everything(device.page, FORMER)
  // Another publication, with the same id.
  const { publisher: impostor } = await publish('paper')
  await nameSite(device.page, impostor)
  expect((await device.contents()).publications).toEqual([])
  expect(await everything(device.page, FORMER)).toEqual(old)
  const names = await device.page.evaluate(() => indexedDB.databases())
  expect(names.map((it) => it.name).sort()).toEqual([FORMER, DATABASE])
})
