import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArticleRecord } from './article.ts'
import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { decodeBundle } from './decodeBundle.ts'
import { sha256 } from './digest.ts'
import { encodeBundles } from './encodeBundle.ts'
import { signEnvelope } from './envelope.ts'
import { openHead, openRoot } from './head.ts'
import { generateKey, signerOf } from './keys.ts'
import { LIMITS } from './limits.ts'
import { decodeProven } from './proven.ts'
import { type Head, RELEASE_TYPE, ROOT_TYPE, type Root } from './release.ts'
import { stateOf } from './state.ts'
import { checkRecord } from './validate.ts'

const gzip = async (raw: Bytes) => Uint8Array.from(gzipSync(raw, { level: 9 }))

function article(id: string, seq = 1, words = 'Some words.'): ArticleRecord {
  return {
    id,
    seq,
    headline: `Headline of ${id}`,
    summary: 'A summary.',
    authors: [{ name: 'A. Writer' }],
    published: '2026-11-01T10:00:00Z',
    language: 'en',
    direction: 'ltr',
    section: 'world',
    tags: [],
    body: [{ type: 'paragraph', runs: [words] }],
  }
}

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

async function publisher() {
  const key = await generateKey()
  const signer = await signerOf(key)
  const root: Root = {
    format: 1,
    id: 'org.example',
    version: 1,
    expires: '2036-01-01T00:00:00Z',
    keys: { [signer.keyid]: key.public },
    roles: {
      root: { keyids: [signer.keyid], threshold: 1 },
      release: { keyids: [signer.keyid], threshold: 1 },
    },
  }
  const release: Head = {
    format: 1,
    id: 'org.example',
    title: 'Example',
    language: 'en',
    direction: 'ltr',
    version: 7,
    published: '2026-11-01T10:00:00Z',
    expires: '2026-11-15T10:00:00Z',
    root: 1,
    face: { digest: '0'.repeat(64), length: 100, raw: 100 },
    front: ['a'],
    seq: [1, 1],
    bundles: [],
    state: await stateOf([{ id: 'a', seq: 1, leaf: new Uint8Array(32) }]),
    minReader: 2,
  }
  return { signer, root, release }
}

describe('a bundle', () => {
  it('gives back the records it was made of', async () => {
    const records = [article('a'), article('b')]
    const [bundle] = await encodeBundles(records, [1, 1], gzip)
    const { records: read, skipped } = await decodeBundle(bundle!.bytes, bundle!.reference)
    expect(read).toEqual(records)
    expect(skipped).toEqual([])
  })

  it('is split before it grows past the target, and no record is torn', async () => {
    const records = Array.from({ length: 40 }, (_, n) => article(`a${n}`, 1, 'x'.repeat(20_000)))
    const bundles = await encodeBundles(records, [1, 1], gzip)
    expect(bundles.length).toBeGreaterThan(3)
    const ids = []
    for (const { bytes, reference } of bundles) {
      expect(reference.raw).toBeLessThanOrEqual(192 * 1024)
      ids.push(...(await decodeBundle(bytes, reference)).records.map((record) => record.id))
    }
    expect(ids).toEqual(records.map((record) => record.id))
  })

  it('is refused with any one bit flipped', async () => {
    const [bundle] = await encodeBundles([article('a')], [1, 1], gzip)
    const { bytes, reference } = bundle!
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice()
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      await expect(decodeBundle(flipped, reference)).rejects.toMatchObject({ code: 'wrong-digest' })
    }
  })

  it('keeps the good records when one cannot be read', async ({ task }) => {
    task.meta.fault = [22]
    const lines = [article('a'), { ...article('b'), headline: 5 }, article('c')]
    const raw = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const [made] = await encodeBundles([article('x')], [1, 1], gzip)
    const bytes = await gzip(raw)
    const reference = {
      ...made!.reference,
      digest: await sha256(bytes),
      length: bytes.length,
      raw: raw.length,
    }
    const { records, skipped } = await decodeBundle(bytes, reference)
    expect(records.map((record) => record.id)).toEqual(['a', 'c'])
    expect(skipped[0]?.message).toMatch(/:2\.headline/)
  })
})

describe('a record', () => {
  const paragraph = { type: 'paragraph', runs: ['x'] }
  const many = <T>(count: number, one: T) => Array.from({ length: count }, () => one)
  const nested = (levels: number) => {
    let block: unknown = paragraph
    for (let level = 0; level < levels; level++) block = { type: 'quote', blocks: [block] }
    return [block]
  }
  const emphasised = (levels: number) => {
    let run: unknown = 'x'
    for (let level = 0; level < levels; level++) run = { type: 'emphasis', runs: [run] }
    return [{ type: 'paragraph', runs: [run] }]
  }
  const source = (side: number) => ({
    width: side,
    height: 1,
    digest: 'a'.repeat(64),
    type: 'image/webp',
    length: 10,
  })
  const picture = (sources: number, side = 10) => ({
    type: 'figure',
    image: { alt: '', width: side, height: 1, sources: many(sources, source(side)) },
  })
  const recording = (length: number) => ({
    type: 'audio',
    title: 'A talk',
    digest: 'a'.repeat(64),
    mediaType: 'audio/ogg',
    length,
  })
  const cells = (count: number) => [{ type: 'table', rows: [many(count, { runs: [] })] }]

  const edges: [string, (size: number) => object, number][] = [
    ['headline', (size) => ({ headline: 'x'.repeat(size) }), LIMITS.headline],
    ['summary', (size) => ({ summary: 'x'.repeat(size) }), LIMITS.string],
    ['authors', (size) => ({ authors: many(size, { name: 'A' }) }), LIMITS.authors],
    ['tags', (size) => ({ tags: many(size, 'a') }), LIMITS.tags],
    ['blocks', (size) => ({ body: many(size, { type: 'rule' }) }), LIMITS.blocks],
    ['runs', (size) => ({ body: [{ ...paragraph, runs: many(size, 'x') }] }), LIMITS.runs],
    ['depth of blocks', (size) => ({ body: nested(size) }), LIMITS.blockDepth],
    ['depth of runs', (size) => ({ body: emphasised(size) }), LIMITS.runDepth],
    ['cells', (size) => ({ body: cells(size) }), LIMITS.cells],
    ['pictures', (size) => ({ body: many(size, picture(1)) }), LIMITS.images],
    ['sources', (size) => ({ body: [picture(size)] }), LIMITS.sources],
    ['bytes of a recording', (length) => ({ body: [recording(length)] }), LIMITS.audio],
    ['pixels on a side', (size) => ({ body: [picture(1, size)] }), LIMITS.imageSide],
  ]
  for (const [what, of, limit] of edges) {
    it(`may have ${limit} (${what}), and no more`, ({ task }) => {
      task.meta.fault = what === 'pixels on a side' ? [30] : [22]
      expect(() => checkRecord({ ...article('a'), ...of(limit) }, 'it')).not.toThrow()
      expect(() => checkRecord({ ...article('a'), ...of(limit + 1) }, 'it')).toThrow(/^it/)
    })
  }
})

