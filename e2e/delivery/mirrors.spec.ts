import type { PublicationKey } from '#site/publicationKey.ts'
import { fault, recordShownAs } from '../support/faultRecords.ts'
import { flip } from '../support/memoryHost.ts'
import { expect, test, the } from './device.ts'

test(
  'delivery asks only the first of two hosts, for each file once, and compares the second every fourth sync',
  fault(1),
  async ({ device, publishMirrored }) => {
    const { host, mirror, press, publisher } = await publishMirrored()
    await device.subscribe(host.address)
    host.takeAsked()
    const added = await press({ articles: [{}, {}, {}] })
    expect(the(await device.sync(), 'synced')).not.toHaveProperty('mirror')
    const needed = [...added, 'head.json']
    expect(host.bytes).toBe(
      needed.reduce((total, name) => total + publisher.files.get(name)!.length, 0),
    )
    expect(host.takeAsked().toSorted()).toEqual(needed.toSorted())
    expect(mirror.asked).toEqual([])

    // Without a new edition each sync costs one request; every fourth sync also compares the host with another one.
    const heads = async () => {
      the(await device.sync(), 'synced')
      const { bytes } = host
      expect(bytes).toBeLessThan(5 * 1024)
      return [host.takeAsked(), mirror.takeAsked()]
    }
    expect(await heads()).toEqual([['head.json'], []])
    expect(await heads()).toEqual([['head.json'], ['head.json']])
    for (let time = 0; time < 3; time++) expect(await heads()).toEqual([['head.json'], []])
    expect(await heads()).toEqual([['head.json'], ['head.json']])
  },
)

test('a mirror is asked when the first host fails or sends wrong bytes, and the failed host is asked only once', async ({
  device,
  publishMirrored,
}) => {
  const { publisher, host, mirror, press } = await publishMirrored()
  // The face names the mirrors: a first visit knows none without it.
  const isData = (name: string) => !/^(?:head|root|face)/.test(name)
  host.fault = (name, response) =>
    isData(name) && !!response.writeHead(200).end(flip(publisher.files, name))
  await test.step('wrong bytes, at the first subscription', async () => {
    the(await device.subscribe(host.address), 'synced')
    expect(await device.counts()).toEqual([1, 1, 1, 1])
    expect(host.takeAsked().filter(isData)).toHaveLength(1)
  })
  await test.step('an error', async () => {
    await device.unsubscribe('paper')
    host.fault = undefined
    await device.subscribe(host.address)
    host.takeAsked()
    mirror.takeAsked()
    // The mirror's address without a final slash means the same mirror.
    const mirrors = [mirror.address.slice(0, -1)]
    await press({ articles: [{}, {}, {}], release: { mirrors } })
    host.fault = (_, response) => !!response.writeHead(503).end()
    the(await device.sync(), 'synced')
    expect(host.asked).toEqual(['head.json'])
    // Head, face, bundle, three images.
    expect(mirror.asked).toHaveLength(1 + 1 + 1 + 3)
    expect(await device.counts()).toEqual([4, 4, 4, 2])
  })
})

test('a publication that is added again from another address keeps the first one, and has a mirror more', async ({
  device,
  publishMirrored,
}) => {
  const { host, mirror, press } = await publishMirrored()
  await device.subscribe(host.address)
  await device.subscribe(mirror.address)
  expect(await device.publication()).toMatchObject({
    address: host.address,
    addedMirrors: [mirror.address],
  })
  await press({ articles: [{}], release: { mirrors: [] } })
  host.fault = (_, response) => !!response.destroy()
  expect(the(await device.sync(), 'synced')).toMatchObject({ version: 2, mirror: mirror.address })
  host.fault = undefined
  await device.subscribe(host.address)
  expect(await device.publication()).toMatchObject({
    address: host.address,
    addedMirrors: [mirror.address],
  })
})

test('the address that is built into a site takes the place of a copy by which its publication was added before', async ({
  device,
  publishMirrored,
}) => {
  const { host, mirror, publisher } = await publishMirrored()
  const root = publisher.fingerprint as PublicationKey
  await device.subscribe(mirror.address, { root })
  await device.subscribe(host.address, { root, builtIn: true })
  expect(await device.publication()).toMatchObject({
    address: host.address,
    addedMirrors: [mirror.address],
    trust: 'built-in',
  })
})

