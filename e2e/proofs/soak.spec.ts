import type { Page } from '@playwright/test'
import { type Fault, Mirror } from '../delivery/mirror.ts'
import { Publisher } from '../delivery/publish.ts'
import { newsroomOf } from './newsroom.ts'
import {
  contentsOf,
  expect,
  expectSame,
  openProofs,
  randomFrom,
  SEED,
  share,
  tell,
  test,
} from './stage.ts'
import { WRONGS } from './wrongs.ts'

/** Editions followed one after the other: 200 in bench/thorough.mjs. */
const RELEASES = share('LONGWAVE_RELEASES', 24)
/** Deliveries after which an engine has compiled what it will and a page keeps what it keeps for good. */
const WARM = Math.max(12, RELEASES / 2)
/** Of a hundred requests. */
const FAULTY = 5
const MB = 1e6
/** What a reader who has chosen nothing gives to all publications together. */
const BUDGET = 60 * MB

/** Bytes of JavaScript values the page holds when nothing more can be collected. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  // What only a finaliser lets go of goes with the second.
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

test('many editions over hosts that often fail make the library a fresh one has, and leave nothing behind', async ({
  proofs,
  browser,
  home,
}) => {
  test.setTimeout(180_000 + RELEASES * 4000)
  const seed = `SEED=${SEED}`
  const random = randomFrom(SEED)
  const publisher = await Publisher.of('soak')
  // In the long run more pictures than there is room for.
  const newsroom = newsroomOf(publisher, random, { articles: 5, words: 200, picture: 90_000 })
  const hosts = [await Mirror.of(publisher.files), await Mirror.of(publisher.files)] as const
  const mirrors = hosts.map(({ address }) => address)
  const provoked = new Map<string, number>()
  const failing =
    ({ files }: Mirror): Fault =>
    (name, response) => {
      if (!files.has(name) || random(100) >= FAULTY) return false
      const kinds = Object.entries(WRONGS)
      const [kind, wrong] = kinds[random(kinds.length)]!
      provoked.set(kind, (provoked.get(kind) ?? 0) + 1)
      wrong(name, response, files)
      return true
    }
  const subscribe = { type: 'subscribe', address: hosts[0].address } as const
  const deliver = (page: Page, message: typeof subscribe | { type: 'sync' }) =>
    page.evaluate((asked) => window.proofs.deliverHere(asked), message)
  const examine = () =>
    proofs.evaluate((of) => window.proofs.audit('soak', of), contentsOf(publisher))
  try {
    await newsroom.press(1, { mirrors })
    await deliver(proofs, subscribe)
    for (const host of hosts) host.fault = failing(host)
    let before = 0
    let failed = 0
    for (let release = 2; release <= RELEASES; release++) {
      await newsroom.press(1, { mirrors })
      const told = await deliver(proofs, { type: 'sync' })
      const cut = told.some(({ type }) => type === 'failed')
      if (cut) failed++
      if (release % 10 === 0 || release === WARM) {
        const { faults, bytes } = await examine()
        expect(faults, `${seed}, release ${release}`).toEqual([])
        // One that was cut short has its text and is tidied up after by the next.
        if (!cut) expect(bytes!.text + bytes!.images, seed).toBeLessThanOrEqual(BUDGET)
      }
      if (release === WARM) before = await heapOf(proofs)
    }
    for (const host of hosts) host.fault = undefined
    await deliver(proofs, { type: 'sync' })
    const growth = (await heapOf(proofs)) / before - 1
    const { faults, state, bytes } = await examine()
    expect(faults, seed).toEqual([])
    expect(state, seed).toBe(publisher.newest.state.digest)
    expect(bytes!.text + bytes!.images, seed).toBeLessThanOrEqual(BUDGET)
    expect(growth, 'growth of the heap').toBeLessThan(0.1)

    const other = await browser.newContext()
    const fresh = await openProofs(await other.newPage(), home)
    await deliver(fresh, subscribe)
    const [followed, newcomer] = await Promise.all(
      [proofs, fresh].map((page) => page.evaluate(() => window.proofs.snapshot('soak'))),
    )
    expectSame(followed!, newcomer!, seed)
    await other.close()

    const faulty = [...provoked.values()].reduce((total, count) => total + count, 0)
    tell(`${RELEASES} releases, ${faulty} faults of ${provoked.size} kinds, ${failed} syncs failed`)
    tell(
      `heap ${(growth * 100).toFixed(1)} %, ${((bytes!.text + bytes!.images) / MB).toFixed(1)} MB kept`,
    )
  } finally {
    for (const host of hosts) await host.stop()
  }
})
