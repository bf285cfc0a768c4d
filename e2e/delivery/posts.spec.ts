import { decodeProven } from '#bundle/proven.ts'
import { type Device, expect, test, the } from './device.ts'

const PUBLISHED = '2026-11-10T10:00:00.000Z'

/** Every list that can hold articles, seen from the article `live`. */
const lists = ({ page }: Device) =>
  page.evaluate(
    (published) => window.longwave.lists('news', 'in run', { id: 'live', published }),
    PUBLISHED,
  )

/** Frees as much as can be freed. */
const evict = ({ page }: Device) =>
  page.evaluate(async () => window.longwave.evict(await window.longwave.openLibrary(), 1e9))

test('posts of a live article are delivered and proved like every article, and stand in no list', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [])
  await publisher.press({
    articles: [
      { id: 'before' },
      { id: 'live', published: PUBLISHED },
      { id: 'post', partOf: 'live', published: '2026-11-10T10:00:01Z' },
      { id: 'earlier-post', partOf: 'live', published: '2026-11-10T09:59:59Z' },
      { id: 'own-post', partOf: 'own-post', published: PUBLISHED },
      { id: 'post-of-post', partOf: 'post' },
      { id: 'post-of-nothing', partOf: 'never', published: '2026-12-01T10:00:00Z' },
      { id: 'after', published: '2026-11-11T10:00:00Z' },
    ],
    release: { front: ['post', 'live', 'own-post', 'before'] },
  })
  the(await device.subscribe(host.address), 'synced')
  const newest = ['after', 'live', 'before']
  expect(await lists(device)).toEqual({
    front: ['live', 'before'],
    frontSections: ['after'],
    frontLatest: newest,
    latest: newest,
    section: newest,
    search: newest,
    beside: ['after', 'before'],
  })
  const { bodies, images } = await device.contents()
  expect(bodies).toHaveLength(8)
  expect(images).toHaveLength(8)
  const file = await device.page.evaluate(() => window.longwave.exported(['post', 'live']))
  const { heads } = await decodeProven(Uint8Array.from(file as Uint8Array), 'it')
  expect(heads[0]?.records.map(({ id }) => id)).toEqual(['post', 'live'])
})

test('an article that becomes a post leaves the lists, and one that is none any more comes into them', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [
    {
      articles: [
        { id: 'live', published: PUBLISHED },
        { id: 'post', partOf: 'live' },
      ],
    },
  ])
  the(await device.subscribe(host.address), 'synced')
  expect((await lists(device)).latest).toEqual(['live'])
  await publisher.press({ articles: [{ id: 'post' }, { id: 'other' }] })
  the(await device.sync(), 'synced')
  expect((await lists(device)).section).toEqual(['live', 'other', 'post'])
  await publisher.press({ articles: [{ id: 'other', partOf: 'live' }] })
  the(await device.sync(), 'synced')
  const { frontLatest, section } = await lists(device)
  expect([frontLatest, section]).toEqual(Array(2).fill(['live', 'post']))
})

test('posts make room as articles do: their images go, and texts that have been read', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [
    {
      articles: [
        { id: 'live', published: PUBLISHED },
        { id: 'post', partOf: 'live' },
        { id: 'read-post', partOf: 'live' },
      ],
    },
  ])
  the(await device.subscribe(host.address), 'synced')
  await device.page.evaluate(async (now) => {
    const { keyOf, openLibrary, saveReading } = window.longwave
    await saveReading(await openLibrary(), await keyOf('paper'), 'read-post', { read: now })
  }, PUBLISHED)
  expect(await evict(device)).toBeGreaterThan(3 * 2000)
  expect(await device.contents()).toMatchObject({
    images: [],
    bodies: ['paper live', 'paper post'],
  })
  // Images that made room are not fetched again, and those of newer posts are.
  await publisher.press({
    articles: [{ id: 'new-post', partOf: 'live', published: '2026-11-12T10:00:00Z' }],
  })
  the(await device.sync(), 'synced')
  const { images } = await device.contents()
  expect(images).toHaveLength(1)
})
