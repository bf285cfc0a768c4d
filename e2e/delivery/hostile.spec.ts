import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { expect } from '@playwright/test'
import type { FailureCode } from '#messages/toPage.ts'
import { fault as provokes, toldAs } from '../reliability.ts'
import { type Device, passTime, test, the } from './device.ts'
import { type Fault, flip, is, Mirror } from './mirror.ts'
import type { Publisher, Run } from './publish.ts'

const runs = (count: number): Run[] => Array.from({ length: count }, () => ({ articles: [{}, {}] }))

/** What a reader has of the publications, without the record of when and how the last sync went. */
async function reading(device: Device) {
  const { publications, ...rest } = await device.contents()
  return {
    ...rest,
    releases: publications.map(({ release, root, floor }) => [release, root, floor]),
  }
}

const login = (response: ServerResponse) =>
  response
    .writeHead(200, { 'Content-Type': 'text/html' })
    .end(`<!doctype html><title>Welcome</title>${'<p>Please log in.</p>'.repeat(4000)}`)

test.describe('a head that is not right', () => {
  /** Each with a valid head on the device, and a newer edition waiting behind the fault. */
  const cases: {
    name: string
    code: FailureCode
    /** In e2e/faults.json. */
    number?: number
    fault?: Fault
    prepare?: (publisher: Publisher, mirror: Mirror) => Promise<void>
  }[] = [
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
    { name: 'gone', code: 'not-found', fault: (_, response) => !!response.writeHead(404).end() },
    {
      name: 'refused',
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
      name: 'a server in trouble',
      number: 66,
      code: 'unreachable',
      fault: (_, response) => !!response.writeHead(503).end(),
    },
    {
      name: 'a part where the whole was asked for (206)',
      number: 68,
      code: 'unreachable',
      fault: (_, response) => !!response.writeHead(206).end('{}'),
    },
    { name: 'a closed door', code: 'unreachable', fault: (_, response) => !!response.destroy() },
    {
      name: 'a body without end',
      number: 19,
      code: 'too-long',
      fault: (_, response) => {
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
      name: 'one bit changed',
      code: 'bad-signature',
      async prepare(publisher, mirror) {
        const envelope = JSON.parse(String(Buffer.from(publisher.files.get('head.json')!)))
        const payload = Buffer.from(envelope.payload, 'base64')
        payload[payload.indexOf('The paper')]! ^= 1
        const head = Buffer.from(
          JSON.stringify({ ...envelope, payload: payload.toString('base64') }),
        )
        mirror.files = new Map([...publisher.files, ['head.json', head]])
      },
    },
    {
      name: 'cut in the middle',
      number: 4,
      code: 'not-json',
      async prepare(publisher, mirror) {
        const head = publisher.files.get('head.json')!
        mirror.files = new Map([...publisher.files, ['head.json', head.slice(0, 500)]])
      },
    },
    {
      name: 'of another publisher',
      code: 'bad-signature',
      async prepare(publisher, mirror) {
        const stranger = publisher.twin()
        await stranger.rotate()
        await stranger.putHead({ root: 1 })
        stranger.files.delete('root/2.json')
        mirror.files = stranger.files
      },
    },
    {
      name: 'that promises a root which is not there',
      code: 'bad-signature',
      async prepare(publisher, mirror) {
        const stranger = publisher.twin()
        await stranger.rotate()
        await stranger.putHead({})
        stranger.files.delete('root/2.json')
        mirror.files = stranger.files
      },
    },
    {
      name: 'for readers to come',
      code: 'from-the-future',
      prepare: (publisher) => publisher.putHead({ minReader: 99 }),
    },
  ]
  const numbers = new Set(cases.flatMap(({ number }) => number ?? []))
  test('changes nothing, and is told once', provokes(...numbers), async ({ device, publish }) => {
    for (const { name, code, number, fault, prepare } of cases) {
      await test.step(name, async () => {
        const { publisher, mirror } = await publish('paper')
        await device.subscribe(mirror.address)
        const before = await reading(device)
        await publisher.press({ articles: [{ id: 'fresh' }] })
        await prepare?.(publisher, mirror)
        if (fault) mirror.fault = fault
        expect(the(await device.sync(), 'failed')).toMatchObject({ code, news: true })
        if (number) toldAs(code, number)
        expect(the(await device.sync(), 'failed')).toMatchObject({ code, news: false })
        expect(await reading(device)).toEqual(before)

        mirror.fault = undefined
        mirror.files = publisher.files
        await publisher.press({ articles: [{}] })
        the(await device.sync(), 'synced')
        expect((await device.contents()).articles).toHaveLength(3)
        // Once all was well, the same fault is news again.
        if (fault) {
          mirror.fault = fault
          expect(the(await device.sync(), 'failed')).toMatchObject({ code, news: true })
        }
        await device.deliver({ type: 'unsubscribe', publication: 'paper' })
      })
    }
  })
})

test(
  'an older edition is refused, however well it is signed',
  provokes(9, 10),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper')
    const old = new Map(publisher.files)
    await publisher.press({ articles: [{ id: 'fresh' }] })
    await device.subscribe(mirror.address)
    const before = await reading(device)
    mirror.files = old
    expect(the(await device.sync(), 'failed')).toMatchObject({ code: 'rollback', news: true })
    expect(await reading(device)).toEqual(before)
    toldAs('rollback')

    // Nor one that was signed today.
    mirror.files = publisher.files
    await publisher.putHead({ version: 1, published: '2026-11-23T10:00:00Z' })
    expect(the(await device.sync(), 'failed').code).toBe('rollback')
    expect(await reading(device)).toEqual(before)
  },
)

