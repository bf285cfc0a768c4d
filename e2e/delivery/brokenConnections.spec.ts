import { fault, recordShownAs } from '../support/faultRecords.ts'
import { is } from '../support/memoryHost.ts'
import { type Device, expect, RETRY_PAUSES, runs, test, the } from './device.ts'

/**
 * How long (ms) delivery would have waited between attempts at a file. All its other timers have the lengths excluded
 * here.
 */
const pausesOf = async (device: Device) =>
  (await device.timers()).filter((length) => ![4000, 10_000, 20_000].includes(length))

test(
  'a delivery whose connections break goes on where it stopped',
  fault(4),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper', runs(3))
    const older = [...publisher.files.keys()].filter(is('bundles'))
    for (const run of runs(3)) await publisher.press(run)
    host.fault = (name, response) => {
      if (!older.includes(name)) return false
      const file = publisher.files.get(name)!
      response.writeHead(200, { 'Content-Length': file.length })
      response.write(file.slice(0, 100), () => response.destroy())
      return true
    }
    await device.skipTimers(RETRY_PAUSES)
    expect(the(await device.subscribe(host.address), 'failed').code).toBe('unreachable')
    const { articles, bodies, fronts, publications } = await device.contents()
    expect(articles).toHaveLength(6)
    expect(bodies).toHaveLength(6)
    // The newest articles can already be read, though the edition is not complete.
    expect(fronts).toHaveLength(1)
    expect(publications[0]?.release).toBeUndefined()

    host.fault = undefined
    host.takeAsked()
    the(await device.sync(), 'synced')
    expect(host.takeAsked().filter(is('bundles')).toSorted()).toEqual(older.toSorted())
    expect((await device.contents()).articles).toHaveLength(12)
  },
)

test(
  'a file whose connection breaks is asked for again after a pause, and no other file',
  fault(4),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper', runs(4))
    const [, bundle] = [...publisher.files.keys()].filter(is('bundles'))
    const [, image] = [...publisher.files.keys()].filter(is('images'))
    const left = new Map([
      [bundle, 2],
      [image, 1],
    ])
    host.fault = (name, response) => {
      const times = left.get(name) ?? 0
      if (times === 0) return false
      left.set(name, times - 1)
      // Chromium itself repeats a request when an open connection ends without an answer.
      response.writeHead(200, { 'Content-Length': 5000 })
      response.write('half', () => response.destroy())
      return true
    }
    await device.skipTimers(RETRY_PAUSES)
    the(await device.subscribe(host.address), 'synced')
    const again = host.asked.filter((name, index) => host.asked.indexOf(name) < index)
    expect(again.toSorted()).toEqual([bundle, bundle, image, 'head.json'].toSorted())
    expect(await device.counts()).toEqual([8, 8, 8, 4])
    // The pauses are half a second, then two seconds, each longer by up to a half, so that readers do not retry all at
    // once.
    const [first, second, third] = (await pausesOf(device)).toSorted((one, other) => one - other)
    expect(first).toBeGreaterThanOrEqual(500)
    expect(second).toBeLessThan(750)
    expect(third).toBeGreaterThanOrEqual(2000)
  },
)

test(
  'a host that sends Retry-After is asked again after that time',
  fault(66),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper')
    await device.subscribe(host.address)
    await publisher.press({ articles: [{}] })
    let asked = 0
    host.fault = (name, response) => {
      if (!is('bundles')(name) || ++asked > 1) return false
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After')
      return !!response.writeHead(503, { 'Retry-After': '5' }).end()
    }
    await device.skipTimers([5000, 7500])
    the(await device.sync(), 'synced')
    expect(asked).toBe(2)
    const pauses = await pausesOf(device)
    expect(pauses).toHaveLength(1)
    expect(pauses[0]).toBeGreaterThanOrEqual(5000)
  },
)

test(
  'bundles that arrive at the host after its head are waited for, and the newest can be read',
  fault(14),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper')
    await device.subscribe(host.address)
    const [later] = (await publisher.press({ articles: [{}] })).filter(is('bundles'))
    await publisher.press({ articles: [{ id: 'newest' }] })
    host.fault = (name, response) => name === later && !!response.writeHead(404).end()
    const failed = the(await device.sync(), 'failed')
    expect(failed.code).toBe('not-found')
    recordShownAs(failed.code)
    // The newest article came first and can be read; the edition does not count as complete.
    expect((await device.contents()).bodies).toContain('paper newest')
    expect(await device.publication()).toMatchObject({ floor: 1 })
    host.fault = undefined
    host.takeAsked()
    the(await device.sync(), 'synced')
    expect(host.takeAsked().filter(is('bundles'))).toEqual([later])
    expect(await device.counts()).toEqual([3, 3, 3, 3])
  },
)
