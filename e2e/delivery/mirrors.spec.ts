import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect } from '@playwright/test'
import type { FailureCode } from '#messages/toPage.ts'
import { fault, toldAs } from '../reliability.ts'
import { Device, passTime, test, the } from './device.ts'
import { type Fault, flip, is, Mirror } from './mirror.ts'
import type { Publisher, Run } from './publish.ts'

type Files = ReadonlyMap<string, Uint8Array>

/** A publication on its own host and on a mirror its releases name, both with the same files at any time. */
interface Pair {
  publisher: Publisher
  own: Mirror
  mirror: Mirror
  press: (run?: Run) => Promise<string[]>
}

const pairs = test.extend<{ pair: () => Promise<Pair> }>({
  pair: async ({ publish }, use) => {
    const mirrors: Mirror[] = []
    await use(async () => {
      const { publisher, mirror: own } = await publish('paper', [])
      const mirror = await Mirror.of(publisher.files)
      mirrors.push(mirror)
      const press = (run: Run = { articles: [{}] }) =>
        publisher.press({ ...run, release: { mirrors: [mirror.address], ...run.release } })
      await press()
      return { publisher, own, mirror, press }
    })
    for (const mirror of mirrors) await mirror.stop()
  },
})

const hostsOf = async (device: Device) => (await device.contents()).publications[0]?.hosts ?? {}

const text = (files: Files, name: string) => Buffer.from(files.get(name)!).toString()

const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): ((files: Files) => Fault) =>
  () =>
  (_, response) =>
    !!response.writeHead(status, headers).end(body)

const html = { 'Content-Type': 'text/html' }

/** Whatever is not a head: given otherwise. */
const spoiled =
  (spoil: (files: Files, name: string, response: ServerResponse) => unknown) =>
  (files: Files): Fault =>
  (name, response) => {
    if (!is('bundles')(name)) return false
    spoil(files, name, response)
    return true
  }

const cutAt = (at: (length: number) => number) =>
  spoiled((files, name, response) => {
    const file = files.get(name)!
    response.writeHead(200, { 'Content-Length': file.length })
    response.flushHeaders()
    response.write(file.slice(0, at(file.length)), () => response.destroy())
  })

/** To the socket itself, because node:http would mend what is broken. */
const raw = (response: ServerResponse, version: string, ...headers: string[]) => {
  const socket = response.socket!
  const head = [`HTTP/${version} 200 OK`, 'Access-Control-Allow-Origin: *', ...headers, '', '']
  socket.write(head.join('\r\n'))
  return socket
}

/** Letters, and never an end of them. */
const endless = (version: string, ...headers: string[]): Fault => {
  return (_, response) => {
    const socket = raw(response, version, ...headers)
    const more = () => {
      while (!socket.destroyed && socket.write('x'.repeat(16_384)));
      if (!socket.destroyed) socket.once('drain', more)
    }
    socket.on('error', () => {})
    more()
    return true
  }
}