test(
  'nothing older than the site it was built into is ever taken',
  provokes(11),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper', runs(2))
    // Not even where the release key has changed since root 1.
    await publisher.rotate()
    await publisher.putHead({})
    const told = await device.subscribe(mirror.address, { builtIn: true, floor: 9 })
    expect(the(told, 'failed').code).toBe('rollback')
    toldAs('rollback')
    expect((await device.contents()).publications).toEqual([])
    the(await device.subscribe(mirror.address, { builtIn: true, floor: 3 }), 'synced')
  },
)

test('a fingerprint that does not match is refused, a matching one is kept', async ({
  device,
  publish,
}) => {
  const { publisher, mirror } = await publish('paper')
  const told = await device.subscribe(mirror.address, { root: '0'.repeat(64) })
  expect(the(told, 'failed')).toMatchObject({ code: 'root-mismatch', publication: mirror.address })
  expect((await device.contents()).publications).toEqual([])
  expect(mirror.takeAsked()).toEqual(['root/1.json'])
  const again = await device.subscribe(mirror.address, { root: publisher.fingerprint })
  expect(the(again, 'synced').trust).toBe('pinned')
})

test(
  'an impostor under a known name, and a copy of its root, change nothing',
  provokes(50),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper')
    await device.subscribe(mirror.address)
    const before = await device.contents()
    const { mirror: impostor } = await publish('paper')
    expect(the(await device.subscribe(impostor.address), 'failed').code).toBe('root-mismatch')
    // The true root, which anybody can copy, beside a head of one's own.
    impostor.files = new Map([
      ...impostor.files,
      ['root/1.json', publisher.files.get('root/1.json')!],
    ])
    expect(the(await device.subscribe(impostor.address), 'failed').code).toBe('bad-signature')
    expect(await device.contents()).toEqual(before)
  },
)

test('what is no publication is said to be none', async ({ device, publish, home }) => {
  for (const [address, code] of [
    [`${home.address}nothing/here`, 'not-a-publication'],
    ['not an address', 'not-a-publication'],
    ['javascript:alert(1)', 'not-a-publication'],
    ['http://127.0.0.1:9/', 'unreachable'],
  ]) {
    expect(the(await device.subscribe(address!), 'failed')).toMatchObject({ code, news: true })
  }
  const { mirror } = await publish('paper')
  const told = await device.subscribe(`${mirror.address.slice(0, -1)}?from=link#top`)
  the(told, 'synced')
})