describe('a field that is null', () => {
  it('is absent: such a record is an article and not withdrawn', () => {
    const record = checkRecord({ ...article('a'), withdrawn: null }, 'it')
    expect(record).toEqual(checkRecord(article('a'), 'it'))
  })

  it('is absent in a line of a file of proven records, too: such a line holds no head', async () => {
    const file = readFileSync(join(import.meta.dirname, 'vectors/good/proven-one.lwp'))
    const lines = gunzipSync(file).toString().trim().split('\n')
    const last = JSON.stringify({ ...JSON.parse(lines.pop()!), head: null })
    const changed = await gzip(new TextEncoder().encode([...lines, last].join('\n')))
    const { heads } = await decodeProven(changed, 'it')
    expect(heads).toEqual((await decodeProven(Uint8Array.from(file), 'it')).heads)
    expect(heads[0]?.records).toHaveLength(1)
  })
})

describe('a record from a stranger', () => {
  const types = 'paragraph list quote table figure audio embed code link poem'.split(' ')
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.constantFrom(null, 0, -1, 2.5, true),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.record(
        {
          type: fc.constantFrom(...types),
          runs: tie('tree'),
          blocks: tie('tree'),
          items: tie('tree'),
          rows: tie('tree'),
          text: tie('tree'),
          title: tie('tree'),
          url: fc.constantFrom('https://example.org/', 'javascript:alert(1)', 'article:a'),
        },
        { requiredKeys: ['type'] },
      ),
    ),
  }))

  it('is taken or refused by name, and taken again as it was taken', () => {
    let taken = 0
    fc.assert(
      fc.property(
        fc.array(tree, { maxLength: 4 }),
        fc.constantFrom('body', 'tags'),
        (value, at) => {
          let once: unknown
          try {
            once = checkRecord({ ...article('a'), [at]: value }, 'it')
          } catch (error) {
            expect(error).toBeInstanceOf(BundleError)
            return
          }
          taken++
          expect(checkRecord(once, 'it')).toEqual(once)
          expect(JSON.stringify(once)).not.toMatch(/"url":"javascript:/)
        },
      ),
      { numRuns: 500 },
    )
    expect(taken).toBeGreaterThan(50)
  })
})

describe('gzip', () => {
  it('of two members is refused by every engine, though Node would unpack both', async () => {
    const member = await gzip(json(article('a')))
    const bytes = Uint8Array.from([...member, ...member])
    const reference = {
      seq: [1, 1] as [number, number],
      articles: 1,
      digest: await sha256(bytes),
      length: bytes.length,
      raw: json(article('a')).length * 2,
    }
    await expect(decodeBundle(bytes, reference)).rejects.toMatchObject({ code: 'not-gzip' })
  })
})

describe('the head', () => {
  it('opens under the root it is signed for', async () => {
    const { signer, root, release } = await publisher()
    const rootFile = await signEnvelope(ROOT_TYPE, json(root), [signer])
    const trusted = await openRoot(rootFile, undefined)
    const head = await signEnvelope(RELEASE_TYPE, json(release), [signer])
    expect(await openHead(head, trusted, 7)).toEqual(release)
  })

  it('is refused when older than the floor', async () => {
    const { signer, root, release } = await publisher()
    const head = await signEnvelope(RELEASE_TYPE, json(release), [signer])
    await expect(openHead(head, root, 8)).rejects.toMatchObject({ code: 'rollback' })
  })

  it('is refused from another key, and with a signature counted twice', async () => {
    const { signer, root, release } = await publisher()
    const stranger = await publisher()
    const forged = await signEnvelope(RELEASE_TYPE, json(release), [stranger.signer])
    await expect(openHead(forged, root)).rejects.toMatchObject({ code: 'bad-signature' })
    const two = {
      ...root,
      roles: { ...root.roles, release: { ...root.roles.release, threshold: 2 } },
    }
    const doubled = await signEnvelope(RELEASE_TYPE, json(release), [signer, signer])
    await expect(openHead(doubled, two)).rejects.toMatchObject({ code: 'bad-signature' })
  })

  it('is refused as a document of another type', async () => {
    const { signer, root, release } = await publisher()
    const head = await signEnvelope(ROOT_TYPE, json(release), [signer])
    await expect(openHead(head, root)).rejects.toMatchObject({ code: 'wrong-type' })
  })
})