const cases: {
  name: string
  number: number
  code: FailureCode
  fault: (files: Files) => Fault
}[] = [
  {
    name: 'changes a bit of a bundle',
    number: 3,
    code: 'wrong-digest',
    fault: spoiled((files, name, response) => response.writeHead(200).end(flip(files, name))),
  },
  {
    name: 'breaks off before the first byte',
    number: 4,
    code: 'unreachable',
    fault: cutAt(() => 0),
  },
  { name: 'breaks off after one', number: 4, code: 'unreachable', fault: cutAt(() => 1) },
  {
    name: 'breaks off before the last',
    number: 4,
    code: 'unreachable',
    fault: cutAt((length) => length - 1),
  },
  {
    name: 'says the file is shorter than it is',
    number: 4,
    code: 'wrong-length',
    fault: spoiled((files, name, response) =>
      response.writeHead(200).end(files.get(name)!.slice(0, 60)),
    ),
  },
  {
    name: 'ends a chunked file in the middle',
    number: 4,
    code: 'unreachable',
    fault: spoiled((files, name, response) => {
      response.writeHead(200)
      response.write(files.get(name)!.slice(0, 60), () => response.socket?.resetAndDestroy())
    }),
  },
  {
    name: 'gives another bundle under the name',
    number: 5,
    code: 'too-long',
    fault: spoiled((files, _, response) =>
      response.writeHead(200).end(Buffer.concat([...files.values()])),
    ),
  },
  {
    name: 'gives an older bundle of the same length under the name',
    number: 5,
    code: 'wrong-length',
    fault: spoiled((files, name, response) => {
      const other = [...files.keys()].find((it) => is('bundles')(it) && it !== name)!
      response.writeHead(200).end(files.get(other))
    }),
  },
  {
    name: 'shows a page without end in place of the head',
    number: 19,
    code: 'too-long',
    fault: () => (_, response) => {
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
      return true
    },
  },
  {
    name: 'says that a head is a terabyte, and sends it',
    number: 19,
    code: 'too-long',
    fault: () => endless('1.1', 'Content-Length: 1000000000000'),
  },
  {
    name: 'sends a head until the connection ends, which it does not',
    number: 19,
    code: 'too-long',
    fault: () => endless('1.0', 'Connection: close'),
  },
  { name: 'refuses (403)', number: 39, code: 'blocked', fault: answer(403, html, '<p>No') },
  {
    name: 'refuses by law (451)',
    number: 39,
    code: 'blocked',
    fault: answer(451, html, '<p>No'),
  },
  {
    name: 'demands a login (511)',
    number: 39,
    code: 'login-page',
    fault: answer(511, html, '<p>Log in'),
  },
  {
    name: 'calls compressed what is not',
    number: 40,
    code: 'unreachable',
    fault: (files) => (name, response) =>
      !!response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(files.get(name)),
  },
  {
    name: 'calls a bundle compressed twice that is so once',
    number: 40,
    code: 'too-long',
    fault: spoiled((files, name, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(files.get(name)),
    ),
  },
  {
    name: 'adds a line to every file',
    number: 41,
    code: 'not-json',
    fault: (files) => (name, response) =>
      !!response.writeHead(200).end(`${text(files, name)}\n<script src="/count.js"></script>`),
  },
  {
    name: 'adds a line to bundles',
    number: 41,
    code: 'too-long',
    fault: spoiled((files, name, response) =>
      response.writeHead(200).end(Buffer.concat([files.get(name)!, Buffer.from('\r\n')])),
    ),
  },
  {
    name: 'has too many readers (429)',
    number: 66,
    code: 'unreachable',
    fault: answer(429, { 'Retry-After': '3600', 'Access-Control-Expose-Headers': 'Retry-After' }),
  },
  {
    name: 'is in trouble (500)',
    number: 66,
    code: 'unreachable',
    fault: answer(500, html, '<p>'),
  },
  { name: 'cannot reach its own (502)', number: 66, code: 'unreachable', fault: answer(502) },
  {
    name: 'is being mended (503)',
    number: 66,
    code: 'unreachable',
    fault: answer(503, { 'Retry-After': 'Fri, 20 Nov 2026 10:00:00 GMT' }),
  },
  { name: 'has nothing to say (204)', number: 68, code: 'unreachable', fault: answer(204) },
  {
    name: 'gives a part nobody asked for (206)',
    number: 68,
    code: 'unreachable',
    fault: (files) => (name, response) =>
      !!response
        .writeHead(206, { 'Content-Range': 'bytes 0-9/1000' })
        .end(files.get(name)?.slice(0, 10)),
  },
  {
    name: 'says that nothing has changed (304)',
    number: 68,
    code: 'unreachable',
    fault: answer(304),
  },
  {
    name: 'does not let other sites read',
    number: 69,
    code: 'unreachable',
    fault: (files) => (name, response) => {
      response.removeHeader('Access-Control-Allow-Origin')
      return !!response.writeHead(200).end(files.get(name))
    },
  },
  {
    name: 'lets other sites read the head only',
    number: 69,
    code: 'unreachable',
    fault: spoiled((files, name, response) => {
      response.removeHeader('Access-Control-Allow-Origin')
      response.writeHead(200).end(files.get(name))
    }),
  },
  {
    name: 'knows names in capitals only',
    number: 70,
    code: 'not-found',
    fault: () => (name, response) => name !== name.toUpperCase() && !!response.writeHead(404).end(),
  },
]

/** What the reader has of it, without the record of when and how. */
async function counts(device: Device) {
  const { articles, bodies, images, publications } = await device.contents()
  return [articles.length, bodies.length, images.length, publications[0]?.floor]
}

for (const number of new Set(cases.map((it) => it.number))) {
  const these = cases.filter((it) => it.number === number)
  pairs(`a host is passed over that ${these[0]!.name}`, fault(number), async ({ device, pair }) => {
    for (const { name, code, fault: faultOf } of these) {
      await pairs.step(name, async () => {
        const { own, mirror, press, publisher } = await pair()
        await device.subscribe(own.address)
        expect(mirror.takeAsked()).toEqual([])
        await press({ articles: [{ id: 'fresh' }, {}] })
        own.fault = faultOf(publisher.files)
        own.takeAsked()
        const first = the(await device.sync(), 'synced')
        expect(await counts(device)).toEqual([3, 3, 3, 2])
        // One file was asked of both, and no other.
        expect(mirror.takeAsked().filter((file) => own.asked.includes(file))).toHaveLength(1)
        expect(await hostsOf(device)).toMatchObject({
          [own.address]: { failed: 1, why: code, until: expect.any(Number) },
          [mirror.address]: { ok: 1, failed: 0 },
        })

        // It has been found out, and is not asked first again.
        own.takeAsked()
        const second = the(await device.sync(), 'synced')
        expect(second.mirror).toBe(mirror.address)
        expect([first, second].filter(({ news }) => news)).toHaveLength(1)
        expect(own.takeAsked()).toEqual([])
        expect(mirror.takeAsked()).toEqual(['head.json'])
        await device.deliver({ type: 'unsubscribe', publication: 'paper' })
      })
    }
    toldAs('mirror')
  })
}

pairs.describe('a file that ends too early', () => {
  const forms: {
    name: string
    send: (file: Uint8Array, at: number, response: ServerResponse) => Socket
  }[] = [
    {
      name: 'against the length it was announced with',
      send: (file, _, response) => raw(response, '1.1', `Content-Length: ${file.length}`),
    },
    {
      name: 'in the middle of a chunk',
      send(file, at, response) {
        const socket = raw(response, '1.1', 'Transfer-Encoding: chunked')
        // At byte 0 there is not even a chunk.
        if (at > 0) socket.write(`${file.length.toString(16)}\r\n`)
        return socket
      },
    },
    {
      name: 'between two chunks',
      send(_, at, response) {
        const socket = raw(response, '1.1', 'Transfer-Encoding: chunked')
        if (at > 0) socket.write(`${at.toString(16)}\r\n`)
        return socket
      },
    },
    {
      name: 'with its connection, and no length was announced',
      send: (_file, _at, response) => raw(response, '1.0', 'Connection: close'),
    },
  ]
  const ends: [string, (socket: Socket) => unknown][] = [
    ['closed', (socket) => socket.end()],
    ['reset', (socket) => socket.resetAndDestroy()],
  ]
  const places: [string, (length: number) => number][] = [
    ['before its first byte', () => 0],
    ['after one', () => 1],
    ['before its last', (length) => length - 1],
  ]
  for (const { name, send } of forms) {
    pairs(name, fault(4), async ({ device, pair }) => {
      pairs.slow()
      for (const kind of ['bundles', 'head.json']) {
        for (const [ending, end] of ends) {
          for (const [place, at] of kind === 'bundles' ? places : places.slice(2)) {
            await pairs.step(`${kind}, ${ending} ${place}`, async () => {
              const { own, mirror, press, publisher } = await pair()
              await device.subscribe(own.address)
              await press({ articles: [{ id: 'fresh' }, {}] })
              own.fault = (file, response) => {
                if (!file.startsWith(kind)) return false
                const bytes = publisher.files.get(file)!
                // A head has a line end behind its last brace, which nobody would miss.
                const cut = at(kind === 'bundles' ? bytes.length : bytes.length - 1)
                const socket = send(bytes, cut, response)
                const between = name === 'between two chunks' && cut > 0 ? '\r\n' : ''
                const sent = Buffer.concat([bytes.subarray(0, cut), Buffer.from(between)])
                socket.write(sent, () => end(socket))
                return true
              }
              the(await device.sync(), 'synced')
              expect(await counts(device)).toEqual([3, 3, 3, 2])
              const { [own.address]: host, [mirror.address]: other } = await hostsOf(device)
              expect(host).toMatchObject({ failed: 1 })
              expect(host?.why).toMatch(/^(?:unreachable|wrong-length|not-json)$/)
              expect(other).toMatchObject({ ok: 1, failed: 0 })
              await device.deliver({ type: 'unsubscribe', publication: 'paper' })
            })
          }
        }
      }
      toldAs('mirror')
    })
  }
})

pairs.describe('a host that wastes time is left for the next one', () => {
  const wasting: { name: string; number: number; start: string; drip: string; step: number }[] = [
    { name: 'by never answering', number: 18, start: '', drip: '', step: 2000 },
    { name: 'by stopping in the middle', number: 17, start: '{"payload', drip: '', step: 2000 },
    { name: 'by dripping', number: 17, start: '{', drip: ' ', step: 3000 },
  ]
  for (const { name, number, start, drip, step } of wasting) {
    pairs(name, fault(number), async ({ device, pair }) => {
      const { own, press } = await pair()
      await device.subscribe(own.address)
      await press()
      let response: ServerResponse | undefined
      own.fault = (_, answer) => {
        response = answer
        if (start) answer.writeHead(200).write(start)
        return true
      }
      await device.page.clock.install()
      const begun = await device.page.evaluate(() => performance.now())
      const told = await passTime(device, device.sync(), step, () => {
        if (drip) response?.write(drip)
      })
      expect(the(told, 'synced')).toMatchObject({ version: 2, news: true })
      toldAs('mirror')
      expect((await hostsOf(device))[own.address]).toMatchObject({ failed: 1, why: 'slow' })
      if (!drip) {
        const elapsed = (await device.page.evaluate(() => performance.now())) - begun
        // Ten seconds, and what the clock ran ahead while the mirror was asked.
        expect(elapsed).toBeLessThan(10_000 + 5 * step)
      }
    })
  }
})

pairs('two hosts: each file once, from the first alone', fault(1), async ({ device, pair }) => {
  const { own, mirror, press, publisher } = await pair()
  await device.subscribe(own.address)
  own.takeAsked()
  const added = await press({ articles: [{}, {}, {}] })
  const requests: string[] = []
  device.page.on('request', (request) => requests.push(new URL(request.url()).origin))
  expect(the(await device.sync(), 'synced')).not.toHaveProperty('mirror')
  const needed = [...added, 'head.json']
  expect(own.bytes).toBe(
    needed.reduce((total, name) => total + publisher.files.get(name)!.length, 0),
  )
  expect(own.takeAsked().toSorted()).toEqual(needed.toSorted())
  expect(mirror.asked).toEqual([])
  expect(new Set(requests)).toEqual(new Set([new URL(own.address).origin]))

  // Nothing new: one request, however often; only every fourth time another host is compared with it.
  const heads = async () => {
    the(await device.sync(), 'synced')
    const { bytes } = own
    expect(bytes).toBeLessThan(5 * 1024)
    return [own.takeAsked(), mirror.takeAsked()]
  }
  expect(await heads()).toEqual([['head.json'], []])
  expect(await heads()).toEqual([['head.json'], ['head.json']])
  for (let time = 0; time < 3; time++) expect(await heads()).toEqual([['head.json'], []])
  expect(await heads()).toEqual([['head.json'], ['head.json']])
})

pairs('an address that is added anew does not cost the one before', async ({ device, pair }) => {
  const { own, mirror, press } = await pair()
  await device.subscribe(own.address)
  await device.subscribe(mirror.address)
  await press({ articles: [{}], release: { mirrors: [] } })
  the(await device.sync(), 'synced')
  mirror.fault = (_, response) => !!response.destroy()
  await press({ articles: [{}], release: { mirrors: [] } })
  expect(the(await device.sync(), 'synced')).toMatchObject({ version: 3, mirror: own.address })
  mirror.fault = undefined
  await device.subscribe(own.address)
  const [row] = (await device.contents()).publications
  expect(row).toMatchObject({ address: own.address, own: [mirror.address] })
})

pairs('no host is trusted, also none the reader adds', async ({ device, pair }) => {
  const { own, mirror, publisher, press } = await pair()
  await device.subscribe(own.address)
  const forger = publisher.twin()
  await forger.rotate()
  await forger.press({ articles: [{ id: 'forged' }], release: { root: 1 } })
  const added = await Mirror.of(forger.files)
  await device.page.evaluate(async (address) => {
    const library = await window.longwave.openLibrary()
    const row = (await library.get('publications', 'paper'))!
    await library.put('publications', { ...row, own: [address] })
  }, added.address)
  await press()
  for (const host of [own, mirror]) host.fault = (_, response) => !!response.destroy()
  expect(the(await device.sync(), 'failed').code).toBe('unreachable')
  expect(added.takeAsked()).toContain('head.json')
  expect(await counts(device)).toEqual([1, 1, 1, 1])
  added.files = publisher.files
  expect(the(await device.sync(), 'synced').mirror).toBe(added.address)
  expect(await counts(device)).toEqual([2, 2, 2, 2])
  await added.stop()
})

pairs(
  'an app that is too old is told so, though a mirror is behind',
  fault(74),
  async ({ device, pair }) => {
    const { own, mirror, publisher, press } = await pair()
    await device.subscribe(own.address)
    await press()
    mirror.files = new Map(publisher.files)
    await press({ articles: [{}], release: { minReader: 99 } })
    const failed = the(await device.sync(), 'failed')
    expect(failed.code).toBe('from-the-future')
    toldAs(failed.code)
    expect(mirror.asked).toEqual([])
    expect((await hostsOf(device))[own.address]).toMatchObject({ failed: 0 })
  },
)

pairs('one request for an unchanged edition, whatever the root', async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper')
  await device.subscribe(mirror.address)
  await publisher.rotate()
  await publisher.press({ articles: [{}] })
  the(await device.sync(), 'synced')
  for (let time = 0; time < 5; time++) {
    mirror.takeAsked()
    the(await device.sync(), 'synced')
    expect(mirror.bytes).toBeLessThan(5 * 1024)
    expect(mirror.takeAsked()).toEqual(['head.json'])
  }
})

