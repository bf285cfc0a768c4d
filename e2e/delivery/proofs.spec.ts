import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { leafOf } from '#bundle/merkle.ts'
import { decodeProven } from '#bundle/proven.ts'
import { stateOf } from '#bundle/state.ts'
import type { Run } from '../support/publisher.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { type Device, expect, test, the } from './device.ts'

/** A run of articles without images. */
const plainRun = (count: number): Run => ({
  articles: Array.from({ length: count }, () => ({ image: undefined }) as object),
})

/** @returns a file of proven records of the publication `paper`, or the name of the error */
const exported = ({ page }: Device, ids: string[]) =>
  page.evaluate((ids) => window.longwave.exported(ids), ids)

async function fileOf(device: Device, ids: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const file = await exported(device, ids)
  if (typeof file === 'string') throw new Error(file)
  return Uint8Array.from(file)
}

const keep = ({ page }: Device, id: string) => page.evaluate((id) => window.longwave.keep(id), id)

/** Ids of the articles that a file of proven records proves, and the version of the release that proves each. */
async function proved(file: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const { heads, skipped } = await decodeProven(file, 'it')
  expect(skipped).toEqual([])
  return heads.flatMap(({ head, records }) => records.map(({ id }) => `${id} ${head.version}`))
}

/** Leaves only these articles on the device, as a device has them that follows a publication in part. */
const leaveOnly = ({ page }: Device, ids: string[]) =>
  page.evaluate(async (ids) => {
    const library = await window.longwave.openLibrary()
    for (const [publication, id] of await library.getAllKeys('articles')) {
      if (ids.includes(id)) continue
      await library.delete('articles', [publication, id])
      await library.delete('bodies', [publication, id])
    }
  }, ids)

const keptProofs = ({ page }: Device) =>
  page.evaluate(async () => (await window.longwave.openLibrary()).count('proofs'))

test('a device that has every article proves one without a network, and the proof needs nothing else', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [plainRun(300), plainRun(2)])
  await publisher.rotate()
  await publisher.press(plainRun(1))
  the(await device.subscribe(host.address), 'synced')
  await host.stop()
  const file = await fileOf(device, ['run-1-7', 'run-3-0'])
  expect(await proved(file)).toEqual(['run-1-7 3', 'run-3-0 3'])
  const { fingerprint, root } = await decodeProven(file, 'it')
  expect(fingerprint).toBe(publisher.fingerprint)
  expect(root.version).toBe(2)
})

test('a device that has only a part of a publication proves each article it has; a changed one is refused', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [plainRun(300), plainRun(290), plainRun(3)])
  const [top, ...tiles] = await publisher.putTree()
  expect(tiles).toHaveLength(3)
  the(await device.subscribe(host.address), 'synced')
  const held = ['run-1-0', 'run-1-299', 'run-2-5', 'run-3-0', 'run-3-2']
  await leaveOnly(device, held)
  host.takeAsked()
  const file = await fileOf(device, held)
  expect((await proved(file)).sort()).toEqual(held.map((id) => `${id} 3`))
  expect(host.takeAsked()).toEqual([top, ...tiles])

  const one = await fileOf(device, ['run-2-5'])
  const { page } = device
  const inBrowser = (file: Uint8Array) =>
    page.evaluate((file) => window.longwave.proven(file), file)
  expect(await inBrowser(one)).toEqual(['run-2-5 in run 2'])
  const text = gunzipSync(one).toString()
  const changed = Uint8Array.from(gzipSync(text.replace('The text of run', 'The test of run')))
  expect(await inBrowser(changed)).toEqual(['wrong-digest'])
  expect((await decodeProven(changed, 'it')).skipped[0]?.code).toBe('wrong-digest')
})

test('the requests for a proof do not tell which article is proved', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish(
    'paper',
    [...Array(4)].map(() => plainRun(140)),
  )
  const [top, , middle, last] = await publisher.putTree()
  the(await device.subscribe(host.address), 'synced')
  const held = ['run-3-0', 'run-3-139', 'run-4-100', 'run-4-99']
  await leaveOnly(device, held)
  const requests: unknown[] = []
  for (const id of held) {
    host.takeAsked()
    host.headers.length = 0
    await fileOf(device, [id])
    requests.push(host.takeAsked().map((name, at) => [name, host.headers[at]]))
  }
  expect((requests[0] as string[][]).map(([name]) => name)).toEqual([top, middle, last])
  for (const other of requests) expect(other).toEqual(requests[0])
})

