import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { decodeBundle, decodeCatalog } from './decodeBundle.ts'
import { sha256 } from './digest.ts'
import { keyId, parseEnvelope, payloadOf, signEnvelope } from './envelope.ts'
import { newestRootHint, openHead, openRoot } from './head.ts'
import { generateKey, signerOf } from './keys.ts'
import { parseJson } from './parseJson.ts'
import { type Head, RELEASE_TYPE, ROOT_TYPE, type Root } from './release.ts'
import { checkBundleReference, checkFace, checkHead, checkRecord, checkRoot } from './validate.ts'

/** The number of runs of each property: twenty times as many with LONGWAVE_THOROUGH=1. */
const numRuns = process.env.LONGWAVE_THOROUGH ? 20_000 : 1_000

const here = join(import.meta.dirname, 'vectors/good')
const read = (name: string): Bytes => Uint8Array.from(readFileSync(join(here, name)))
const encoder = new TextEncoder()
const json = (value: unknown) => encoder.encode(JSON.stringify(value))
const payload = (name: string) => JSON.parse(String(payloadText(name)))
const payloadText = (name: string) =>
  new TextDecoder().decode(payloadOf(parseEnvelope(read(name), name), name))

const record = JSON.parse(gunzipSync(read('bundle-whole.lwb')).toString().split('\n')[0]!)
const release = payload('head.dsse') as Head
const face = JSON.parse(gunzipSync(read('face.lwb')).toString())
const root = payload('root-1.dsse') as Root

/** Any value of JSON, with this format's own keys among it, and values that break careless code. */
const stranger = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(
      null,
      true,
      0,
      -0,
      -1,
      1e308,
      2 ** 53,
      0.5,
      '',
      '\ud800',
      '\u202e',
      'x'.repeat(70_000),
      '2026-13-45T99:99:99Z',
      '9999-99-99T00:00:00Z',
      'javascript:alert(1)',
    ),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          'type',
          'runs',
          'blocks',
          'items',
          'rows',
          'image',
          'sources',
          'toString',
          'then',
          'length',
        ),
        fc.string(),
      ),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
})).value

/** @returns every place in a document, as the keys that lead there */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))]
}

/** @returns the document with another value in one place; undefined removes the place */
function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by
  // An earlier change has removed this place.
  if (typeof value !== 'object' || value === null || !Object.keys(value).includes(key)) {
    return value
  }
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
  const inner = replaced(copy[key], rest, by)
  if (inner === undefined && !Array.isArray(copy)) delete copy[key]
  else copy[key] = inner
  return copy
}

/** A good document with up to four places in it changed. */
function spoiled(document: object) {
  const all = places(document)
  const change = fc.tuple(fc.nat(all.length - 1), fc.option(stranger, { nil: undefined }))
  return fc
    .array(change, { maxLength: 4 })
    .map((changes) =>
      changes.reduce<unknown>((value, [place, by]) => replaced(value, all[place]!, by), document),
    )
}

/** @returns the result, or undefined for a BundleError; any other error is a fault and is thrown */
function judged<T>(check: () => T): T | undefined {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof BundleError)) throw error
    expect(error.where).not.toBe('')
    return undefined
  }
}