pairs('a host that asks for a moment is given it', fault(66), async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper')
  await device.subscribe(mirror.address)
  await publisher.press({ articles: [{}] })
  let refused = 0
  mirror.fault = (name, response) => {
    if (!is('bundles')(name) || refused++ > 0) return false
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After')
    return !!response.writeHead(503, { 'Retry-After': '5' }).end()
  }
  // A clock that stands still: on a busy machine the moment would pass by itself.
  await device.page.clock.install()
  await device.page.clock.pauseAt(Date.now() + 1000)
  const told = device.sync()
  await expect.poll(() => refused).toBe(1)
  // For it to have come to the page.
  await device.page.waitForTimeout(300)
  await device.page.clock.fastForward(4500)
  await device.page.waitForTimeout(300)
  expect(refused).toBe(1)
  the(await passTime(device, told, 3000), 'synced')
  expect(refused).toBe(2)
})

pairs('a host that stands still is found out by another', fault(13), async ({ device, pair }) => {
  const { own, mirror, press, publisher } = await pair()
  await device.subscribe(own.address)
  own.files = new Map(publisher.files)
  await press()
  let syncs = 0
  for (; (await device.contents()).publications[0]?.floor === 1 && syncs < 4; syncs++) {
    the(await device.sync(), 'synced')
  }
  expect(await counts(device)).toEqual([2, 2, 2, 2])
  expect((await hostsOf(device))[own.address]).toMatchObject({ why: 'rollback', failed: 1 })
  toldAs('mirror')
  // Once it has caught up and is compared again, it is the first again.
  own.files = publisher.files
  await device.page.clock.install({ time: Date.now() + 60_000 })
  for (syncs = 0; (await hostsOf(device))[own.address]?.why && syncs < 5; syncs++) {
    the(await device.sync(), 'synced')
  }
  own.takeAsked()
  mirror.takeAsked()
  expect(the(await device.sync(), 'synced')).not.toHaveProperty('mirror')
  expect(own.takeAsked()).toEqual(['head.json'])
})