test('files of the tree that a host has changed are found out, and another host is asked', async ({
  device,
  publishMirrored,
}) => {
  const { publisher, host, mirror, press } = await publishMirrored()
  await press(plainRun(300))
  const [top] = await publisher.putTree()
  the(await device.subscribe(host.address), 'synced')
  await leaveOnly(device, ['run-2-7'])
  const files = new Map(publisher.files)
  for (const name of files.keys()) {
    if (!name.startsWith('tree/')) continue
    const bytes = Uint8Array.from(files.get(name)!)
    bytes[0]! ^= 1
    files.set(name, bytes)
  }
  host.files = files
  expect(await proved(await fileOf(device, ['run-2-7']))).toEqual(['run-2-7 2'])
  mirror.takeAsked()
  mirror.files = new Map([...files].filter(([name]) => name !== top))
  expect(await exported(device, ['run-2-7'])).toBe('wrong-digest')
})

test('a proof that is kept outlives later releases and the forgetting of its article, and not its withdrawal', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [plainRun(3)])
  the(await device.subscribe(host.address), 'synced')
  for (const id of ['run-1-0', 'run-1-1']) expect(await keep(device, id)).toBeUndefined()
  const withProofs = (await device.publication()).bytes.text

  await publisher.press({ ...plainRun(1), forget: ['run-1-0', 'run-1-2'], withdraw: ['run-1-1'] })
  the(await device.sync(), 'synced')
  expect(await proved(await fileOf(device, ['run-1-0', 'run-2-0']))).toEqual([
    'run-1-0 1',
    'run-2-0 2',
  ])
  for (const id of ['run-1-1', 'run-1-2']) {
    expect(await exported(device, [id])).toBe('withdrawn')
    expect(await keep(device, id)).toBe('withdrawn')
  }
  expect(await keptProofs(device)).toBe(1)
  expect((await device.publication()).bytes.text).toBeLessThan(withProofs)

  // The newsroom can still withdraw an article that it has forgotten.
  await publisher.press({ withdraw: ['run-1-0'] })
  the(await device.sync(), 'synced')
  expect(await exported(device, ['run-1-0'])).toBe('withdrawn')
  expect(await keptProofs(device)).toBe(0)
})

test('a corrected article is proved as it is now, and a publication takes its proofs with it', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [plainRun(2)])
  the(await device.subscribe(host.address), 'synced')
  const before = (await device.publication()).bytes.text
  await keep(device, 'run-1-0')
  const withProof = (await device.publication()).bytes.text
  expect(withProof).toBeGreaterThan(before)
  await keep(device, 'run-1-0')
  expect((await device.publication()).bytes.text).toBe(withProof)
  await publisher.press({ articles: [{ id: 'run-1-0', headline: 'Corrected' }] })
  the(await device.sync(), 'synced')
  expect(await proved(await fileOf(device, ['run-1-0', 'run-1-1']))).toEqual([
    'run-1-0 2',
    'run-1-1 2',
  ])
  expect(await keptProofs(device)).toBe(1)
  await device.unsubscribe('paper')
  expect(await keptProofs(device)).toBe(0)
})

test('what cannot be proved is named with its reason, and nothing is made of the rest', async ({
  device,
  publish,
}) => {
  expect(await exported(device, ['run-1-0'])).toBe('not-subscribed')
  const { host } = await publish('paper', [plainRun(3)])
  the(await device.subscribe(host.address), 'synced')
  expect(await exported(device, ['run-1-0', 'never'])).toBe('not-held')
  await device.page.evaluate(async () => {
    const { keyOf, openLibrary } = window.longwave
    await (await openLibrary()).delete('bodies', [await keyOf('paper'), 'run-1-1'])
  })
  expect(await exported(device, ['run-1-1'])).toBe('no-text')
  expect(await keep(device, 'run-1-1')).toBe('no-text')
  expect(await keptProofs(device)).toBe(0)
})

