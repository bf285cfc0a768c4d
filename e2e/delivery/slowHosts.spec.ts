import type { ServerResponse } from 'node:http'
import type { PublicationKey } from '#site/publicationKey.ts'
import { fault, recordShownAs } from '../support/faultRecords.ts'
import type { MemoryHost } from '../support/memoryHost.ts'
import { type Device, expect, test, the } from './device.ts'

/*
 * Slow hosts. The clock of the page stands still, so that only as much time passes as a test wants. Delivery sets one
 * timer for the first byte of an answer, and one for each piece after it.
 */

interface SlowHost {
  name: string
  number: number
  /** Lets time pass until delivery gives the host up. */
  waste: (device: Device, host: MemoryHost, answerTime: number) => Promise<void>
  /** Part of the detail for developers, when this is the only host. */
  detail: string
}

/** Begins an answer to the next request. */
async function begin(host: MemoryHost, start: string): Promise<ServerResponse> {
  const response = await host.hold()
  response.writeHead(200).write(start)
  return response
}

const slowHosts: SlowHost[] = [
  {
    name: 'never answers',
    number: 18,
    detail: '20000 ms',
    async waste({ page }, host, answerTime) {
      await host.hold()
      await page.clock.fastForward(answerTime)
    },
  },
  {
    name: 'stops in the middle of an answer',
    number: 17,
    detail: '10000 ms',
    async waste(device, host) {
      await begin(host, '{"payload')
      await device.untilTimers(3)
      await device.page.clock.fastForward(10_000)
    },
  },
  {
    name: 'sends its answer byte by byte',
    number: 17,
    detail: 'drips',
    async waste(device, host) {
      const response = await begin(host, '{')
      for (let pieces = 1; pieces <= 7; pieces++) {
        await device.untilTimers(2 + pieces)
        await device.page.clock.fastForward(9000)
        response.write(' ')
      }
    },
  },
]

for (const { name, number, waste, detail } of slowHosts) {
  test(
    `delivery gives up a host that ${name}, and asks the next one if there is one`,
    fault(number),
    async ({ ownDevice: device, publish, publishMirrored }) => {
      const { host: only } = await publish('alone')
      await device.subscribe(only.address)
      const { host, press } = await publishMirrored()
      await device.subscribe(host.address)
      await press()
      await device.stopClock()
      const sync = async (id: string, first: MemoryHost, answerTime: number) => {
        await device.watchTimers()
        const [, told] = await Promise.all([
          waste(device, first, answerTime),
          device.deliver({ type: 'sync', publication: id as PublicationKey }),
        ])
        return told
      }

      expect(the(await sync('alone', only, 20_000), 'failed')).toMatchObject({
        code: 'slow',
        detail: expect.stringContaining(detail),
      })
      recordShownAs('slow')

      expect(the(await sync('paper', host, 10_000), 'synced')).toMatchObject({
        version: 2,
        news: true,
      })
      recordShownAs('mirror')
      expect((await device.hosts())[host.address]).toMatchObject({ failed: 1, lastFailure: 'slow' })
    },
  )
}