pairs.describe('a mirror that carries the edition of a stolen key', () => {
  /** The thief's edition on the mirror, under the highest version there is. */
  const steal = async ({ publisher, mirror }: Pair) => {
    const thief = publisher.twin()
    await thief.press({
      articles: [{ id: 'forged' }],
      release: { version: Number.MAX_SAFE_INTEGER, mirrors: [mirror.address] },
    })
    mirror.files = thief.files
  }
  const rotate = async ({ publisher, press }: Pair) => {
    await publisher.rotate()
    await press({ articles: [{ id: 'fresh' }], release: { version: 60 } })
  }
  const floorOf = async (device: Device) => (await device.contents()).publications[0]?.floor
  const isLeft = async (device: Device, { own, mirror }: Pair) => {
    expect(await counts(device)).toEqual([2, 2, 2, 60])
    expect((await hostsOf(device))[mirror.address]?.why).toBe('rollback')
    for (let syncs = 0; syncs < 5; syncs++) {
      own.takeAsked()
      const synced = the(await device.sync(), 'synced')
      expect(synced).not.toHaveProperty('mirror')
      expect(synced.version).toBe(60)
      expect(own.takeAsked()).toEqual(['head.json'])
    }
  }

  pairs('is left where readers had gone there', fault(16), async ({ device, pair }) => {
    const hosts = await pair()
    await device.subscribe(hosts.own.address)
    await steal(hosts)
    for (let syncs = 0; (await floorOf(device)) === 1 && syncs < 4; syncs++) await device.sync()
    expect(await floorOf(device)).toBe(Number.MAX_SAFE_INTEGER)
    expect((await hostsOf(device))[hosts.own.address]?.why).toBe('rollback')

    await rotate(hosts)
    await device.page.clock.install({ time: Date.now() + 60_000 })
    for (let syncs = 0; (await floorOf(device)) !== 60 && syncs < 4; syncs++) await device.sync()
    await isLeft(device, hosts)
  })

  pairs('loses to the next root when they are compared', fault(16), async ({ device, pair }) => {
    const hosts = await pair()
    await device.subscribe(hosts.own.address)
    for (let syncs = 1; syncs < 3; syncs++) the(await device.sync(), 'synced')
    await steal(hosts)
    await rotate(hosts)
    the(await device.sync(), 'synced')
    expect(hosts.mirror.takeAsked()).toContain('head.json')
    await isLeft(device, hosts)
  })
})