test('offline is said as that', async ({ device, publish, context }) => {
  const { mirror } = await publish('paper')
  await device.subscribe(mirror.address)
  const before = await reading(device)
  await context.setOffline(true)
  expect(the(await device.sync(), 'failed').code).toBe('offline')
  await context.setOffline(false)
  expect(await reading(device)).toEqual(before)
})

test.describe('a bundle or picture that is not right', () => {
  const cases = [
    {
      name: 'one bit changed',
      code: 'wrong-digest',
      fault:
        (files: ReadonlyMap<string, Uint8Array>): Fault =>
        (file, response) => {
          if (!is('bundles')(file)) return false
          return !!response.writeHead(200).end(flip(files, file))
        },
    },
    {
      name: 'cut short',
      code: 'wrong-length',
      fault:
        (files: ReadonlyMap<string, Uint8Array>): Fault =>
        (file, response) => {
          if (!is('bundles')(file)) return false
          return !!response.writeHead(200).end(files.get(file)!.slice(0, -1))
        },
    },
    {
      name: 'a login page in its place',
      code: 'login-page',
      fault: (): Fault => (file, response) => is('bundles')(file) && !!login(response),
    },
  ]
  test('a bundle changes nothing, and is told once', async ({ device, publish }) => {
    for (const { name, fault, code } of cases) {
      await test.step(name, async () => {
        const { publisher, mirror } = await publish('paper')
        await device.subscribe(mirror.address)
        const before = await reading(device)
        await publisher.press({ articles: [{ id: 'fresh' }] })
        mirror.fault = fault(publisher.files)
        expect(the(await device.sync(), 'failed')).toMatchObject({ code, news: true })
        expect(the(await device.sync(), 'failed')).toMatchObject({ code, news: false })
        expect(await reading(device)).toEqual(before)
        mirror.fault = undefined
        the(await device.sync(), 'synced')
        expect((await device.contents()).articles).toHaveLength(2)
        await device.deliver({ type: 'unsubscribe', publication: 'paper' })
      })
    }
  })

  test(
    'a picture with one bit changed is not kept; the text and the others are',
    provokes(31),
    async ({ device, publish }) => {
      const { publisher, mirror } = await publish('paper', runs(2))
      const bad = [...publisher.files.keys()].find(is('images'))!
      mirror.fault = (name, response) =>
        name === bad && !!response.writeHead(200).end(flip(publisher.files, name))
      const failed = the(await device.subscribe(mirror.address), 'failed')
      expect(failed).toMatchObject({ publication: 'paper', code: 'wrong-digest', news: true })
      toldAs(failed.code)
      const { articles, images, publications } = await device.contents()
      expect(articles).toHaveLength(4)
      expect(images).toHaveLength(3)
      expect(publications[0]?.release?.version).toBe(2)
      expect(the(await device.sync(), 'failed').news).toBe(false)
      mirror.fault = undefined
      mirror.takeAsked()
      the(await device.sync(), 'synced')
      expect(mirror.takeAsked()).toEqual(['head.json', bad])
    },
  )

  test('pictures that no host has do not keep the others away', async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper', runs(12))
    // The newest are asked for first.
    const newest = Array.from({ length: 6 }, (_, run) => [
      publisher.picture(`paper run-${12 - run}-0`),
      publisher.picture(`paper run-${12 - run}-1`),
    ])
    const missing = new Set(
      newest.flat().map(({ sources: [source] }) => `images/${source!.digest}.webp`),
    )
    mirror.fault = (name, response) => missing.has(name) && !!response.writeHead(404).end()
    expect(the(await device.subscribe(mirror.address), 'failed').code).toBe('not-found')
    expect((await device.contents()).images).toHaveLength(24 - 12)
    // A dead line is not asked for each of them.
    mirror.takeAsked()
    mirror.fault = (name, response) => is('images')(name) && !!response.destroy()
    expect(the(await device.sync(), 'failed').code).toBe('unreachable')
    expect(new Set(mirror.takeAsked().filter(is('images'))).size).toBe(8)
    mirror.fault = undefined
    the(await device.sync(), 'synced')
    expect((await device.contents()).images).toHaveLength(24)
  })

  test(
    'a file of another kind under a picture’s name is not kept',
    provokes(27),
    async ({ device, publish }) => {
      const { publisher, mirror } = await publish('paper', [])
      const image = publisher.picture('animation')
      const [source] = image.sources
      const gif = Buffer.from('GIF89a and more')
      const digest = createHash('sha256').update(gif).digest('hex')
      publisher.files.set(`images/${digest}.webp`, Uint8Array.from(gif))
      await publisher.press({
        articles: [
          { image: { image: { ...image, sources: [{ ...source!, digest, length: gif.length }] } } },
        ],
      })
      expect(the(await device.subscribe(mirror.address), 'failed').code).toBe('wrong-shape')
      const { articles, images } = await device.contents()
      expect(articles).toHaveLength(1)
      expect(images).toEqual([])
    },
  )
})

