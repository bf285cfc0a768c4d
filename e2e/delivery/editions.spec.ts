import { fault, recordShownAs } from '../support/faultRecords.ts'
import { is } from '../support/memoryHost.ts'
import { expect, runs, test, the } from './device.ts'

test('a first subscription brings every article and every image', async ({ device, publish }) => {
  const { publisher, host } = await publish('paper', runs(5))
  const told = await device.subscribe(host.address)
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
  expect(publications[0]?.lastShownFailure).toBeUndefined()

  // Delivery requests each file once, and only files of the publication.
  expect(host.asked.toSorted()).toEqual([...publisher.files.keys()].concat('head.json').toSorted())
  const last = told.filter((message) => message.type === 'progress').at(-1)
  expect(last).toMatchObject({
    bundles: { done: 5, total: 5 },
    images: { done: 10, total: 10 },
  })
  // The newest articles can be seen before all others have arrived.
  const order = told.map(({ type }) => type)
  expect(order.indexOf('shelved')).toBeLessThan(order.lastIndexOf('progress'))
  expect(order.filter((type) => type === 'shelved')).toHaveLength(2)
})

test('a sync of a new edition fetches its own small files and no other', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', runs(6))
  await publisher.rollUp()
  await device.subscribe(host.address)
  // A reader who comes late gets the roll-up instead of the six runs.
  expect(host.takeAsked().filter(is('bundles'))).toHaveLength(1)
  expect((await device.contents()).articles).toHaveLength(12)

  const added = await publisher.press({ articles: [{ id: 'fresh' }] })
  const told = await device.sync()
  expect(the(told, 'synced')).toMatchObject({ changed: true })
  const needed = [...added, 'head.json']
  expect(host.bytes).toBe(
    needed.reduce((total, name) => total + publisher.files.get(name)!.length, 0),
  )
  expect(host.takeAsked().toSorted()).toEqual(needed.toSorted())
  expect((await device.contents()).articles).toHaveLength(13)

  // Without a new edition only the head is requested.
  expect(the(await device.sync(), 'synced')).toMatchObject({ changed: false })
  expect(host.takeAsked()).toEqual(['head.json'])
})

test('bundles that only the catalog names are found', async ({ device, publish }) => {
  const { publisher, host } = await publish('paper', runs(4))
  await publisher.useCatalog()
  the(await device.subscribe(host.address), 'synced')
  expect(host.asked.filter(is('catalog'))).toHaveLength(1)
  expect((await device.contents()).articles).toHaveLength(8)
})

test('a corrected article takes the place of the old one, with its images', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [{ articles: [{ id: 'a' }, { id: 'b' }] }])
  await device.subscribe(host.address)
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

test('a withdrawal takes the article, its text and the images no other article needs', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [])
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
  await device.subscribe(host.address)
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
    // Delivery reads the newest run first.
    const { host } = await publish('paper', [
      { articles: [{ id: 'a' }, { id: 'b' }] },
      { articles: [{ id: 'c' }] },
      { withdraw: ['a'] },
    ])
    the(await device.subscribe(host.address), 'synced')
    const { articles, bodies, withdrawn } = await device.contents()
    expect(withdrawn).toEqual(['a'])
    expect(articles).toHaveLength(2)
    expect(bodies).toEqual(['paper b', 'paper c'])
  },
)

test('the image of a section comes, and goes when the section has another', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [])
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
  the(await device.subscribe(host.address), 'synced')
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
  'unsubscribing removes all of a publication and nothing of others',
  fault(50),
  async ({ device, publish }) => {
    const { publisher: one, host } = await publish('one', [])
    const { publisher: two, host: second } = await publish('two', [])
    // Both publications have the same image and the same article ids.
    const bothOf = (publisher: typeof one) => ({ image: publisher.picture('both') })
    await one.press({ articles: [{ id: 'a', image: bothOf(one) }, { id: 'b' }] })
    await two.press({ articles: [{ id: 'a', image: bothOf(two) }, { id: 'b' }] })
    await device.subscribe(second.address)
    const alone = await device.contents()
    await device.subscribe(host.address)
    expect((await device.contents()).articles).toHaveLength(4)
    the(await device.unsubscribe('one'), 'removed')
    expect(await device.contents()).toEqual(alone)
  },
)

test('an article this app cannot read is left out, and the others come', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper')
  await device.subscribe(host.address)
  await publisher.press({
    articles: [{ id: 'good' }],
    strange: [{ id: 'odd', seq: 2, headline: { text: 'A headline to come' } }],
    release: { state: { articles: 3, tree: '0'.repeat(64) } },
  })
  the(await device.sync(), 'synced')
  const { articles, publications } = await device.contents()
  expect(articles).toHaveLength(2)
  expect(publications[0]).toMatchObject({ skipped: 1, floor: 2 })
})

test(
  'a release whose bundles do not add up to it is reported, and fetched again only once',
  fault(15),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper', runs(1))
    await publisher.putHead({ state: { articles: 3, tree: '0'.repeat(64) } })
    const told = await device.subscribe(host.address)
    expect(the(told, 'failed').code).toBe('wrong-state')
    recordShownAs('wrong-state')
    expect((await device.contents()).articles).toHaveLength(2)
    // A publisher's mistake costs readers no traffic: nothing is fetched again until the release changes.
    host.takeAsked()
    expect(the(await device.sync(), 'failed')).toMatchObject({ code: 'wrong-state', news: false })
    expect(host.takeAsked()).toEqual(['head.json'])
    await publisher.press({ articles: [{}] })
    the(await device.sync(), 'synced')
  },
)