pairs('a host that keeps failing rests longer each time', fault(66), async ({ device, pair }) => {
  const { own, mirror } = await pair()
  await device.subscribe(own.address)
  const busy = { 'Retry-After': '600', 'Access-Control-Expose-Headers': 'Retry-After' }
  const rest = async () => {
    const host = (await hostsOf(device))[own.address]
    const now = await device.page.evaluate(() => Date.now())
    return host?.until === undefined ? 0 : Math.round((host.until - now) / 1000)
  }
  let now = Date.now()
  await device.page.clock.install({ time: now })
  own.fault = (_, response) => !!response.writeHead(500).end()
  const rests: number[] = []
  while (rests.length < 9) {
    const before = (await hostsOf(device))[own.address]?.failed ?? 0
    for (let syncs = 0; syncs < 5; syncs++) {
      the(await device.sync(), 'synced')
      if (((await hostsOf(device))[own.address]?.failed ?? 0) > before) break
    }
    rests.push(await rest())
    now += 3_700_000
    await device.page.clock.setSystemTime(now)
  }
  expect(rests[0]).toBeLessThanOrEqual(30)
  expect(rests[1]).toBeGreaterThan(30)
  expect(rests.at(-1)).toBeGreaterThan(3500)
  expect(rests.at(-1)).toBeLessThanOrEqual(3600)

  // It may ask for more than that, too: then it is heard.
  own.fault = undefined
  for (let syncs = 0; syncs < 5; syncs++) await device.sync()
  expect(await rest()).toBe(0)
  own.fault = (_, response) => !!response.writeHead(503, busy).end()
  the(await device.sync(), 'synced')
  expect(await rest()).toBeGreaterThan(590)
  toldAs('mirror')
  expect(mirror.asked.length).toBeGreaterThan(0)
})