/** Words that do not get shorter by packing. */
const noise = (seed: string, length: number) => {
  let text = ''
  for (let part = 0; text.length < length; part++) {
    text += createHash('sha256').update(`${seed} ${part}`).digest('base64')
  }
  return text.slice(0, length)
}

// The limit of the file itself is tested in src/bundle.
test(
  'articles for which one file of proven records has no room are refused, and a part of them is not',
  ONLY_THOROUGH,
  async ({ device, publish }) => {
    const ids = Array.from({ length: 45 }, (_, index) => `long-${index}`)
    const articles = ids.map((id) => ({
      id,
      image: undefined,
      body: [1, 2, 3, 4].map((part) => ({
        type: 'paragraph',
        runs: [noise(`${id} ${part}`, 65_000)],
      })),
    }))
    const { host } = await publish('paper', [{ articles: articles as object[] }])
    the(await device.subscribe(host.address), 'synced')
    expect(await exported(device, ids)).toBe('too-large')
    expect(await proved(await fileOf(device, ids.slice(0, 2)))).toEqual(['long-0 1', 'long-1 1'])
  },
)

test('while a new edition is on its way, articles of the one on the device are proved, and those of the new one are not yet', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [plainRun(3)])
  await publisher.putTree()
  the(await device.subscribe(host.address), 'synced')
  const [missing] = (await publisher.press(plainRun(1))).filter((name) =>
    name.startsWith('bundles/'),
  )
  await publisher.press({ articles: [{ id: 'run-1-0', image: undefined } as object] })
  host.fault = (name, response) => name === missing && !!response.writeHead(404).end()
  the(await device.sync(), 'failed')
  expect(await exported(device, ['run-1-2', 'run-1-0'])).toBe('not-in-release')
  expect(await proved(await fileOf(device, ['run-1-2']))).toEqual(['run-1-2 1'])
})

test('an article by a later press keeps its signed line when it comes back after an eviction', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [])
  const record = {
    id: 'later',
    headline: 'By a later press',
    summary: '',
    authors: [],
    published: '2026-11-01T10:00:00Z',
    language: 'en',
    direction: 'ltr',
    section: 'news',
    tags: [],
    body: [{ type: 'paragraph', runs: ['Words.'] }],
    seq: 1,
    unheardOf: 1,
  }
  const leaf = await leafOf(new TextEncoder().encode(JSON.stringify(record)))
  const state = await stateOf([{ id: record.id, seq: 1, leaf }])
  await publisher.press({ strange: [record], release: { state } })
  the(await device.subscribe(host.address), 'synced')
  const file = await fileOf(device, ['later'])
  await device.page.evaluate(async () => {
    const { fetchArticle, keyOf, openLibrary } = window.longwave
    const key = await keyOf('paper')
    await (await openLibrary()).delete('bodies', [key, 'later'])
    await fetchArticle(key, 'later')
  })
  expect(await fileOf(device, ['later'])).toEqual(file)
  expect(await proved(file)).toEqual(['later 1'])
})

test('a database of before proofs brings its head by the next sync, and its roots when they are needed', async ({
  device,
  publish,
}) => {
  const { publisher, host } = await publish('paper', [plainRun(2)])
  await publisher.rotate()
  await publisher.press(plainRun(1))
  the(await device.subscribe(host.address), 'synced')
  await device.page.evaluate(async () => {
    const { keyOf, openLibrary } = window.longwave
    const library = await openLibrary()
    const { signed: _, ...row } = (await library.get('publications', await keyOf('paper')))!
    await library.put('publications', row)
  })
  expect(await exported(device, ['run-1-0'])).toBe('no-head')
  host.takeAsked()
  the(await device.sync(), 'synced')
  expect(host.takeAsked()).toEqual(['head.json'])
  expect(await proved(await fileOf(device, ['run-1-0']))).toEqual(['run-1-0 2'])
  expect(host.takeAsked()).toEqual(['root/1.json', 'root/2.json'])
  expect(await proved(await fileOf(device, ['run-2-0']))).toEqual(['run-2-0 2'])
  expect(host.takeAsked()).toEqual([])
})