describe('whatever a stranger sends', () => {
  const checks: [string, object, (value: unknown, where: string) => unknown][] = [
    ['record', record, checkRecord],
    ['release', release, checkHead],
    ['face', face, checkFace],
    ['root', root, checkRoot],
    ['bundle reference', release.bundles[0]!, checkBundleReference],
  ]
  for (const [name, document, check] of checks) {
    it(`in the place of a ${name} is taken or refused by name, and taken again as it was taken`, () => {
      expect(judged(() => check(document, 'it'))).toBeDefined()
      let taken = 0
      fc.assert(
        fc.property(fc.oneof(spoiled(document), stranger), (value) => {
          const once = judged(() => check(value, 'it'))
          if (once === undefined) return
          taken++
          expect(check(once, 'it')).toEqual(once)
          // A value that was accepted can be stored and sent between threads.
          expect(structuredClone(once)).toEqual(once)
        }),
        { numRuns },
      )
      expect(taken).toBeGreaterThan(0)
    })
  }

  it('as bytes is JSON or refused by name', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.string({ unit: 'binary' }).map((text) => encoder.encode(text)),
          spoiled(record).map((value) => json(value ?? null)),
        ),
        (bytes) => {
          judged(() => parseJson(Uint8Array.from(bytes), 'it'))
          judged(() => parseEnvelope(Uint8Array.from(bytes), 'it'))
          newestRootHint(Uint8Array.from(bytes))
        },
      ),
      { numRuns },
    )
  })

  it('nested a million deep does not overflow the stack', ({ task }) => {
    task.meta.fault = [21]
    const deep = 1_000_000
    for (const [open, close] of [
      ['[', ']'],
      ['{"runs":[', ']}'],
      ['{"blocks":', '}'],
    ]) {
      const text = `${open!.repeat(deep)}0${close!.repeat(deep)}`
      expect(() => parseJson(encoder.encode(text), 'it')).toThrow('it: too-deep')
      expect(() => parseJson(encoder.encode(open!.repeat(deep)), 'it')).toThrow('too-deep')
    }
    // The same value, not made by parseJson.
    for (const kind of [
      (inner: unknown) => ({ type: 'quote', blocks: [inner] }),
      (inner: unknown) => ({ type: 'list', items: [[inner]] }),
      (inner: unknown) => ({ type: 'poem', blocks: [inner] }),
      (inner: unknown) => ({ type: 'table', rows: [[{ runs: [inner] }]] }),
    ]) {
      let block: unknown = { type: 'rule' }
      let run: unknown = 'x'
      for (let level = 0; level < 100_000; level++) {
        block = kind(block)
        run = { type: level % 2 ? 'strong' : 'song', runs: [run] }
      }
      for (const body of [[block], [{ type: 'paragraph', runs: [run] }]]) {
        judged(() => checkRecord({ ...record, body }, 'it'))
      }
    }
  })
})

describe('signed nonsense', () => {
  it('is refused by name all the same', async () => {
    const key = await generateKey()
    const signer = await signerOf(key)
    const trusted: Root = {
      ...root,
      id: release.id,
      keys: { [signer.keyid]: key.public },
      roles: {
        root: { keyids: [signer.keyid], threshold: 1 },
        release: { keyids: [signer.keyid], threshold: 1 },
      },
    }
    const attempt = async (work: Promise<unknown>) => {
      try {
        await work
      } catch (error) {
        if (!(error instanceof BundleError)) throw error
      }
    }
    await fc.assert(
      fc.asyncProperty(spoiled(release), spoiled(trusted), async (head, next) => {
        const signed = await signEnvelope(RELEASE_TYPE, json(head ?? null), [signer])
        await attempt(openHead(signed, trusted))
        const rooted = await signEnvelope(ROOT_TYPE, json(next ?? null), [signer])
        await attempt(openRoot(rooted, undefined))
        await attempt(openRoot(rooted, { ...trusted, version: 0 }))
      }),
      { numRuns: numRuns / 5 },
    )
  })

  it('by keys that are no points of the curve is no signature', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 80 }),
        async (key, signature) => {
          const hex = Buffer.from(key).toString('hex')
          const keyid = await keyId(Uint8Array.from(key))
          const role = { keyids: [keyid], threshold: 1 }
          const strange: Root = {
            ...root,
            keys: { [keyid]: hex },
            roles: { root: role, release: role },
          }
          const file = await signEnvelope(ROOT_TYPE, json(strange), [
            { keyid, sign: async () => Uint8Array.from(signature) },
          ])
          await expect(openRoot(file, undefined)).rejects.toMatchObject({ code: 'bad-signature' })
        },
      ),
      { numRuns: numRuns / 10 },
    )
  })

  it('in a bundle or catalog leaves out lines, and nothing else', async () => {
    const gzip = async (lines: unknown[]) => {
      const raw = encoder.encode(lines.map((line) => `${JSON.stringify(line ?? null)}\n`).join(''))
      const bytes = Uint8Array.from(gzipSync(raw))
      return { bytes, digest: await sha256(bytes), length: bytes.length, raw: raw.length }
    }
    const seq: [number, number] = [1, 1000]
    const known = { ...record, id: 'known', seq: 1 }
    await fc.assert(
      fc.asyncProperty(fc.array(spoiled(record), { maxLength: 5 }), async (lines) => {
        const { bytes, ...file } = await gzip([...lines, known])
        const reference = { ...file, seq, articles: lines.length }
        const { records, skipped } = await decodeBundle(bytes, reference)
        expect(records.some(({ id }) => id === 'known')).toBe(true)
        expect(skipped.every((error) => error instanceof BundleError)).toBe(true)
        await decodeCatalog(bytes, file).catch((error: unknown) => {
          expect(error).toBeInstanceOf(BundleError)
        })
      }),
      { numRuns: numRuns / 5 },
    )
  })
})
