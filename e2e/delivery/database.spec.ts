import { fault } from '../support/faultRecords.ts'
import { expect, OPEN_TIMEOUT, test, the } from './device.ts'

test(
  'when another page deletes the database it is opened again, and when another page upgrades it, it is refused as newer',
  fault(59, 60),
  async ({ device, publish }) => {
    const { host } = await publish('paper')
    await device.subscribe(host.address)
    const tab = await device.openTab()
    await tab.page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase('longwave:/')
          request.onsuccess = () => resolve()
          request.onblocked = () => reject(new Error('blocked'))
        }),
    )
    the(await device.subscribe(host.address), 'synced')
    expect((await device.contents()).articles).toHaveLength(1)

    await tab.page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('longwave:/', 99)
          request.onsuccess = () => {
            request.result.close()
            resolve()
          }
          request.onblocked = () => reject(new Error('blocked'))
          request.onerror = () => reject(request.error)
        }),
    )
    const failed = the(await device.sync(), 'failed')
    expect(failed).toMatchObject({ code: 'storage', detail: expect.stringContaining('newer') })
  },
)

test(
  'delivery gives up when the database does not open in time',
  fault(58),
  async ({ device, publish }) => {
    const { host } = await publish('paper')
    const tab = await device.openTab()
    await tab.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          // The connection ignores `versionchange`, so the deletion waits for it.
          indexedDB.open('longwave:/', 1).onsuccess = () => {
            indexedDB.deleteDatabase('longwave:/').onblocked = () => resolve()
          }
        }),
    )
    await device.skipTimers(OPEN_TIMEOUT)
    expect(the(await device.subscribe(host.address), 'failed').code).toBe('storage')
    expect(await device.timers()).toContain(OPEN_TIMEOUT[0])
  },
)