test(
  'a delivery whose connections break goes on where it stopped',
  provokes(4),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper', runs(3))
    const older = [...publisher.files.keys()].filter(is('bundles'))
    for (const run of runs(3)) await publisher.press(run)
    mirror.fault = (name, response) => {
      if (!older.includes(name)) return false
      const file = publisher.files.get(name)!
      response.writeHead(200, { 'Content-Length': file.length })
      response.write(file.slice(0, 100), () => response.destroy())
      return true
    }
    expect(the(await device.subscribe(mirror.address), 'failed').code).toBe('unreachable')
    const { articles, bodies, fronts, publications } = await device.contents()
    expect(articles).toHaveLength(6)
    expect(bodies).toHaveLength(6)
    // The newest can be read already, though the edition is not complete.
    expect(fronts).toHaveLength(1)
    expect(publications[0]?.release).toBeUndefined()

    mirror.fault = undefined
    mirror.takeAsked()
    the(await device.sync(), 'synced')
    expect(mirror.takeAsked().filter(is('bundles')).toSorted()).toEqual(older.toSorted())
    expect((await device.contents()).articles).toHaveLength(12)
  },
)

test('a connection that breaks once is tried again', async ({ device, publish }) => {
  const { mirror } = await publish('paper')
  const broken = new Set<string>()
  mirror.fault = (name, response) => {
    if (!/^(?:bundles|images)/.test(name) || broken.has(name)) return false
    broken.add(name)
    return !!response.destroy()
  }
  the(await device.subscribe(mirror.address), 'synced')
  expect((await device.contents()).images).toHaveLength(1)
})

test(
  'a page killed in the middle leaves whole bundles, and the next page goes on',
  provokes(55),
  async ({ device, another, publish }) => {
    const { mirror } = await publish('paper', runs(5))
    let bundles = 0
    const held = new Promise<void>((resolve) => {
      mirror.fault = (name) => {
        if (!is('bundles')(name) || ++bundles <= 2) return false
        // Never answered.
        resolve()
        return true
      }
    })
    await device.page.evaluate((address) => {
      void window.longwave.deliver({ type: 'subscribe', address })
    }, mirror.address)
    await held
    await expect.poll(async () => (await device.contents()).articles).toHaveLength(4)
    const crashed = device.page.waitForEvent('crash')
    const session = await device.page.context().newCDPSession(device.page)
    void session.send('Page.crash').catch(() => undefined)
    await crashed
    mirror.fault = undefined
    mirror.takeAsked()

    const next = await another()
    const { articles, bodies, publications } = await next.contents()
    expect(articles).toHaveLength(4)
    expect(bodies).toHaveLength(4)
    expect(publications[0]?.shelved).toHaveLength(2)
    the(await next.sync(), 'synced')
    expect(mirror.takeAsked().filter(is('bundles'))).toHaveLength(3)
    expect((await next.contents()).articles).toHaveLength(10)
  },
)

