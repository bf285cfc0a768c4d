import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { fault, recordShownAs } from '../support/faultRecords.ts'
import { eachCell, sample } from '../support/sample.ts'
import { expect, test, the } from './device.ts'
import { answerRaw } from './hosts.ts'

/** How an answer declares the length of a file, which tells the browser that the file is incomplete. */
const forms: Record<
  string,
  (file: Uint8Array, at: number, response: ServerResponse) => [Socket, end?: string]
> = {
  'a length announced'(file, _, response) {
    return [answerRaw(response, '1.1', `Content-Length: ${file.length}`)]
  },
  'in the middle of a chunk'(file, at, response) {
    const socket = answerRaw(response, '1.1', 'Transfer-Encoding: chunked')
    // A file cut at byte 0 has not even a chunk header.
    if (at > 0) socket.write(`${file.length.toString(16)}\r\n`)
    return [socket]
  },
  'between two chunks'(_, at, response) {
    const socket = answerRaw(response, '1.1', 'Transfer-Encoding: chunked')
    if (at === 0) return [socket]
    socket.write(`${at.toString(16)}\r\n`)
    return [socket, '\r\n']
  },
  'no length announced'(_file, _at, response) {
    return [answerRaw(response, '1.0', 'Connection: close')]
  },
}
const ends: Record<string, (socket: Socket) => unknown> = {
  closed: (socket) => socket.end(),
  reset: (socket) => socket.resetAndDestroy(),
}
const places: Record<string, (length: number) => number> = {
  'before its first byte': () => 0,
  'after one byte': () => 1,
  'before its last byte': (length) => length - 1,
}

/** All combinations, by name. */
const cells = new Map(
  Object.entries(forms).flatMap(([form, send]) =>
    Object.entries(ends).flatMap(([ending, end]) =>
      Object.entries(places).flatMap(([place, at]) =>
        ['bundles', 'head.json'].map(
          (kind) => [`${kind}, ${form}, ${ending} ${place}`, { kind, send, end, at }] as const,
        ),
      ),
    ),
  ),
)

test(
  'a file that ends too early comes from the next host, however its length was told',
  fault(4),
  async ({ device, publishMirrored }) => {
    await eachCell(
      'truncated files',
      sample('truncated files', [...cells.keys()]),
      async (cell) => {
        const { kind, send, end, at } = cells.get(cell)!
        const { host, mirror, press, publisher } = await publishMirrored()
        await device.subscribe(host.address)
        await press({ articles: [{ id: 'fresh' }, {}] })
        host.fault = (name, response) => {
          if (!name.startsWith(kind)) return false
          const file = publisher.files.get(name)!
          // The last byte of a head is a line end; a head without it is complete.
          const cut = at(kind === 'bundles' ? file.length : file.length - 1)
          const [socket, tail = ''] = send(file, cut, response)
          socket.write(Buffer.concat([file.subarray(0, cut), Buffer.from(tail)]), () => end(socket))
          return true
        }
        the(await device.sync(), 'synced')
        expect(await device.counts()).toEqual([3, 3, 3, 2])
        const { [host.address]: first, [mirror.address]: second } = await device.hosts()
        expect(first).toMatchObject({ failed: 1 })
        expect(first?.lastFailure).toMatch(/^(?:unreachable|wrong-length|not-json)$/)
        expect(second).toMatchObject({ ok: 1, failed: 0 })
        await device.unsubscribe('paper')
      },
    )
    recordShownAs('mirror')
  },
)
