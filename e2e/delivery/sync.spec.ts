import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { expect } from '@playwright/test'
import { faultsOf, PROVOKED } from '#bundle/vectors/faults.ts'
import type { Vector } from '#bundle/vectors/runVector.ts'
import { ROOT } from '../longwave.ts'
import { fault, toldAs } from '../reliability.ts'
import { test, the } from './device.ts'
import { is } from './mirror.ts'
import type { Run } from './publish.ts'

const runs = (count: number): Run[] => Array.from({ length: count }, () => ({ articles: [{}, {}] }))

test('a first subscription brings every article and every picture', async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper', runs(5))
  const told = await device.subscribe(mirror.address)
  expect(the(told, 'synced')).toMatchObject({
    publication: 'paper',
    version: 5,
    changed: true,
    trust: 'first-use',
  })
  const { articles, bodies, images, publications, references } = await device.contents()
  expect(articles).toHaveLength(10)
  expect(bodies).toHaveLength(10)
  expect(images).toHaveLength(10)
  expect(references).toHaveLength(10)
  expect(await device.front('paper')).toContain('run-1-0')
  expect(publications[0]).toMatchObject({ floor: 5, shelved: [], skipped: 0 })
  expect(publications[0]?.bytes.images).toBe(10 * 2000)
  expect(publications[0]?.told).toBeUndefined()

  // Each file once, and nothing but files of the publication.
  expect(mirror.asked.toSorted()).toEqual(
    [...publisher.files.keys()].concat('head.json').toSorted(),
  )
  const last = told.filter((message) => message.type === 'progress').at(-1)
  expect(last).toMatchObject({
    bundles: { done: 5, total: 5 },
    images: { done: 10, total: 10 },
  })
  // A first sight of the newest articles comes before all others have arrived.
  const order = told.map(({ type }) => type)
  expect(order.indexOf('shelved')).toBeLessThan(order.lastIndexOf('progress'))
  expect(order.filter((type) => type === 'shelved')).toHaveLength(2)
})

test('a new edition takes its own small files and no other', async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper', runs(6))
  await publisher.rollUp()
  await device.subscribe(mirror.address)
  mirror.takeAsked()
  const added = await publisher.press({ articles: [{ id: 'fresh' }] })
  const told = await device.sync()
  expect(the(told, 'synced')).toMatchObject({ changed: true })
  const needed = [...added, 'head.json']
  expect(mirror.bytes).toBe(
    needed.reduce((total, name) => total + publisher.files.get(name)!.length, 0),
  )
  expect(mirror.takeAsked().toSorted()).toEqual(needed.toSorted())
  expect((await device.contents()).articles).toHaveLength(13)

  // And nothing new takes the head alone.
  expect(the(await device.sync(), 'synced')).toMatchObject({ changed: false })
  expect(mirror.takeAsked()).toEqual(['head.json'])
})

test('whoever comes late gets the roll-up, not every run', async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper', runs(6))
  await publisher.rollUp()
  await device.subscribe(mirror.address)
  expect(mirror.asked.filter(is('bundles'))).toHaveLength(1)
  expect((await device.contents()).articles).toHaveLength(12)
})

test('bundles that are only in the catalog are found', async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper', runs(4))
  await publisher.useCatalog()
  the(await device.subscribe(mirror.address), 'synced')
  expect(mirror.asked.filter(is('catalog'))).toHaveLength(1)
  expect((await device.contents()).articles).toHaveLength(8)
})

test('a corrected article takes the place of the old one, pictures included', async ({
  device,
  publish,
}) => {
  const { publisher, mirror } = await publish('paper', [{ articles: [{ id: 'a' }, { id: 'b' }] }])
  await device.subscribe(mirror.address)
  const before = await device.contents()
  await publisher.press({
    articles: [
      { id: 'a', headline: 'Put right', image: { image: publisher.picture('another', 5000) } },
    ],
  })
  the(await device.sync(), 'synced')
  const after = await device.contents()
  expect(after.articles).toContain('paper a 2 Put right')
  expect(after.articles).toHaveLength(2)
  expect(after.references).toHaveLength(2)
  expect(after.images).toHaveLength(2)
  expect(after.images.filter((image) => before.images.includes(image))).toHaveLength(1)
  expect(after.publications[0]?.bytes.images).toBe(7000)
})

