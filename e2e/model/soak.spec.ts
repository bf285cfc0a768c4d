import type { Page } from '@playwright/test'
import { digestOf } from '#bundle/state.ts'
import { HOST_FAULTS } from '../support/hostFaults.ts'
import type { Fault, MemoryHost } from '../support/memoryHost.ts'
import { Publisher } from '../support/publisher.ts'
import { randomFrom } from '../support/random.ts'
import { SEED, trials } from '../support/sample.ts'
import { Editions } from './editions.ts'
import { contentsOf, expect, expectSame, openApi, printCount, test } from './test.ts'

const RELEASES = trials(12, 200)
/** Deliveries after which an engine has compiled all code, and a page holds all that it keeps for good. */
const WARM = RELEASES / 2
/** How many of a hundred requests fail. */
const FAULTY = 5
const MB = 1e6
/** The default limit for all publications together; 200 releases need more. */
const BUDGET = 60 * MB

/** Size (bytes) of the JavaScript values in the page when nothing more can be collected. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  // The second collection frees the values that finalizers have released.
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

test('after many editions over hosts that often fail the library equals that of a fresh device, and memory does not grow', async ({
  apiPage,
  pageHost,
  openContext,
  serveMemory,
}) => {
  const seed = `seed ${SEED}`
  const random = randomFrom(SEED)
  const publisher = await Publisher.of('soak')
  const editions = new Editions(publisher, random, { articles: 5, words: 200, image: 90_000 })
  const hosts = [await serveMemory(publisher.files), await serveMemory(publisher.files)] as const
  const mirrors = hosts.map(({ address }) => address)
  const provoked = new Map<string, number>()
  const failing =
    ({ files }: MemoryHost): Fault =>
    (name, response) => {
      if (!files.has(name) || random(100) >= FAULTY) return false
      const kinds = Object.entries(HOST_FAULTS)
      const [kind, fail] = kinds[random(kinds.length)]!
      provoked.set(kind, (provoked.get(kind) ?? 0) + 1)
      fail(name, response, files)
      return true
    }
  const subscribe = { type: 'subscribe', address: hosts[0].address } as const
  const deliver = (page: Page, message: typeof subscribe | { type: 'sync' }) =>
    page.evaluate((message) => window.pageApi.deliverHere(message), message)
  const examine = () =>
    apiPage.evaluate((of) => window.pageApi.audit('soak', of), contentsOf(publisher))

  await editions.press(1, { mirrors })
  await deliver(apiPage, subscribe)
  for (const host of hosts) host.fault = failing(host)
  let warmHeap = 0
  let failed = 0
  for (let release = 2; release <= RELEASES; release++) {
    await editions.press(1, { mirrors })
    const told = await deliver(apiPage, { type: 'sync' })
    const isCut = told.some(({ type }) => type === 'failed')
    if (isCut) failed++
    if (release % 10 === 0 || release === WARM) {
      const { faults, bytes } = await examine()
      expect(faults, `${seed}, release ${release}`).toEqual([])
      // A delivery that was cut short has stored its text; the next delivery makes room.
      if (!isCut) expect(bytes!.text + bytes!.images, seed).toBeLessThanOrEqual(BUDGET)
    }
    if (release === WARM) warmHeap = await heapOf(apiPage)
  }
  for (const host of hosts) host.fault = undefined
  await deliver(apiPage, { type: 'sync' })
  const growth = (await heapOf(apiPage)) / warmHeap - 1
  const { faults, state, bytes } = await examine()
  expect(faults, seed).toEqual([])
  expect(state, seed).toBe(digestOf(publisher.newest.state))
  const used = bytes!.text + bytes!.images
  expect(used, seed).toBeLessThanOrEqual(BUDGET)
  expect(growth, 'growth of the heap').toBeLessThan(0.1)

  const fresh = await (await openContext()).newPage()
  await openApi(fresh, pageHost)
  await deliver(fresh, subscribe)
  const [followed, newcomer] = await Promise.all(
    [apiPage, fresh].map((page) => page.evaluate(() => window.pageApi.snapshot('soak'))),
  )
  expectSame(followed!, newcomer!, seed)

  const faulty = [...provoked.values()].reduce((total, count) => total + count, 0)
  printCount(
    `${RELEASES} releases, ${faulty} faults of ${provoked.size} kinds, ${failed} deliveries failed`,
  )
  printCount(`heap ${(growth * 100).toFixed(1)} %, ${(used / MB).toFixed(1)} MB kept`)
})
