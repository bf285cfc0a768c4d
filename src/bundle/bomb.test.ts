import { constants, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Bytes } from './base64.ts'
import { decodeBundle } from './decodeBundle.ts'
import { sha256 } from './digest.ts'
import { signEnvelope } from './envelope.ts'
import { openHead } from './head.ts'
import { generateKey, signerOf } from './keys.ts'
import { LIMITS } from './limits.ts'
import { type BundleReference, RELEASE_TYPE, type Root } from './release.ts'

const MiB = 1024 * 1024

/** @returns a whole gzip member of about `size` / 1030 bytes: one compressed block of zeros, repeated */
function bomb(size: number): Bytes {
  const block = deflateRawSync(Buffer.alloc(MiB), {
    level: 9,
    finishFlush: constants.Z_FULL_FLUSH,
  })
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3])
  // An empty last block. The checksum may be wrong, because a reader that reaches it has already unpacked everything.
  const trailer = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  trailer.writeUInt32LE(size % 2 ** 32, 6)
  return Uint8Array.from(
    Buffer.concat([header, ...Array.from({ length: size / MiB }, () => block), trailer]),
  )
}

/** @returns the most memory that the work held at any moment beyond what was held before (bytes) */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const held = () => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = held()
  const maxRss = process.resourceUsage().maxRSS
  let most = 0
  let over = false
  const watch = () => {
    most = Math.max(most, held() - before)
    if (!over) setImmediate(watch)
  }
  watch()
  await work().finally(() => {
    over = true
  })
  // The high-water mark of the process (KiB) also counts memory that came and went between two samples.
  return Math.max(most, (process.resourceUsage().maxRSS - maxRss) * 1024)
}

describe('a bomb of a megabyte that would be a gigabyte', () => {
  it('is put down before it takes 32 MB, whatever size was signed for it', async () => {
    const bytes = bomb(1024 * MiB)
    expect(bytes.length).toBeLessThan(1.1 * MiB)
    const reference: BundleReference = {
      seq: [1, 1],
      articles: 1,
      digest: await sha256(bytes),
      length: bytes.length,
      raw: LIMITS.bundleRaw,
    }
    for (const raw of [LIMITS.bundleRaw, 1]) {
      const growth = await growthDuring(async () => {
        await expect(decodeBundle(bytes, { ...reference, raw })).rejects.toMatchObject({
          code: 'wrong-raw-length',
        })
      })
      expect(growth / MiB).toBeLessThan(32)
    }
  })

  it('is refused with the head that names it honestly', async () => {
    const key = await generateKey()
    const signer = await signerOf(key)
    const role = { keyids: [signer.keyid], threshold: 1 }
    const root: Root = {
      format: 1,
      id: 'org.example',
      version: 1,
      expires: '2036-01-01T00:00:00Z',
      keys: { [signer.keyid]: key.public },
      roles: { root: role, release: role },
    }
    const head = (file: { length: number; raw: number }) =>
      signEnvelope(
        RELEASE_TYPE,
        new TextEncoder().encode(
          JSON.stringify({
            format: 1,
            id: root.id,
            title: 'Example',
            language: 'en',
            direction: 'ltr',
            version: 1,
            published: '2026-11-01T10:00:00Z',
            expires: '2026-11-15T10:00:00Z',
            root: 1,
            sections: [],
            front: [],
            seq: [1, 1],
            bundles: [{ seq: [1, 1], articles: 1, digest: '0'.repeat(64), ...file }],
            mirrors: [],
            state: { articles: 1, digest: '0'.repeat(64) },
            minReader: 1,
          }),
        ),
        [signer],
      )
    const most = { length: LIMITS.bundle, raw: LIMITS.bundleRaw }
    await expect(openHead(await head(most), root)).resolves.toMatchObject({ version: 1 })
    for (const file of [
      { ...most, raw: 1024 * MiB },
      { ...most, length: MiB },
    ]) {
      await expect(openHead(await head(file), root)).rejects.toMatchObject({ code: 'wrong-shape' })
    }
  })
})