test('a withdrawal takes the article, its body and pictures nobody else needs', async ({
  device,
  publish,
}) => {
  const { publisher, mirror } = await publish('paper', [])
  const shared = { image: publisher.picture('shared') }
  await publisher.press({
    articles: [
      { id: 'a', image: shared },
      { id: 'b', image: shared },
      {
        id: 'c',
        body: [{ type: 'figure', image: publisher.picture('only in c') }],
      },
    ],
  })
  await device.subscribe(mirror.address)
  expect((await device.contents()).images).toHaveLength(3)
  await publisher.press({ withdraw: ['a', 'c'] })
  the(await device.sync(), 'synced')
  const { articles, bodies, images, references, withdrawn, publications } = await device.contents()
  expect(articles).toHaveLength(1)
  expect(bodies).toEqual(['paper b'])
  expect(references).toHaveLength(1)
  expect(images).toHaveLength(1)
  expect(withdrawn).toEqual(['a', 'c'])
  expect(publications[0]?.bytes.images).toBe(2000)
  expect(await device.front('paper')).toEqual(['b'])
})

test(
  'an article withdrawn before it arrives stays withdrawn',
  fault(46),
  async ({ device, publish }) => {
    // The newest run is read first.
    const { mirror } = await publish('paper', [
      { articles: [{ id: 'a' }, { id: 'b' }] },
      { articles: [{ id: 'c' }] },
      { withdraw: ['a'] },
    ])
    the(await device.subscribe(mirror.address), 'synced')
    const { articles, bodies, withdrawn } = await device.contents()
    expect(withdrawn).toEqual(['a'])
    expect(articles).toHaveLength(2)
    expect(bodies).toEqual(['paper b', 'paper c'])
  },
)

test('a section’s own picture comes, and goes when the section has another', async ({
  device,
  publish,
}) => {
  const { publisher, mirror } = await publish('paper', [])
  const sections = (name: string) => [
    {
      id: 'news',
      title: 'News',
      language: 'en',
      direction: 'ltr' as const,
      image: { image: publisher.picture(name) },
    },
  ]
  await publisher.press({ articles: [{}], release: { sections: sections('the first') } })
  the(await device.subscribe(mirror.address), 'synced')
  const first = await device.contents()
  expect(first.images).toHaveLength(2)
  await publisher.putHead({ sections: sections('the second') })
  the(await device.sync(), 'synced')
  const second = await device.contents()
  expect(second.images).toHaveLength(2)
  expect(second.images).not.toEqual(first.images)
  expect(second.publications[0]?.bytes.images).toBe(4000)
})

test(
  'unsubscribing takes everything of it and nothing of others',
  fault(50),
  async ({ device, publish }) => {
    const { publisher: one, mirror } = await publish('one', [])
    const { publisher: two, mirror: second } = await publish('two', [])
    // The very same picture in both, and the same article ids.
    const bothOf = (publisher: typeof one) => ({ image: publisher.picture('both') })
    await one.press({ articles: [{ id: 'a', image: bothOf(one) }, { id: 'b' }] })
    await two.press({ articles: [{ id: 'a', image: bothOf(two) }, { id: 'b' }] })
    await device.subscribe(second.address)
    const alone = await device.contents()
    await device.subscribe(mirror.address)
    expect((await device.contents()).articles).toHaveLength(4)
    the(await device.deliver({ type: 'unsubscribe', publication: 'one' }), 'removed')
    expect(await device.contents()).toEqual(alone)
  },
)

test(
  'two pages that sync at once fetch each file once',
  fault(62),
  async ({ device, another, publish }) => {
    const { mirror } = await publish('paper', runs(4))
    const other = await another()
    await Promise.all([device.subscribe(mirror.address), other.subscribe(mirror.address)])
    const files = mirror.asked.filter((name) => !/^(?:head|root)/.test(name))
    expect(files.length).toBe(new Set(files).size)
    expect(files).toHaveLength(4 + 8)
    expect((await device.contents()).articles).toHaveLength(8)
  },
)