test('a host the reader adds is asked, and trusted no more than the others', async ({
  device,
  publishMirrored,
  serveMemory,
}) => {
  const { host, mirror, publisher, press } = await publishMirrored()
  await device.subscribe(host.address)
  const forger = publisher.twin()
  await forger.rotate()
  await forger.press({ articles: [{ id: 'forged' }], release: { root: 1 } })
  const added = await serveMemory(forger.files)
  await device.page.evaluate(async (address) => {
    const library = await window.longwave.openLibrary()
    const row = (await library.get('publications', await window.longwave.keyOf('paper')))!
    await library.put('publications', { ...row, addedMirrors: [address] })
  }, added.address)
  await press()
  for (const each of [host, mirror]) each.fault = (_, response) => !!response.destroy()
  expect(the(await device.sync(), 'failed').code).toBe('unreachable')
  expect(added.takeAsked()).toContain('head.json')
  expect(await device.counts()).toEqual([1, 1, 1, 1])
  added.files = publisher.files
  expect(the(await device.sync(), 'synced').mirror).toBe(added.address)
  expect(await device.counts()).toEqual([2, 2, 2, 2])
})

test(
  'a reader whose app is too old is told so, though a mirror has an older edition',
  fault(74),
  async ({ device, publishMirrored }) => {
    const { host, mirror, publisher, press } = await publishMirrored()
    await device.subscribe(host.address)
    await press()
    mirror.files = new Map(publisher.files)
    await press({ articles: [{}], release: { minReader: 99 } })
    const failed = the(await device.sync(), 'failed')
    expect(failed.code).toBe('from-the-future')
    recordShownAs(failed.code)
    expect(mirror.asked).toEqual([])
    expect((await device.hosts())[host.address]).toMatchObject({ failed: 0 })
  },
)

test('an unchanged edition costs one request, also after a change of keys', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper')
  await device.subscribe(host.address)
  await publisher.rotate()
  await publisher.press({ articles: [{}] })
  the(await device.sync(), 'synced')
  for (let time = 0; time < 5; time++) {
    host.takeAsked()
    the(await device.sync(), 'synced')
    expect(host.bytes).toBeLessThan(5 * 1024)
    expect(host.takeAsked()).toEqual(['head.json'])
  }
})

test(
  'a host with only an old edition is detected by comparison with a mirror, and comes first again once it has caught up',
  fault(13),
  async ({ device, publishMirrored }) => {
    const { host, mirror, press, publisher } = await publishMirrored()
    await device.subscribe(host.address)
    host.files = new Map(publisher.files)
    await press()
    // Every fourth sync compares two hosts; the others ask one.
    for (let syncs = 0; (await device.publication()).floor === 1 && syncs < 4; syncs++) {
      the(await device.sync(), 'synced')
    }
    expect(await device.counts()).toEqual([2, 2, 2, 2])
    expect((await device.hosts())[host.address]).toMatchObject({
      lastFailure: 'rollback',
      failed: 1,
    })
    recordShownAs('mirror')

    host.files = publisher.files
    await device.endRests()
    for (let syncs = 0; (await device.hosts())[host.address]?.lastFailure && syncs < 5; syncs++) {
      the(await device.sync(), 'synced')
    }
    host.takeAsked()
    mirror.takeAsked()
    expect(the(await device.sync(), 'synced')).not.toHaveProperty('mirror')
    expect(host.takeAsked()).toEqual(['head.json'])
  },
)

test(
  'a host that fails again is left alone twice as long, or as long as its Retry-After says',
  fault(66),
  async ({ ownDevice: device, publishMirrored }) => {
    const { host, mirror } = await publishMirrored()
    await device.subscribe(host.address)
    const now = Date.now()
    const { clock } = device.page
    await clock.setFixedTime(now)
    /** Syncs until the host is asked, at the latest at the fourth sync. @returns how long the host rests (s) */
    const rest = async () => {
      host.takeAsked()
      while (host.asked.length === 0) the(await device.sync(), 'synced')
      const { retryAfter } = (await device.hosts())[host.address]!
      return retryAfter === undefined
        ? 0
        : (retryAfter - (await device.page.evaluate(() => Date.now()))) / 1000
    }
    host.fault = (_, response) => !!response.writeHead(500).end()
    expect(await rest()).toBe(30)
    await clock.setFixedTime(now + 30_000)
    expect(await rest()).toBe(60)

    host.fault = undefined
    await clock.setFixedTime(now + 90_000)
    expect(await rest()).toBe(0)
    host.fault = (_, response) => {
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After')
      return !!response.writeHead(503, { 'Retry-After': '600' }).end()
    }
    expect(await rest()).toBe(600)
    recordShownAs('mirror')
    expect(mirror.asked.length).toBeGreaterThan(0)
  },
)