pairs(
  'a network that wants a login is no host’s fault',
  fault(37, 38),
  async ({ device, pair }) => {
    const { own, mirror, press } = await pair()
    await device.subscribe(own.address)
    const before = await counts(device)
    await press()
    for (const login of [
      (response: ServerResponse) => response.writeHead(200, html).end('<!doctype html><p>Log in'),
      (response: ServerResponse) => response.writeHead(302, { Location: 'http://hotel/' }).end(),
    ]) {
      own.fault = (_, response) => !!login(response)
      mirror.fault = (_, response) => !!login(response)
      const { code } = the(await device.sync(), 'failed')
      expect(code).toMatch(/login-page|redirected/)
      toldAs(code, code === 'login-page' ? 37 : 38)
      expect(await counts(device)).toEqual(before)
      for (const host of Object.values(await hostsOf(device))) expect(host.failed).toBe(0)
    }
    // The login hides behind one host, a dead line behind the other: what can be done about it is said.
    own.fault = (_, response) => !!response.destroy()
    mirror.fault = (_, response) => !!response.writeHead(200, html).end('<p>Log in')
    expect(the(await device.sync(), 'failed').code).toBe('login-page')
    own.fault = undefined
    mirror.fault = undefined
    the(await device.sync(), 'synced')
    expect(await counts(device)).toEqual([2, 2, 2, 2])
  },
)

