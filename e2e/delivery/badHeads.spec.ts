import type { FailureCode } from '#messages/toPage.ts'
import { fault as provokes, recordShownAs } from '../support/faultRecords.ts'
import type { Fault, MemoryHost } from '../support/memoryHost.ts'
import type { Publisher } from '../support/publisher.ts'
import { type Device, expect, test, the } from './device.ts'
import { endlessBody, login, stored } from './hosts.ts'

interface Case {
  name: string
  code: FailureCode
  /** The fault's number in e2e/faults.json. */
  number?: number
  /** How the host answers instead of sending the head … */
  fault?: Fault
  /** … or how the head on the host is changed. */
  prepare?: (publisher: Publisher, host: MemoryHost) => Promise<void> | void
}

/** In each case the device has a valid head, and the fault hides a newer edition. */
const cases: Case[] = [
  {
    name: 'a login page',
    number: 37,
    code: 'login-page',
    fault: (_, response) => !!login(response),
  },
  {
    name: 'a redirect',
    number: 38,
    code: 'redirected',
    fault: (_, response) => !!response.writeHead(302, { Location: '/elsewhere' }).end(),
  },
  {
    name: 'not found (404)',
    code: 'not-found',
    fault: (_, response) => !!response.writeHead(404).end(),
  },
  {
    name: 'refused (403)',
    number: 39,
    code: 'blocked',
    fault: (_, response) => !!response.writeHead(403).end(),
  },
  {
    name: 'refused by law (451)',
    number: 39,
    code: 'blocked',
    fault: (_, response) => !!response.writeHead(451).end(),
  },
  {
    name: 'a login demanded (511)',
    number: 39,
    code: 'login-page',
    fault: (_, response) => !!response.writeHead(511).end(),
  },
  {
    name: 'a server error (503)',
    number: 66,
    code: 'unreachable',
    fault: (_, response) => !!response.writeHead(503).end(),
  },
  {
    name: 'a part instead of the whole (206)',
    number: 68,
    code: 'unreachable',
    fault: (_, response) => !!response.writeHead(206).end('{}'),
  },
  {
    name: 'a closed connection',
    code: 'unreachable',
    fault: (_, response) => !!response.destroy(),
  },
  {
    name: 'a body without end',
    number: 19,
    code: 'too-long',
    fault: (_, response) => endlessBody(response.writeHead(200)),
  },
  {
    name: 'one bit changed',
    code: 'bad-signature',
    prepare(publisher, host) {
      const envelope = JSON.parse(String(Buffer.from(publisher.files.get('head.json')!)))
      const payload = Buffer.from(envelope.payload, 'base64')
      payload[payload.indexOf('The paper')]! ^= 1
      const head = Buffer.from(JSON.stringify({ ...envelope, payload: payload.toString('base64') }))
      host.files = new Map([...publisher.files, ['head.json', head]])
    },
  },
  {
    name: 'cut in the middle',
    number: 4,
    code: 'not-json',
    prepare(publisher, host) {
      const head = publisher.files.get('head.json')!
      host.files = new Map([...publisher.files, ['head.json', head.slice(0, 500)]])
    },
  },
  {
    name: 'signed by another publisher',
    code: 'bad-signature',
    async prepare(publisher, host) {
      const stranger = publisher.twin()
      await stranger.rotate()
      await stranger.putHead({ root: 1 })
      stranger.files.delete('root/2.json')
      host.files = stranger.files
    },
  },
  {
    name: 'with a root that the host does not have',
    code: 'bad-signature',
    async prepare(publisher, host) {
      const stranger = publisher.twin()
      await stranger.rotate()
      await stranger.putHead({})
      stranger.files.delete('root/2.json')
      host.files = stranger.files
    },
  },
  {
    name: 'for a newer version of the app',
    code: 'from-the-future',
    prepare: (publisher) => publisher.putHead({ minReader: 99 }),
  },
]
const numbers = new Set(cases.flatMap(({ number }) => number ?? []))

test(
  'a bad head changes nothing, and the reader is told once',
  provokes(...numbers),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper')
    await device.subscribe(host.address)
    // Each case begins after a sync that succeeded, so that the same failure is news again.
    for (const { name, code, number, fault, prepare } of cases) {
      await test.step(name, async () => {
        const before = await stored(device)
        await publisher.press({ articles: [{}] })
        await prepare?.(publisher, host)
        host.fault = fault
        await failsTwice(device, code)
        if (number) recordShownAs(code, number)
        expect(await stored(device)).toEqual(before)

        host.fault = undefined
        host.files = publisher.files
        await publisher.press({ articles: [{}] })
        the(await device.sync(), 'synced')
        expect((await stored(device)).articles).toHaveLength(before.articles.length + 2)
      })
    }
  },
)

/** Syncs twice: the same failure is no news the second time. */
async function failsTwice(device: Device, code: FailureCode): Promise<void> {
  expect(the(await device.sync(), 'failed')).toMatchObject({ code, news: true })
  expect(the(await device.sync(), 'failed')).toMatchObject({ code, news: false })
}
