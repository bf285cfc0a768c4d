import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants, deflateRawSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'
import { LIMITS } from '#bundle/limits.ts'
import type { BundleReference } from '#bundle/release.ts'
import { fault, recordShownAs } from '../support/faultRecords.ts'
import { Publisher } from '../support/publisher.ts'
import { expect, printCount, test } from './test.ts'

const MiB = 1024 * 1024

/** Makes one gzip member of `size` zero bytes, a thousandth as long as they are. */
function bomb(size: number): Uint8Array<ArrayBuffer> {
  const block = deflateRawSync(Buffer.alloc(MiB), { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3])
  const trailer = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  trailer.writeUInt32LE(size % 2 ** 32, 6)
  const blocks = Array.from({ length: size / MiB }, () => block)
  return Uint8Array.from(Buffer.concat([header, ...blocks, trailer]))
}

function referenceTo(bytes: Uint8Array): BundleReference {
  const digest = createHash('sha256').update(bytes).digest('hex')
  return { seq: [1, 1], articles: 1, digest, length: bytes.length, raw: LIMITS.bundleRaw }
}

/**
 * How much the peak memory (bytes) of the page's process grows during the work.
 * Linux records the peak and can reset it (proc(5), clear_refs); on other systems the size of the page's heap is used.
 */
async function growthDuring(browser: Browser, page: Page, work: () => Promise<void>) {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  const onLinux = existsSync('/proc/self/clear_refs')
  const own = await page.context().newCDPSession(page)
  const peaks = async () => {
    if (!onLinux) return [(await own.send('Runtime.getHeapUsage')).totalSize]
    return renderers.map((id) => {
      const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? []
      return Number(peak) * 1024
    })
  }
  await own.send('HeapProfiler.collectGarbage')
  if (onLinux) for (const id of renderers) writeFileSync(`/proc/${id}/clear_refs`, '5')
  const before = await peaks()
  await work()
  const after = await peaks()
  await session.detach()
  return Math.max(...after.map((peak, index) => peak - before[index]!))
}

test(
  'a bundle of a megabyte that unpacks to a gigabyte is refused before it takes 32 MB',
  fault(20),
  async ({ browser, apiPage, pageHost }) => {
    const bytes = bomb(1024 * MiB)
    pageHost.own.set('bomb.lwb', { type: 'application/octet-stream', body: bytes })
    const reference = referenceTo(bytes)
    const refusal = (reference: BundleReference) =>
      apiPage.evaluate((to) => window.pageApi.refusal('bomb.lwb', to), reference)
    // The engine allocates memory of its own when it opens its first bundle.
    await refusal({ ...reference, raw: 1 })
    const growth = await growthDuring(browser, apiPage, async () => {
      expect(await refusal(reference)).toBe('wrong-raw-length')
    })
    printCount(`memory grew by ${(growth / MiB).toFixed(1)} MB`)
    expect(growth / MiB).toBeLessThan(32)
  },
)

test(
  'the largest bomb a head can name is refused, and everything else is kept',
  fault(20),
  async ({ browser, apiPage, serveMemory }) => {
    const publisher = await Publisher.of('bomber')
    await publisher.press({ articles: [{}] })
    const { address } = await serveMemory(publisher.files)
    await apiPage.evaluate(
      (address) => window.pageApi.deliver({ message: { type: 'subscribe', address } }),
      address,
    )
    const before = await apiPage.evaluate(() => window.pageApi.snapshot('bomber'))
    const bytes = bomb(Math.floor(LIMITS.bundle / 1040) * MiB)
    expect(bytes.length).toBeLessThan(LIMITS.bundle)
    const reference = { ...referenceTo(bytes), seq: [2, 2] as [number, number] }
    publisher.files.set(`bundles/${reference.digest}.lwb`, bytes)
    const sync = () => apiPage.evaluate(() => window.pageApi.deliver({ message: { type: 'sync' } }))
    const codes: (string | undefined)[] = []
    const growth = await growthDuring(browser, apiPage, async () => {
      for (const file of [reference, { ...reference, raw: 1024 * MiB }]) {
        await publisher.putHead({ seq: [1, 2], bundles: [file] })
        const failed = (await sync())?.find((told) => told.type === 'failed')
        codes.push(failed?.code)
      }
    })
    expect(codes).toEqual(['wrong-raw-length', 'wrong-shape'])
    recordShownAs('wrong-raw-length')
    expect(growth / MiB).toBeLessThan(32)
    const after = await apiPage.evaluate(() => window.pageApi.snapshot('bomber'))
    // The record of failures and of hosts is all that has changed.
    const kept = (text: string) => {
      const { lastShownFailure: _, hosts: __, syncCount: ___, ...row } = JSON.parse(text).row
      return row
    }
    expect(kept(after)).toEqual(kept(before))
    expect(JSON.parse(after).articles).toEqual(JSON.parse(before).articles)
  },
)
