import { fault, recordShownAs } from '../support/faultRecords.ts'
import { expect, runs, test, the } from './device.ts'
import { stored } from './hosts.ts'

test(
  'an older edition is refused, however well it is signed',
  fault(9, 10),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper')
    const old = new Map(publisher.files)
    await publisher.press({ articles: [{ id: 'fresh' }] })
    await device.subscribe(host.address)
    const before = await stored(device)
    host.files = old
    expect(the(await device.sync(), 'failed')).toMatchObject({ code: 'rollback', news: true })
    expect(await stored(device)).toEqual(before)
    recordShownAs('rollback')

    // An older version is refused even with a signature of today.
    host.files = publisher.files
    await publisher.putHead({ version: 1, published: '2026-11-23T10:00:00Z' })
    expect(the(await device.sync(), 'failed').code).toBe('rollback')
    expect(await stored(device)).toEqual(before)
  },
)

test(
  'an app takes no edition older than the one it was built with, also after a change of keys',
  fault(11),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper', runs(2))
    await publisher.rotate()
    await publisher.putHead({})
    const told = await device.subscribe(host.address, { builtIn: true, floor: 9 })
    expect(the(told, 'failed').code).toBe('rollback')
    recordShownAs('rollback')
    expect((await device.contents()).publications).toEqual([])
    the(await device.subscribe(host.address, { builtIn: true, floor: 3 }), 'synced')
  },
)

test('a fingerprint that does not match is refused, a matching one is kept', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper')
  const told = await device.subscribe(host.address, { root: '0'.repeat(64) })
  expect(the(told, 'failed')).toMatchObject({ code: 'root-mismatch', publication: host.address })
  expect((await device.contents()).publications).toEqual([])
  expect(host.takeAsked()).toEqual(['root/1.json'])
  const again = await device.subscribe(host.address, { root: publisher.fingerprint })
  expect(the(again, 'synced').trust).toBe('pinned')
})

test(
  'another publication under a known id stands beside the known one, and a copy of the true root is not enough',
  fault(50),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper')
    await device.subscribe(host.address)
    const before = await device.contents()
    const { publisher: squatter, host: impostor } = await publish('paper')
    const copy = new Map([
      ...impostor.files,
      ['root/1.json', publisher.files.get('root/1.json')!] as const,
    ])
    const files = impostor.files
    impostor.files = copy
    expect(the(await device.subscribe(impostor.address), 'failed').code).toBe('bad-signature')
    expect(await device.contents()).toEqual(before)

    impostor.files = files
    the(await device.subscribe(impostor.address), 'synced')
    const { publications } = await device.contents()
    expect(publications.map(({ id }) => id)).toEqual(['paper', 'paper'])
    expect(new Set(publications.map(({ fingerprint }) => fingerprint))).toEqual(
      new Set([publisher.fingerprint, squatter.fingerprint]),
    )
    const known = publications.find(({ fingerprint }) => fingerprint === publisher.fingerprint)
    expect(known).toEqual(before.publications[0])
  },
)

test('an address without a publication is refused with its reason', async ({
  device,
  publish,
  home,
}) => {
  for (const [address, code] of [
    [`${home.address}nothing/here`, 'not-a-publication'],
    ['not an address', 'not-a-publication'],
    ['javascript:alert(1)', 'not-a-publication'],
    ['http://127.0.0.1:9/', 'unreachable'],
  ]) {
    expect(the(await device.subscribe(address!), 'failed')).toMatchObject({ code, news: true })
  }
  const { host } = await publish('paper')
  the(await device.subscribe(`${host.address.slice(0, -1)}?from=link#top`), 'synced')
})
