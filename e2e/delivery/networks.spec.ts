import type { ServerResponse } from 'node:http'
import { fault, recordShownAs } from '../support/faultRecords.ts'
import { expect, RETRY_PAUSES, runs, test, the } from './device.ts'
import { HTML, stored } from './hosts.ts'

test(
  'a network that demands a login does not count as a failure of any host',
  fault(37, 38),
  async ({ device, publishMirrored }) => {
    const { host, mirror, press } = await publishMirrored()
    await device.subscribe(host.address)
    const before = await device.counts()
    await press()
    for (const login of [
      (response: ServerResponse) => response.writeHead(200, HTML).end('<!doctype html><p>Log in'),
      (response: ServerResponse) => response.writeHead(302, { Location: 'http://hotel/' }).end(),
    ]) {
      host.fault = (_, response) => !!login(response)
      mirror.fault = (_, response) => !!login(response)
      const { code } = the(await device.sync(), 'failed')
      expect(code).toMatch(/login-page|redirected/)
      recordShownAs(code, code === 'login-page' ? 37 : 38)
      expect(await device.counts()).toEqual(before)
      for (const { failed } of Object.values(await device.hosts())) expect(failed).toBe(0)
    }
    // The host hangs up and the mirror shows a login page: the app reports the login page, because the reader can act
    // on it.
    host.fault = (_, response) => !!response.destroy()
    mirror.fault = (_, response) => !!response.writeHead(200, HTML).end('<p>Log in')
    expect(the(await device.sync(), 'failed').code).toBe('login-page')
    host.fault = undefined
    mirror.fault = undefined
    the(await device.sync(), 'synced')
    expect(await device.counts()).toEqual([2, 2, 2, 2])
  },
)

test(
  'a sync without a network says so, and a network that comes and goes a hundred times neither loses nor duplicates anything',
  fault(76),
  async ({ ownDevice: device, publish }) => {
    const { publisher, host } = await publish('paper', runs(3))
    const { page } = device
    const context = page.context()
    await device.subscribe(host.address)
    await test.step('no network', async () => {
      const before = await stored(device)
      await context.setOffline(true)
      expect(the(await device.sync(), 'failed').code).toBe('offline')
      await context.setOffline(false)
      expect(await stored(device)).toEqual(before)
    })
    await device.skipTimers(RETRY_PAUSES)
    let over = false
    const changes = (async () => {
      for (let change = 0; change < 100; change++) {
        // Deliveries follow each other, and each sends requests. The network goes during one, and comes back at once or
        // later.
        if (change % 5 === 0) {
          await Promise.race([page.waitForEvent('request'), page.waitForEvent('response')])
        }
        await context.setOffline(change % 2 === 0)
      }
      over = true
    })()
    const codes = new Set<string>()
    while (!over) {
      if ((await device.publication()).floor === publisher.newest.version) {
        await publisher.press({ articles: [{}] })
      }
      for (const message of await device.sync()) {
        if (message.type === 'failed') codes.add(message.code)
      }
    }
    await changes
    the(await device.sync(), 'synced')
    expect([...codes].filter((code) => !/^(?:offline|unreachable)$/.test(code))).toEqual([])
    recordShownAs('offline')
    const after = await device.contents()
    await device.unsubscribe('paper')
    await device.subscribe(host.address)
    const { publications, ...fresh } = await device.contents()
    expect(after).toMatchObject(fresh)
    expect(after.publications[0]?.bytes).toEqual(publications[0]?.bytes)
  },
)