test('cancelling stops at once, and is no failure to be told', async ({ device, publish }) => {
  const { mirror } = await publish('paper', runs(3))
  const held = new Promise<void>((resolve) => {
    mirror.fault = (name) => {
      if (!is('bundles')(name)) return false
      resolve()
      return true
    }
  })
  const told = device.subscribe(mirror.address)
  await held
  await device.deliver({ type: 'cancel' })
  expect(the(await told, 'failed')).toMatchObject({ code: 'cancelled', news: false })
  mirror.fault = undefined
  the(await device.sync(), 'synced')
})

test('cancelling in one page stops a delivery in another', async ({ device, another, publish }) => {
  const { mirror } = await publish('paper', runs(3))
  const held = new Promise<void>((resolve) => {
    mirror.fault = (name) => {
      if (!is('bundles')(name)) return false
      resolve()
      return true
    }
  })
  const other = await another()
  const told = device.subscribe(mirror.address)
  await held
  await other.deliver({ type: 'cancel' })
  expect(the(await told, 'failed')).toMatchObject({ code: 'cancelled', news: false })
})

test('unsubscribing does not wait for a delivery at work', async ({ device, publish }) => {
  const { mirror } = await publish('paper', runs(3))
  const pending: ServerResponse[] = []
  const held = new Promise<void>((resolve) => {
    mirror.fault = (name, response) => {
      if (!is('bundles')(name) || pending.push(response) > 1) return false
      resolve()
      return true
    }
  })
  const told = device.subscribe(mirror.address)
  await held
  the(await device.deliver({ type: 'unsubscribe', publication: 'paper' }), 'removed')
  pending[0]!.writeHead(404).end()
  // Of what is gone no failure is told.
  expect((await told).map(({ type }) => type)).not.toContain('failed')
  const { publications, articles, bodies, fronts, images, references } = await device.contents()
  expect([publications, articles, bodies, fronts, images, references].flat()).toEqual([])
})

test.describe('a host that wastes time', () => {
  test('by not answering is given up', provokes(18), async ({ device, publish }) => {
    const { mirror } = await publish('paper')
    await device.subscribe(mirror.address)
    mirror.fault = () => true
    await device.page.clock.install()
    const told = await passTime(device, device.sync(), 5000)
    toldAs('slow')
    expect(the(told, 'failed')).toMatchObject({
      code: 'slow',
      detail: expect.stringContaining('20000 ms'),
    })
  })

  test('by stopping in the middle is given up', async ({ device, publish }) => {
    const { mirror } = await publish('paper')
    await device.subscribe(mirror.address)
    mirror.fault = (_, response) => {
      response.writeHead(200)
      response.write('{"payload')
      return true
    }
    await device.page.clock.install()
    const told = await passTime(device, device.sync(), 2000)
    expect(the(told, 'failed')).toMatchObject({
      code: 'slow',
      detail: expect.stringContaining('10000 ms'),
    })
  })

  test('by dripping is given up', provokes(17), async ({ device, publish }) => {
    const { mirror } = await publish('paper')
    await device.subscribe(mirror.address)
    let response: ServerResponse | undefined
    mirror.fault = (_, answer) => {
      response = answer.writeHead(200)
      response.write('{')
      return true
    }
    await device.page.clock.install()
    const told = await passTime(device, device.sync(), 3000, () => response?.write(' '))
    expect(the(told, 'failed')).toMatchObject({
      code: 'slow',
      detail: expect.stringContaining('drips'),
    })
    toldAs('slow')
  })
})

