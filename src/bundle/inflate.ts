import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'

/**
 * Bytes of input per write. Engines unpack a whole written slice before back pressure stops them, and gzip can grow a
 * thousandfold: 4 KiB keep the surplus under a few megabytes.
 */
const SLICE = 4096

/**
 * Unpacks one gzip member to exactly `raw` bytes. Node would also unpack a second member, which browsers refuse. The size
 * in the last four bytes (RFC 1952, ISIZE) is checked so that both refuse it.
 * @throws BundleError `not-gzip` (also for a cut file, trailing bytes, a second member), `wrong-raw-length`
 */
export async function inflate(bytes: Bytes, raw: number, where: string): Promise<Bytes> {
  const stream = new DecompressionStream('gzip')
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  const out = new Uint8Array(raw)
  let length = 0
  let tooLong = false
  // A rejected write also rejects the reading half, which reports it; here it must only not be unhandled.
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
