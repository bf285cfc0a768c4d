import { fault, recordShownAs } from '../support/faultRecords.ts'
import { is } from '../support/memoryHost.ts'
import { type Device, expect, type Mirrored, runs, test, the } from './device.ts'

test(
  'a release key can be replaced, and the old one is no longer accepted',
  fault(8, 16),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper')
    await device.subscribe(host.address)
    await publisher.putHead({ version: 1_000_000 })
    the(await device.sync(), 'synced')
    const stolen = new Map(publisher.files)

    // The thief's absurd version number goes together with the thief's key.
    await publisher.rotate()
    await publisher.press({ articles: [{ id: 'fresh' }], release: { version: 3 } })
    expect(the(await device.sync(), 'synced')).toMatchObject({ version: 3 })
    expect(await device.publication()).toMatchObject({ floor: 3, root: { version: 2 } })

    host.files = stolen
    expect(the(await device.sync(), 'failed')).toMatchObject({ code: 'bad-signature', news: true })
    recordShownAs('bad-signature', 8)
    // The stolen edition is also refused at another address, where it comes with the true first root.
    expect(the(await device.subscribe(host.address), 'failed').code).toBe('bad-signature')
    expect((await device.contents()).articles).toHaveLength(2)
  },
)

test('a key that is added makes no older edition acceptable', async ({ device, publish }) => {
  const { publisher, host } = await publish('paper', runs(3))
  await device.subscribe(host.address)
  await publisher.addKey()
  await publisher.putHead({ version: 2 })
  expect(the(await device.sync(), 'failed').code).toBe('rollback')
  await publisher.putHead({ version: 4 })
  the(await device.sync(), 'synced')
  expect(await device.publication()).toMatchObject({ floor: 4, root: { version: 2 } })
})

test(
  'an edition from before the trusted root is refused as old, also where a change of keys has lowered the floor',
  fault(9),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper')
    await publisher.addKey()
    await publisher.press({ articles: [{}] })
    const old = new Map(publisher.files)
    await publisher.press({ articles: [{ id: 'newer' }] })
    await device.subscribe(host.address)
    const { articles } = await device.contents()

    // The floor goes together with the key, and the edition that would set another floor does not arrive.
    await publisher.dropKey()
    await publisher.press({ articles: [{}] })
    host.fault = (name, response) => is('bundles')(name) && !!response.writeHead(404).end()
    expect(the(await device.sync(), 'failed').code).toBe('not-found')
    host.fault = undefined
    host.files = old
    expect(the(await device.sync(), 'failed').code).toBe('rollback')
    recordShownAs('rollback')
    expect((await device.contents()).articles).toEqual(articles)

    host.files = publisher.files
    the(await device.sync(), 'synced')
    expect(await device.publication()).toMatchObject({ floor: 4, root: { version: 3 } })
  },
)

test('articles that a stolen key has brought go when the key does', async ({ device, publish }) => {
  const { publisher, host } = await publish('paper', runs(2))
  const thief = publisher.twin()
  await thief.press({ articles: [{ id: 'forged' }, { id: 'run-1-0', headline: 'Forged' }] })
  host.files = thief.files
  await device.subscribe(host.address)
  expect((await device.contents()).articles).toContain('paper run-1-0 3 Forged')

  await publisher.rotate()
  await publisher.putHead({})
  host.files = publisher.files
  the(await device.sync(), 'synced')
  const { articles, bodies } = await device.contents()
  expect(articles).toHaveLength(4)
  expect(articles).toContain('paper run-1-0 1 run-1-0 in run 1')
  expect(bodies).not.toContain('paper forged')
})

test.describe('a mirror that has the edition of a stolen key', () => {
  /** The thief's edition on the mirror, with the highest possible version. */
  const steal = async ({ publisher, mirror }: Mirrored) => {
    const thief = publisher.twin()
    await thief.press({
      articles: [{ id: 'forged' }],
      release: { version: Number.MAX_SAFE_INTEGER, mirrors: [mirror.address] },
    })
    mirror.files = thief.files
  }
  const rotate = async ({ publisher, press }: Mirrored) => {
    await publisher.rotate()
    await press({ articles: [{ id: 'fresh' }], release: { version: 60 } })
  }
  const floorOf = async (device: Device) => (await device.publication()).floor
  const expectLeft = async (device: Device, { host, mirror }: Mirrored) => {
    expect(await device.counts()).toEqual([2, 2, 2, 60])
    expect((await device.hosts())[mirror.address]?.lastFailure).toBe('rollback')
    for (let syncs = 0; syncs < 5; syncs++) {
      host.takeAsked()
      const synced = the(await device.sync(), 'synced')
      expect(synced).not.toHaveProperty('mirror')
      expect(synced.version).toBe(60)
      expect(host.takeAsked()).toEqual(['head.json'])
    }
  }

  test(
    'loses to the next edition of the publisher, even for readers who had taken the stolen one',
    fault(16),
    async ({ device, publishMirrored }) => {
      const hosts = await publishMirrored()
      await device.subscribe(hosts.host.address)
      await steal(hosts)
      for (let syncs = 0; (await floorOf(device)) === 1 && syncs < 4; syncs++) await device.sync()
      expect(await floorOf(device)).toBe(Number.MAX_SAFE_INTEGER)
      expect((await device.hosts())[hosts.host.address]?.lastFailure).toBe('rollback')

      await rotate(hosts)
      await device.endRests()
      for (let syncs = 0; (await floorOf(device)) !== 60 && syncs < 4; syncs++) await device.sync()
      await expectLeft(device, hosts)
    },
  )

  test(
    'loses to the next root of the publisher when two hosts are compared',
    fault(16),
    async ({ device, publishMirrored }) => {
      const hosts = await publishMirrored()
      await device.subscribe(hosts.host.address)
      for (let syncs = 1; syncs < 3; syncs++) the(await device.sync(), 'synced')
      await steal(hosts)
      await rotate(hosts)
      the(await device.sync(), 'synced')
      expect(hosts.mirror.takeAsked()).toContain('head.json')
      await expectLeft(device, hosts)
    },
  )
})
