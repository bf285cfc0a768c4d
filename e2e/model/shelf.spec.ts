import fc from 'fast-check'
import type { ArticleRecord, BundleRecord } from '#bundle/article.ts'
import type { Release } from '#bundle/release.ts'
import { SEED, trials } from '../support/sample.ts'
import type { Shelf } from './compareShelves.ts'
import { expect, test } from './test.ts'

const image = (name: string) => ({
  image: {
    alt: name,
    width: 8,
    height: 8,
    sources: [
      {
        width: 8,
        height: 8,
        digest: name.repeat(64).slice(0, 64),
        type: 'image/webp' as const,
        length: 10 + name.charCodeAt(0),
      },
    ],
  },
})

/** Few ids, runs and images, so that records conflict in every possible way. */
const record = (runs: number): fc.Arbitrary<BundleRecord> =>
  fc
    .record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      seq: fc.integer({ min: 1, max: runs }),
      kind: fc.constantFrom('article', 'article', 'article', 'withdrawal'),
    })
    .map(({ id, seq, kind }): BundleRecord => {
      // An id and a run always have the same text, whichever bundle brings it: a publisher signs it so.
      const variant = (id.charCodeAt(0) * 31 + seq * 17) % 12
      if (kind === 'withdrawal' || variant === 0) {
        return { id, seq, withdrawn: '2026-11-20T10:00:00Z' }
      }
      const article: ArticleRecord = {
        id,
        seq,
        headline: `${id} in run ${seq}`,
        summary: 'A summary.',
        authors: [],
        published: `2026-11-${String(1 + (variant % 9)).padStart(2, '0')}T10:00:00Z`,
        language: 'en',
        direction: 'ltr',
        section: variant % 2 ? 'news' : 'world',
        tags: [],
        ...(variant % 3 ? { image: image('0123456789abcdef'[variant]!) } : {}),
        body: [{ type: 'paragraph', runs: ['x'.repeat(variant * 7)] }],
      }
      return article
    })

/** The same records, where all with the same id and run are equal to the first of them. */
function agreed(records: BundleRecord[]): BundleRecord[] {
  const first = new Map<string, BundleRecord>()
  return records.map((one) => {
    const key = `${one.id} ${one.seq}`
    if (!first.has(key)) first.set(key, one)
    return first.get(key)!
  })
}

const release: Release = {
  format: 1,
  id: 'shelf',
  title: 'The Shelf',
  language: 'en',
  direction: 'ltr',
  version: 1,
  published: '2026-11-20T10:00:00Z',
  expires: '2026-12-20T10:00:00Z',
  root: 1,
  sections: ['news', 'world'].map((id) => ({ id, title: id, language: 'en', direction: 'ltr' })),
  front: ['c', 'a'],
  seq: [1, 9],
  bundles: [],
  mirrors: [],
  state: { articles: 0, digest: '0'.repeat(64) },
  minReader: 1,
}

/** A bundle has each id once, with its highest run, as decodeBundle returns it. */
function bundle(name: string, records: BundleRecord[]): Shelf[number] {
  const byId = new Map<string, BundleRecord>()
  for (const one of records) {
    if ((byId.get(one.id)?.seq ?? 0) <= one.seq) byId.set(one.id, one)
  }
  return { name, records: [...byId.values()] }
}

test('the library is the same in whatever order, grouping and number bundles are shelved', async ({
  apiPage,
}) => {
  const runs = fc.array(fc.array(record(9), { minLength: 1, maxLength: 6 }), {
    minLength: 2,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(record(4), { maxLength: 4 }),
      runs,
      fc.infiniteStream(fc.nat({ max: 1000 })),
      async (before, runs, numbers) => {
        const all = agreed([...before, ...runs.flat()])
        const base = bundle('base', all.slice(0, before.length)).records
        let at = before.length
        const parts = runs.map(({ length }) => {
          at += length
          return all.slice(at - length, at)
        })
        const next = () => numbers.next().value as number
        const shuffled = parts
          .map((part, index) => ({ part, index, by: next() }))
          .sort((a, b) => a.by - b.by)
        const straight = parts.map((part, index) => bundle(`${index}`, part))
        const [first, second, ...rest] = parts
        const one = next() % straight.length
        const shelves: Record<string, Shelf> = {
          straight,
          'in another order': shuffled.map(({ part, index }) => bundle(`${index}`, part)),
          // The repeated bundle has another name, because a bundle with a known name is skipped.
          'one of them twice': [...straight, { ...straight[one]!, name: 'again' }],
          'all of them twice, backwards': [
            ...straight,
            ...straight.toReversed().map(({ records }, index) => ({ name: `x${index}`, records })),
          ],
          'by name twice': [...straight, ...straight],
          'the first two as one': [
            bundle('0+1', [...first!, ...second!]),
            ...rest.map((part, index) => bundle(`${index + 2}`, part)),
          ],
          'all as one': [bundle('all', parts.flat())],
        }
        const results = await apiPage.evaluate(
          ([base, shelves, release]) => window.pageApi.fillShelves(base, shelves, release),
          [base, Object.values(shelves), release] as const,
        )
        expect(JSON.parse(results[0]!).faults).toEqual([])
        for (const [index, name] of Object.keys(shelves).entries()) {
          expect(results[index], name).toBe(results[0])
        }
      },
    ),
    { numRuns: trials(12, 200), seed: SEED },
  )
})
