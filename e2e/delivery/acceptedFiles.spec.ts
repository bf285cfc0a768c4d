import { gzipSync } from 'node:zlib'
import { faultsOf, PROVOKED } from '#bundle/vectors/faults.ts'
import { fault, recordShownAs } from '../support/faultRecords.ts'
import { expect, test, the } from './device.ts'
import { askedMirrors, misjudgedVectors, PUBLIC, serveVectors } from './vectors.ts'

test(
  'right bytes are taken under a wrong content type, and compressed once more on their way',
  fault(40, 67),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper')
    const types = ['text/html; charset=windows-1252', 'image/png', 'text/plain']
    for (const type of types) {
      host.fault = (name, response) =>
        !!response.writeHead(200, { 'Content-Type': type }).end(publisher.files.get(name))
      the(await device.subscribe(host.address), 'synced')
      expect(await device.counts()).toEqual([1, 1, 1, 1])
      await device.unsubscribe('paper')
    }
    host.fault = (name, response) =>
      !!response
        .writeHead(200, { 'Content-Encoding': 'gzip' })
        .end(gzipSync(publisher.files.get(name)!))
    the(await device.subscribe(host.address), 'synced')
    expect(await device.counts()).toEqual([1, 1, 1, 1])
  },
)

test(
  'an article in a later format is taken, and read as far as it is known',
  fault(2),
  async ({ device, publish }) => {
    const { publisher, host } = await publish('paper', [])
    const body = [
      { type: 'hologram', depth: 3, text: 'In three dimensions.' },
      { type: 'paragraph', tilt: 4, runs: ['Plain ', { type: 'glow', runs: ['text'] }] },
    ] as never
    await publisher.press({
      articles: [{ id: 'odd', body, mood: 'bright' } as never],
      release: { colours: ['red'], mirrors: [], features: { smell: true } } as never,
    })
    the(await device.subscribe(host.address), 'synced')
    expect(await device.counts()).toEqual([1, 1, 1, 1])
    const kept = await device.page.evaluate(async () => {
      const library = await window.longwave.openLibrary()
      return (await library.get('bodies', [await window.longwave.keyOf('paper'), 'odd']))!.body
    })
    // A block of an unknown type is read as a paragraph; the parts that an unknown run adds to its text are left out.
    expect(kept).toEqual([
      { type: 'paragraph', runs: ['In three dimensions.'] },
      { type: 'paragraph', runs: ['Plain ', 'text'] },
    ])
  },
)

test(
  'the browser judges the golden vectors and addresses of mirrors as Node does',
  fault(...PROVOKED),
  async ({ device, home }) => {
    const vectors = serveVectors(home)
    expect(await misjudgedVectors(device.page)).toEqual([])
    expect(await askedMirrors(device.page)).toEqual(PUBLIC)
    for (const vector of vectors) {
      // The reader is told nothing about a bad image: its description stands in its place.
      if (!('error' in vector.expect) || vector.reads === 'image') continue
      for (const number of faultsOf(vector)) recordShownAs(vector.expect.error, number)
    }
  },
)