test('several wishes to sync in one page become one', async ({ device, publish }) => {
  const { mirror } = await publish('paper')
  await device.subscribe(mirror.address)
  mirror.takeAsked()
  await device.page.evaluate(async () => {
    await Promise.all(
      Array.from({ length: 8 }, () => window.longwave.deliver({ type: 'sync' }).then(() => {})),
    )
  })
  expect(mirror.asked.length).toBeLessThanOrEqual(2)
})

test('pictures come last, on request, or not at all', async ({ device, publish }) => {
  const one = await publish('one', runs(2))
  const two = await publish('two', runs(2))
  const choose = (choices: object) =>
    device.page.evaluate(async (it) => {
      await (await window.longwave.openLibrary()).put('settings', it, 'delivery')
    }, choices)
  const images = async () => (await device.contents()).images.length
  await choose({ pictures: 'none' })
  for (const { mirror } of [one, two]) {
    expect(the(await device.subscribe(mirror.address), 'synced').waiting).toBeUndefined()
  }
  expect(await images()).toBe(0)
  expect([...one.mirror.takeAsked(), ...two.mirror.takeAsked()].filter(is('images'))).toEqual([])

  // The text of both before the pictures of either.
  await choose({ pictures: 'last' })
  for (const { publisher } of [one, two]) await publisher.press({ articles: [{}] })
  const order = (await device.sync()).flatMap((it) => {
    if (it.type !== 'progress') return []
    return it.images.done > 0 ? ['picture'] : ['text']
  })
  expect(order.slice(0, 2)).toEqual(['text', 'text'])
  expect(order.slice(2)).toEqual(Array.from({ length: 10 }, () => 'picture'))
  expect(await images()).toBe(10)

  // On a connection that costs they wait, and it is told how much they are.
  await choose({ pictures: 'all' })
  await device.page.evaluate(() => {
    Object.defineProperty(navigator, 'connection', { value: { type: 'cellular' } })
  })
  await one.publisher.press({ articles: [{}, {}] })
  const [waiting] = (await device.sync()).filter((it) => it.type === 'synced')
  expect(waiting).toMatchObject({ publication: 'one', waiting: 4000 })
  expect(await images()).toBe(10)
  the(await device.deliver({ type: 'sync', publication: 'one', pictures: true }), 'synced')
  expect(await images()).toBe(12)
  // Who does not want to be asked is not.
  await choose({ pictures: 'all', ask: false })
  await one.publisher.press({ articles: [{}] })
  await device.sync()
  expect(await images()).toBe(13)
})

test(
  'a release key can be replaced, and the old one is of no use any more',
  fault(8, 16),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper')
    await device.subscribe(mirror.address)
    await publisher.putHead({ version: 1_000_000 })
    the(await device.sync(), 'synced')
    const stolen = new Map(publisher.files)

    // The thief's absurd version number goes with the thief's key.
    await publisher.rotate()
    await publisher.press({ articles: [{ id: 'fresh' }], release: { version: 3 } })
    expect(the(await device.sync(), 'synced')).toMatchObject({ version: 3 })
    expect((await device.contents()).publications[0]).toMatchObject({
      floor: 3,
      root: { version: 2 },
    })

    mirror.files = stolen
    expect(the(await device.sync(), 'failed')).toMatchObject({ code: 'bad-signature', news: true })
    toldAs('bad-signature', 8)
    // Nor at another address, beside the true first root.
    expect(the(await device.subscribe(mirror.address), 'failed').code).toBe('bad-signature')
    expect((await device.contents()).articles).toHaveLength(2)
  },
)

test('a key that is added opens no door to older editions', async ({ device, publish }) => {
  const { publisher, mirror } = await publish('paper', runs(3))
  await device.subscribe(mirror.address)
  await publisher.addKey()
  await publisher.putHead({ version: 2 })
  expect(the(await device.sync(), 'failed').code).toBe('rollback')
  await publisher.putHead({ version: 4 })
  the(await device.sync(), 'synced')
  expect((await device.contents()).publications[0]).toMatchObject({
    floor: 4,
    root: { version: 2 },
  })
})