pairs(
  'a head before its bundles: what is there is kept',
  fault(14),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper')
    await device.subscribe(mirror.address)
    const [later] = (await publisher.press({ articles: [{}] })).filter(is('bundles'))
    await publisher.press({ articles: [{ id: 'newest' }] })
    mirror.fault = (name, response) => name === later && !!response.writeHead(404).end()
    const failed = the(await device.sync(), 'failed')
    expect(failed.code).toBe('not-found')
    toldAs(failed.code)
    // The newest came first, and can be read; the edition is not counted as had.
    expect((await device.contents()).bodies).toContain('paper newest')
    expect((await device.contents()).publications[0]).toMatchObject({ floor: 1 })
    mirror.fault = undefined
    mirror.takeAsked()
    the(await device.sync(), 'synced')
    expect(mirror.takeAsked().filter(is('bundles'))).toEqual([later])
    expect(await counts(device)).toEqual([3, 3, 3, 3])
  },
)

pairs('only the broken file is fetched again', fault(4), async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper', [])
  for (let run = 0; run < 4; run++) await publisher.press({ articles: [{}] })
  const broken = [...publisher.files.keys()].filter(is('bundles'))[1]
  let times = 0
  mirror.fault = (name, response) => {
    if (name !== broken || ++times > 2) return false
    response.writeHead(200, { 'Content-Length': 5000 })
    response.write('half', () => response.destroy())
    return true
  }
  the(await device.subscribe(mirror.address), 'synced')
  const again = mirror.asked.filter((name, index) => mirror.asked.indexOf(name) < index)
  expect(again.toSorted()).toEqual([broken, broken, 'head.json'].toSorted())
  expect(await counts(device)).toEqual([4, 4, 4, 4])
})

pairs(
  'right bytes under a wrong name of their kind are taken',
  fault(67),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper')
    const types = ['text/html; charset=windows-1252', 'image/png', 'text/plain']
    mirror.fault = (name, response) => {
      const type = types[mirror.asked.length % types.length]!
      return !!response.writeHead(200, { 'Content-Type': type }).end(publisher.files.get(name))
    }
    the(await device.subscribe(mirror.address), 'synced')
    expect(await counts(device)).toEqual([1, 1, 1, 1])
  },
)

pairs(
  'compressed on top, the bytes are right after all',
  fault(40),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper')
    mirror.fault = (name, response) =>
      !!response
        .writeHead(200, { 'Content-Encoding': 'gzip' })
        .end(gzipSync(publisher.files.get(name)!))
    the(await device.subscribe(mirror.address), 'synced')
    expect(await counts(device)).toEqual([1, 1, 1, 1])
  },
)

pairs('what later formats add is taken', fault(2), async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper', [])
  const body = [
    { type: 'hologram', depth: 3, text: 'In three dimensions.' },
    { type: 'paragraph', tilt: 4, runs: ['Plain ', { type: 'glow', runs: ['text'] }] },
  ] as never
  await publisher.press({
    articles: [{ id: 'odd', body, mood: 'bright' } as never],
    release: { colours: ['red'], mirrors: [], features: { smell: true } } as never,
  })
  the(await device.subscribe(mirror.address), 'synced')
  expect(await counts(device)).toEqual([1, 1, 1, 1])
  const kept = await device.page.evaluate(async () => {
    const library = await window.longwave.openLibrary()
    return (await library.get('bodies', ['paper', 'odd']))!.body
  })
  // The text of a block nobody knows is read as a paragraph, what hangs on known ones is left out.
  expect(kept).toEqual([
    { type: 'paragraph', runs: ['In three dimensions.'] },
    { type: 'paragraph', runs: ['Plain ', 'text'] },
  ])
})

