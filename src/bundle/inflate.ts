import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'

/**
 * Input per write. Engines inflate a whole written slice before they feel any back pressure, and gzip
 * can grow a thousandfold: 4 KiB keeps the surplus under a few megabytes (F1).
 */
const SLICE = 4096

/**
 * Unpacks one gzip member to exactly `raw` bytes. Its last four bytes give its size (RFC 1952, ISIZE):
 * Node also unpacks a second member behind the first, browsers refuse it, and both must say the same.
 * @throws BundleError `not-gzip` (also for a cut file, trailing bytes, a second member),
 *   `wrong-raw-length`
 */
export async function inflate(bytes: Bytes, raw: number, where: string): Promise<Bytes> {
  const stream = new DecompressionStream('gzip')
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  const out = new Uint8Array(raw)
  let length = 0
  let tooLong = false
  // Rejections of the writing half surface on the reading half too; this keeps them from being "unhandled".
  const feed = (async () => {
    for (let start = 0; start < bytes.length; start += SLICE) {
      await writer.ready
      await writer.write(bytes.slice(start, start + SLICE))
    }
    await writer.close()
  })().catch(() => undefined)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (value) {
        if (length + value.length > raw) {
          tooLong = true
          break
        }
        out.set(value, length)
        length += value.length
      }
    }
  } catch (cause) {
    throw new BundleError('not-gzip', where, { cause })
  } finally {
    if (tooLong) {
      void reader.cancel().catch(() => undefined)
      void writer.abort().catch(() => undefined)
    }
  }
  if (tooLong || length !== raw) throw new BundleError('wrong-raw-length', where)
  await feed
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true)
  if (size !== raw) throw new BundleError('not-gzip', where)
  return out
}
