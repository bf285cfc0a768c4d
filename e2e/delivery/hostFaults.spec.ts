import type { FailureCode } from '#messages/toPage.ts'
import { fault, recordShownAs } from '../support/faultRecords.ts'
import { type Fault, flip, is } from '../support/memoryHost.ts'
import { expect, test, the } from './device.ts'
import { answerRaw, endlessBody, type Files, HTML, spoiledBundles } from './hosts.ts'

/* A publication on a host and a mirror: whatever is wrong with the host, the reader gets everything from the mirror. */

const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): ((files: Files) => Fault) =>
  () =>
  (_, response) =>
    !!response.writeHead(status, headers).end(body)

const cutAt = (at: (length: number) => number) =>
  spoiledBundles((files, name, response) => {
    const file = files.get(name)!
    response.writeHead(200, { 'Content-Length': file.length })
    response.flushHeaders()
    response.write(file.slice(0, at(file.length)), () => response.destroy())
  })

interface Case {
  name: string
  code: FailureCode
  faultOf: (files: Files) => Fault
}

/** Cases by their numbers in e2e/faults.json. */
const cases: Record<number, Case[]> = {
  3: [
    {
      name: 'changes a bit of a bundle',
      code: 'wrong-digest',
      faultOf: spoiledBundles((files, name, response) =>
        response.writeHead(200).end(flip(files, name)),
      ),
    },
  ],
  4: [
    { name: 'breaks off before the first byte', code: 'unreachable', faultOf: cutAt(() => 0) },
    { name: 'breaks off after one byte', code: 'unreachable', faultOf: cutAt(() => 1) },
    {
      name: 'breaks off before the last byte',
      code: 'unreachable',
      faultOf: cutAt((length) => length - 1),
    },
    {
      name: 'says the file is shorter than it is',
      code: 'wrong-length',
      faultOf: spoiledBundles((files, name, response) =>
        response.writeHead(200).end(files.get(name)!.slice(0, 60)),
      ),
    },
    {
      name: 'ends a chunked file in the middle',
      code: 'unreachable',
      faultOf: spoiledBundles((files, name, response) => {
        response.writeHead(200)
        response.write(files.get(name)!.slice(0, 60), () => response.socket?.resetAndDestroy())
      }),
    },
  ],
  5: [
    {
      name: 'sends other files under the name of a bundle',
      code: 'too-long',
      faultOf: spoiledBundles((files, _, response) =>
        response.writeHead(200).end(Buffer.concat([...files.values()])),
      ),
    },
    {
      name: 'sends an older bundle under the name',
      code: 'wrong-length',
      faultOf: spoiledBundles((files, name, response) => {
        const other = [...files.keys()].find((it) => is('bundles')(it) && it !== name)!
        response.writeHead(200).end(files.get(other))
      }),
    },
  ],
  19: [
    {
      name: 'sends a page without end in place of the head',
      code: 'too-long',
      faultOf: () => (_, response) => endlessBody(response.writeHead(200)),
    },
    {
      name: 'says that a head is a terabyte, and sends it',
      code: 'too-long',
      faultOf: () => (_, response) =>
        endlessBody(answerRaw(response, '1.1', 'Content-Length: 1000000000000')),
    },
    {
      name: 'sends a head until the connection ends, which it does not',
      code: 'too-long',
      faultOf: () => (_, response) => endlessBody(answerRaw(response, '1.0', 'Connection: close')),
    },
  ],
  39: [
    { name: 'refuses (403)', code: 'blocked', faultOf: answer(403, HTML, '<p>No') },
    { name: 'refuses by law (451)', code: 'blocked', faultOf: answer(451, HTML, '<p>No') },
    { name: 'demands a login (511)', code: 'login-page', faultOf: answer(511, HTML, '<p>Log in') },
  ],
  40: [
    {
      name: 'declares plain files compressed',
      code: 'unreachable',
      faultOf: (files) => (name, response) =>
        !!response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(files.get(name)),
    },
    {
      name: 'declares a bundle compressed twice that is compressed once',
      code: 'too-long',
      faultOf: spoiledBundles((files, name, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(files.get(name)),
      ),
    },
  ],
  41: [
    {
      name: 'adds a line to every file',
      code: 'not-json',
      faultOf: (files) => (name, response) => {
        const line = Buffer.from('\n<script src="/count.js"></script>')
        return !!response.writeHead(200).end(Buffer.concat([files.get(name)!, line]))
      },
    },
    {
      name: 'adds a line to bundles',
      code: 'too-long',
      faultOf: spoiledBundles((files, name, response) =>
        response.writeHead(200).end(Buffer.concat([files.get(name)!, Buffer.from('\r\n')])),
      ),
    },
  ],
  66: [
    {
      name: 'limits requests (429)',
      code: 'unreachable',
      faultOf: answer(429, {
        'Retry-After': '3600',
        'Access-Control-Expose-Headers': 'Retry-After',
      }),
    },
    { name: 'fails (500)', code: 'unreachable', faultOf: answer(500, HTML, '<p>') },
    { name: 'cannot reach its own host (502)', code: 'unreachable', faultOf: answer(502) },
    {
      name: 'is under maintenance (503)',
      code: 'unreachable',
      faultOf: answer(503, { 'Retry-After': 'Fri, 20 Nov 2026 10:00:00 GMT' }),
    },
  ],
  68: [
    { name: 'answers without content (204)', code: 'unreachable', faultOf: answer(204) },
    {
      name: 'sends a part that was not asked for (206)',
      code: 'unreachable',
      faultOf: (files) => (name, response) =>
        !!response
          .writeHead(206, { 'Content-Range': 'bytes 0-9/1000' })
          .end(files.get(name)?.slice(0, 10)),
    },
    { name: 'says that nothing has changed (304)', code: 'unreachable', faultOf: answer(304) },
  ],
  69: [
    {
      name: 'does not let other sites read its files',
      code: 'unreachable',
      faultOf: (files) => (name, response) => {
        response.removeHeader('Access-Control-Allow-Origin')
        return !!response.writeHead(200).end(files.get(name))
      },
    },
    {
      name: 'lets other sites read the head only',
      code: 'unreachable',
      faultOf: spoiledBundles((files, name, response) => {
        response.removeHeader('Access-Control-Allow-Origin')
        response.writeHead(200).end(files.get(name))
      }),
    },
  ],
  70: [
    {
      name: 'has file names in capital letters only',
      code: 'not-found',
      faultOf: () => (name, response) =>
        name !== name.toUpperCase() && !!response.writeHead(404).end(),
    },
  ],
}

for (const [number, faults] of Object.entries(cases)) {
  test(
    `delivery uses the mirror of a host that ${faults[0]!.name}`,
    fault(Number(number)),
    async ({ device, publishMirrored }) => {
      for (const { name, code, faultOf } of faults) {
        await test.step(name, async () => {
          const { host, mirror, press, publisher } = await publishMirrored()
          await device.subscribe(host.address)
          expect(mirror.takeAsked()).toEqual([])
          await press({ articles: [{ id: 'fresh' }, {}] })
          host.fault = faultOf(publisher.files)
          host.takeAsked()
          const first = the(await device.sync(), 'synced')
          expect(await device.counts()).toEqual([3, 3, 3, 2])
          // Exactly one file was requested from both.
          expect(mirror.takeAsked().filter((file) => host.asked.includes(file))).toHaveLength(1)
          expect(await device.hosts()).toMatchObject({
            [host.address]: { failed: 1, lastFailure: code, retryAfter: expect.any(Number) },
            [mirror.address]: { ok: 1, failed: 0 },
          })

          // The failed host is remembered, and no longer comes first.
          host.takeAsked()
          const second = the(await device.sync(), 'synced')
          expect(second.mirror).toBe(mirror.address)
          expect([first, second].filter(({ news }) => news)).toHaveLength(1)
          expect(host.takeAsked()).toEqual([])
          expect(mirror.takeAsked()).toEqual(['head.json'])
          await device.unsubscribe('paper')
        })
      }
      recordShownAs('mirror')
    },
  )
}