test.describe('mirrors', () => {
  test('are asked when the first host fails, and a dead host only once', async ({
    device,
    publish,
  }) => {
    const { publisher, mirror } = await publish('paper')
    const second = await Mirror.of(publisher.files)
    await publisher.press({ articles: [{}], release: { mirrors: [second.address] } })
    await device.subscribe(mirror.address)
    expect(second.asked).toEqual([])
    await publisher.press({
      articles: [{}, {}, {}],
      release: { mirrors: [second.address.slice(0, -1)] },
    })
    mirror.fault = (_, response) => !!response.writeHead(503).end()
    mirror.takeAsked()
    the(await device.sync(), 'synced')
    expect(mirror.asked).toEqual(['head.json'])
    expect(second.asked).toHaveLength(1 + 1 + 3)
    expect((await device.contents()).articles).toHaveLength(5)
    await second.stop()
  })

  test('make good what one host has spoiled', async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper')
    const second = await Mirror.of(publisher.files)
    await publisher.press({ articles: [{}], release: { mirrors: [second.address] } })
    mirror.fault = (name, response) =>
      !name.startsWith('head') &&
      !name.startsWith('root') &&
      !!response.writeHead(200).end(flip(publisher.files, name))
    the(await device.subscribe(mirror.address), 'synced')
    expect((await device.contents()).images).toHaveLength(2)
    // Found out once, it is not asked first again.
    expect(mirror.asked.filter((name) => !/^(?:head|root)/.test(name))).toHaveLength(1)
    await second.stop()
  })
})

test('a full disk keeps all there is, and says so', async ({ device, publish, home }) => {
  // Set before the database is opened, because Chromium remembers for a while how much room there was.
  const session = await device.page.context().newCDPSession(device.page)
  const origin = new URL(home.address).origin
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1024 * 1024 })
  const { publisher, mirror } = await publish('paper')
  await device.subscribe(mirror.address)
  const before = await reading(device)
  const noise = () => {
    let text = ''
    while (text.length < 40_000) text += Math.random().toString(36).slice(2)
    return [{ type: 'paragraph' as const, runs: [text] }]
  }
  await publisher.press({ articles: Array.from({ length: 60 }, () => ({ body: noise() })) })
  expect(the(await device.sync(), 'failed')).toMatchObject({ code: 'no-space', news: true })
  const { articles, bodies, publications } = await device.contents()
  expect(articles).toHaveLength(bodies.length)
  expect(articles.length).toBeLessThan(61)
  expect(publications[0]?.release?.version).toBe(1)
  expect((await reading(device)).fronts).toEqual(before.fronts)
  await session.send('Storage.overrideQuotaForOrigin', { origin })
  the(await device.sync(), 'synced')
  expect((await device.contents()).articles).toHaveLength(61)
})

test.describe('the database', () => {
  test(
    'of a newer Longwave is refused politely',
    provokes(60),
    async ({ another, publish, device }) => {
      const { mirror } = await publish('paper')
      await device.page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.open('longwave', 99)
            request.onsuccess = () => {
              request.result.close()
              resolve()
            }
            request.onerror = () => reject(request.error)
          }),
      )
      const old = await another()
      const failed = the(await old.subscribe(mirror.address), 'failed')
      expect(failed).toMatchObject({ code: 'storage', detail: expect.stringContaining('newer') })
    },
  )

  test(
    'lets another page upgrade it, and opens again',
    provokes(59),
    async ({ device, another, publish }) => {
      const { mirror } = await publish('paper')
      await device.subscribe(mirror.address)
      const upgraded = await another()
      await upgraded.page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.deleteDatabase('longwave')
            request.onsuccess = () => resolve()
            request.onblocked = () => reject(new Error('blocked'))
          }),
      )
      the(await device.subscribe(mirror.address), 'synced')
      expect((await device.contents()).articles).toHaveLength(1)
    },
  )

  test('that never opens is given up', provokes(58), async ({ device, another, publish }) => {
    const { mirror } = await publish('paper')
    const holder = await another()
    await holder.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          // A connection that does not listen, and a deletion that waits for it.
          indexedDB.open('longwave', 1).onsuccess = () => {
            indexedDB.deleteDatabase('longwave').onblocked = () => resolve()
          }
        }),
    )
    await device.page.clock.install()
    const told = await passTime(device, device.subscribe(mirror.address), 2000)
    expect(the(told, 'failed').code).toBe('storage')
  })
})
