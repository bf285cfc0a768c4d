import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { BUNDLE_ERRORS } from '../bundleErrors.ts'
import { sha256 } from '../digest.ts'
import { LIMITS } from '../limits.ts'
import type { Envelope, Head } from '../release.ts'
import { digestOf } from '../state.ts'
import { faultsOf } from './faults.ts'
import { makeVectors } from './generate.ts'
import { runVector, type Vector } from './runVector.ts'

/*
 * After a change of the format, LONGWAVE_VECTORS=write makes this test write the files again (then run
 * `biome format --write` on the manifest). A vector that has been released is never changed, because publications in use
 * were written by the same rules.
 */

const here = import.meta.dirname
const manifest = join(here, 'vectors.json')
const folders = ['good', 'bad']

if (process.env.LONGWAVE_VECTORS === 'write') {
  const { files, vectors } = await makeVectors()
  for (const folder of folders) {
    rmSync(join(here, folder), { recursive: true, force: true })
    mkdirSync(join(here, folder))
  }
  for (const [name, bytes] of files) writeFileSync(join(here, name), bytes)
  writeFileSync(manifest, `${JSON.stringify({ format: 1, vectors }, null, 2)}\n`)
}

const read = async (name: string) => Uint8Array.from(readFileSync(join(here, name)))
const { vectors } = JSON.parse(readFileSync(manifest, 'utf8')) as { vectors: Vector[] }

describe('the committed vectors', () => {
  it('are what generate.ts makes, byte for byte', async () => {
    const made = await makeVectors()
    expect(made.vectors).toEqual(vectors)
    const committed = folders.flatMap((folder) =>
      readdirSync(join(here, folder)).map((name) => `${folder}/${name}`),
    )
    expect([...made.files.keys()].sort()).toEqual(committed.sort())
    for (const [name, bytes] of made.files) expect(await read(name), name).toEqual(bytes)
  })

  for (const vector of vectors) {
    it(`${vector.reads}: ${vector.name}`, async ({ task }) => {
      task.meta.fault = faultsOf(vector)
      expect(await runVector(vector, read)).toEqual(vector.expect)
    })
  }

  it('leave the prototype of everything as it was', async () => {
    for (const vector of vectors) await runVector(vector, read)
    expect('polluted' in {}).toBe(false)
  })
})

describe('docs/bundle-format.md', () => {
  const page = readFileSync(join(here, '../../../docs/bundle-format.md'), 'utf8')

  it('names every error and every limit', () => {
    for (const code of Object.keys(BUNDLE_ERRORS)) expect(page).toContain(`| \`${code}\` |`)
    // The page gives the target of the press, which is advice, in KiB.
    const { bundleTarget: _, ...limits } = LIMITS
    for (const [name, limit] of Object.entries(limits)) {
      expect(page, name).toMatch(new RegExp(`\\b${limit.toLocaleString('en')}\\b`))
    }
  })

  it('shows the bytes of the vectors', async () => {
    const root = await read('good/root-1.dsse')
    const envelope = JSON.parse(new TextDecoder().decode(root)) as Envelope
    expect(page).toContain(await sha256(root))
    expect(page).toContain(envelope.signatures[0]!.sig)
    expect(page).toContain(atob(envelope.payload))
    const bundle = vectors.find(({ file }) => file === 'good/bundle-plain.lwb')!
    if (bundle.reads !== 'bundle') throw new Error('it is a bundle')
    expect(page).toContain(JSON.stringify(bundle.reference))
    expect(page).toContain(
      gunzipSync(await read(bundle.file))
        .toString()
        .trim(),
    )
    const head = JSON.parse(String(readFileSync(join(here, 'good/head.dsse')))) as Envelope
    expect(page).toContain(digestOf((JSON.parse(atob(head.payload)) as Head).state))
  })
})

describe('the bomb', () => {
  it('is put down after its first slices', async () => {
    const bomb = vectors.find(({ name }) => name === 'a bomb')!
    const bytes = await read(bomb.file)
    let fed = 0
    const Real = globalThis.DecompressionStream
    globalThis.DecompressionStream = class {
      readonly readable: ReadableStream
      readonly writable: WritableStream
      constructor(format: CompressionFormat) {
        const real = new Real(format)
        const writer = real.writable.getWriter()
        this.readable = real.readable
        this.writable = new WritableStream({
          write(chunk: Uint8Array<ArrayBuffer>) {
            fed += chunk.length
            return writer.write(chunk)
          },
          close: () => writer.close(),
          abort: (reason) => writer.abort(reason),
        })
      }
    } as typeof DecompressionStream
    try {
      expect(await runVector(bomb, read)).toEqual({ error: 'wrong-raw-length' })
    } finally {
      globalThis.DecompressionStream = Real
    }
    expect(bytes.length).toBeGreaterThan(40_000)
    // A few slices are still in queues when the first kilobyte too many comes out.
    expect(fed).toBeLessThan(bytes.length / 3)
  })
})
