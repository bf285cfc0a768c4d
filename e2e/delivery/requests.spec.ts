import { fault } from '../support/faultRecords.ts'
import { Device, expect, test, the } from './device.ts'

test(
  'a host cannot recognise a reader by cookies or cache validators',
  fault(42),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper')
    host.fault = (name, response) => {
      response.setHeader('ETag', '"reader-17"')
      response.setHeader('Last-Modified', 'Fri, 20 Nov 2026 10:00:00 GMT')
      response.setHeader('Set-Cookie', 'reader=17; Max-Age=99999999')
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
      return !!response.writeHead(200).end(publisher.files.get(name))
    }
    await device.subscribe(host.address)
    await publisher.press({ articles: [{}] })
    expect(the(await device.sync(), 'synced').version).toBe(2)
    expect(host.headers.length).toBeGreaterThan(0)
    for (const headers of host.headers) {
      expect(Object.keys(headers)).not.toContain('cookie')
      expect(Object.keys(headers).filter((name) => name.startsWith('if-'))).toEqual([])
      expect(headers.referer).toBeUndefined()
    }
  },
)

test(
  'readers of different languages and habits send the same requests',
  fault(43),
  async ({ openContext, device, home, publish }) => {
    const { publisher, host } = await publish('paper')
    const context = await openContext({ locale: 'fa-IR', colorScheme: 'dark' })
    const other = await Device.open(await context.newPage(), home.address)
    for (const reader of [device, other]) await reader.subscribe(host.address)
    // Meanwhile the second reader has synced more often.
    for (let time = 0; time < 3; time++) await other.sync()
    await publisher.press({ articles: [{}, {}] })
    const requests: unknown[][] = []
    for (const reader of [device, other]) {
      host.takeAsked()
      host.headers.length = 0
      await reader.sync()
      const asked = host.takeAsked().map((name, at) => [name, host.headers[at]])
      requests.push(asked.toSorted(([one], [another]) => (one! < another! ? -1 : 1)))
    }
    expect(requests[1]).toEqual(requests[0])
    expect(requests[0]).toHaveLength(1 + 1 + 2)
  },
)