test(
  'an edition from before the trusted root is old, whatever has become of the floor',
  fault(9),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper')
    await publisher.addKey()
    await publisher.press({ articles: [{}] })
    const old = new Map(publisher.files)
    await publisher.press({ articles: [{ id: 'newer' }] })
    await device.subscribe(mirror.address)
    const { articles } = await device.contents()

    // The key goes, and the floor with it; the edition that would bring another does not arrive.
    await publisher.dropKey()
    await publisher.press({ articles: [{}] })
    mirror.fault = (name, response) =>
      name.startsWith('bundles/') && !!response.writeHead(404).end()
    expect(the(await device.sync(), 'failed').code).toBe('not-found')
    mirror.fault = undefined
    mirror.files = old
    expect(the(await device.sync(), 'failed').code).toBe('rollback')
    toldAs('rollback')
    expect((await device.contents()).articles).toEqual(articles)

    mirror.files = publisher.files
    the(await device.sync(), 'synced')
    expect((await device.contents()).publications[0]).toMatchObject({
      floor: 4,
      root: { version: 3 },
    })
  },
)

test('what a stolen key has put on the shelf goes when the key does', async ({
  device,
  publish,
}) => {
  const { publisher, mirror } = await publish('paper', runs(2))
  const thief = publisher.twin()
  await thief.press({ articles: [{ id: 'forged' }, { id: 'run-1-0', headline: 'Forged' }] })
  mirror.files = thief.files
  await device.subscribe(mirror.address)
  expect((await device.contents()).articles).toContain('paper run-1-0 3 Forged')

  await publisher.rotate()
  await publisher.putHead({})
  mirror.files = publisher.files
  the(await device.sync(), 'synced')
  const { articles, bodies } = await device.contents()
  expect(articles).toHaveLength(4)
  expect(articles).toContain('paper run-1-0 1 run-1-0 in run 1')
  expect(bodies).not.toContain('paper forged')
})

test('an article this reader cannot take is left out, and the others come', async ({
  device,
  publish,
}) => {
  const { publisher, mirror } = await publish('paper')
  await device.subscribe(mirror.address)
  await publisher.press({
    articles: [{ id: 'good' }],
    strange: [{ id: 'odd', seq: 2, headline: { text: 'A headline to come' } }],
    release: { state: { articles: 3, digest: '0'.repeat(64) } },
  })
  the(await device.sync(), 'synced')
  const { articles, publications } = await device.contents()
  expect(articles).toHaveLength(2)
  expect(publications[0]).toMatchObject({ skipped: 1, floor: 2 })
})

test(
  'a release that no bundles add up to is told, and read anew only once',
  fault(15),
  async ({ device, publish }) => {
    const { publisher, mirror } = await publish('paper', runs(1))
    await publisher.putHead({ state: { articles: 3, digest: '0'.repeat(64) } })
    const told = await device.subscribe(mirror.address)
    expect(the(told, 'failed').code).toBe('wrong-state')
    toldAs('wrong-state')
    expect((await device.contents()).articles).toHaveLength(2)
    // A publisher's mistake is not paid for by readers: nothing is fetched again until it changes.
    mirror.takeAsked()
    expect(the(await device.sync(), 'failed')).toMatchObject({ code: 'wrong-state', news: false })
    expect(mirror.takeAsked()).toEqual(['head.json'])
    await publisher.press({ articles: [{}] })
    the(await device.sync(), 'synced')
  },
)

test(
  'the browser judges the golden vectors as Node does',
  fault(...PROVOKED),
  async ({ device, home }) => {
    const folder = join(ROOT, 'src/bundle/vectors')
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.ts') || !extname(name)) continue
      home.own.set(`vectors/${name}`, {
        type: 'application/octet-stream',
        body: readFileSync(join(folder, name)),
      })
    }
    expect(
      await device.page.evaluate(() => window.longwave.vectors(`${location.href}vectors/`)),
    ).toEqual([])
    const { vectors } = JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')) as {
      vectors: Vector[]
    }
    for (const vector of vectors) {
      // Of a bad picture nothing is told: its description stands in its place.
      if (!('error' in vector.expect) || vector.reads === 'image') continue
      for (const number of faultsOf(vector)) toldAs(vector.expect.error, number)
    }
  },
)