pairs('no host can mark a reader', fault(42), async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper')
  mirror.fault = (name, response) => {
    response.setHeader('ETag', '"reader-17"')
    response.setHeader('Last-Modified', 'Fri, 20 Nov 2026 10:00:00 GMT')
    response.setHeader('Set-Cookie', 'reader=17; Max-Age=99999999')
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
    return !!response.writeHead(200).end(publisher.files.get(name))
  }
  await device.subscribe(mirror.address)
  await publisher.press({ articles: [{}] })
  expect(the(await device.sync(), 'synced').version).toBe(2)
  for (const headers of mirror.headers) {
    expect(Object.keys(headers)).not.toContain('cookie')
    expect(Object.keys(headers).filter((name) => name.startsWith('if-'))).toEqual([])
    expect(headers.referer).toBeUndefined()
  }
})

pairs(
  'readers of different habits ask alike',
  fault(43),
  async ({ browser, device, home, publish }) => {
    const { publisher, mirror } = await publish('paper')
    const context = await browser.newContext({ locale: 'fa-IR', colorScheme: 'dark' })
    const page = await context.newPage()
    await page.goto(home.address)
    await page.waitForFunction(() => window.longwave !== undefined)
    const logs: unknown[][] = []
    for (const reader of [device, new Device(page)]) {
      await reader.subscribe(mirror.address)
      // The second has come back often in the meantime.
      for (let time = 0; time < logs.length * 3; time++) await reader.sync()
      mirror.takeAsked()
      mirror.headers.length = 0
      logs.push([])
    }
    await publisher.press({ articles: [{}, {}] })
    for (const [index, reader] of [device, new Device(page)].entries()) {
      await reader.sync()
      const asked = mirror.takeAsked().map((name, at) => [name, mirror.headers[at]])
      logs[index] = asked.toSorted(([one], [other]) => (one! < other! ? -1 : 1))
      mirror.headers.length = 0
    }
    await context.close()
    expect(logs[1]).toEqual(logs[0])
    expect(logs[0]).toHaveLength(1 + 1 + 2)
  },
)

pairs(
  'when the page that syncs dies, one that waits goes on',
  fault(71),
  async ({ device, another, publish }) => {
    const { mirror } = await publish(
      'paper',
      Array.from({ length: 3 }, () => ({ articles: [{}] })),
    )
    let bundles = 0
    const held = new Promise<void>((resolve) => {
      mirror.fault = (name) => {
        if (!is('bundles')(name) || ++bundles < 2) return false
        resolve()
        return true
      }
    })
    const waiting = await another()
    await device.page.evaluate((address) => {
      void window.longwave.deliver({ type: 'subscribe', address })
    }, mirror.address)
    await held
    await expect.poll(() => counts(waiting)).toEqual([1, 1, 0, 0])
    const told = waiting.sync()
    mirror.fault = undefined
    mirror.takeAsked()
    const crashed = device.page.waitForEvent('crash')
    const session = await device.page.context().newCDPSession(device.page)
    void session.send('Page.crash').catch(() => undefined)
    await crashed
    the(await told, 'synced')
    // The page that died may have asked ahead with its last breath; what was on the shelf is not fetched again.
    expect(new Set(mirror.takeAsked().filter(is('bundles'))).size).toBe(2)
    expect(await counts(waiting)).toEqual([3, 3, 3, 3])
  },
)

pairs(
  'a network that comes and goes a hundred times',
  fault(76),
  async ({ device, context, publish }) => {
    const { publisher, mirror } = await publish(
      'paper',
      Array.from({ length: 6 }, () => ({ articles: [{}, {}] })),
    )
    await device.subscribe(mirror.address)
    let over = false
    const flapping = (async () => {
      for (let time = 0; time < 100; time++) {
        await context.setOffline(time % 2 === 0)
        await device.page.waitForTimeout(10)
      }
      await context.setOffline(false)
      over = true
    })()
    const codes = new Set<string>()
    while (!over) {
      await publisher.press({ articles: [{}] })
      for (const message of await device.sync()) {
        if (message.type === 'failed') codes.add(message.code)
      }
    }
    await flapping
    the(await device.sync(), 'synced')
    expect([...codes].filter((code) => !/^(?:offline|unreachable)$/.test(code))).toEqual([])
    toldAs('offline')
    const after = await device.contents()
    await device.deliver({ type: 'unsubscribe', publication: 'paper' })
    await device.subscribe(mirror.address)
    const { publications, ...fresh } = await device.contents()
    expect(after).toMatchObject(fresh)
    expect(after.publications[0]?.bytes).toEqual(publications[0]?.bytes)
  },
)
