import { describe, expect, test } from 'vitest'
import type { Article, BundleRecord } from '#bundle/article.ts'
import type { PublicationFile } from '../files/publicationFile.ts'
import { changedRecords } from './changedRecords.ts'

const article = (id: string, section = 'news'): Article => ({
  id,
  headline: id,
  summary: '',
  authors: [],
  published: '2026-11-01T08:00:00Z',
  language: 'en',
  direction: 'ltr',
  section,
  tags: [],
  body: [],
})

const numbered = (count: number, name = 'a') =>
  Array.from({ length: count }, (_, index) => `${name}${index + 1}`)

const file: PublicationFile = {
  id: 'p',
  title: 'P',
  language: 'en',
  sections: [
    { id: 'news', title: 'News', sources: ['news'] },
    { id: 'blog', title: 'Blog', sources: ['blog'] },
  ],
}

type Options = Partial<Parameters<typeof changedRecords>[2]>

/** The change from the articles of these ids to others. */
function change(before: string[], after: string[], options: Options = {}) {
  const held = new Map<string, BundleRecord>(
    before.map((id) => [id, { ...article(id), seq: 1 }] as const),
  )
  const articles = new Map(after.map((id) => [id, article(id)] as const))
  const { changed, withheld, twins } = changedRecords(articles, held, {
    run: 2,
    complete: new Set(['news', 'blog']),
    kept: new Map(),
    now: new Date('2026-11-23T08:00:00Z'),
    file,
    ...options,
  })
  return {
    withdrawn: changed.filter((record) => 'withdrawn' in record).map(({ id }) => id),
    written: changed.filter((record) => !('withdrawn' in record)).map(({ id }) => id),
    withheld,
    twins,
  }
}

describe('articles that are gone from their source', () => {
  test.each([
    { live: 20, gone: 3, withdrawn: 3 },
    { live: 20, gone: 4, withdrawn: 0 },
    { live: 40, gone: 4, withdrawn: 4 },
    { live: 40, gone: 5, withdrawn: 0 },
    { live: 31, gone: 29, withdrawn: 0 },
    { live: 3, gone: 3, withdrawn: 3 },
    { live: 1000, gone: 100, withdrawn: 100 },
    { live: 1000, gone: 101, withdrawn: 0 },
  ])('$gone of $live: $withdrawn are withdrawn', ({ live, gone, withdrawn }) => {
    const before = numbered(live)
    const result = change(before, before.slice(gone))
    expect(result.withdrawn).toHaveLength(withdrawn)
    expect(result.withheld).toEqual(
      withdrawn === gone ? [] : [{ source: undefined, ids: before.slice(0, gone), of: live }],
    )
  })

  test('stay, while the rest is pressed', () => {
    const before = numbered(10)
    const result = change(before, [...before.slice(5), 'new'])
    expect(result).toMatchObject({ withdrawn: [], written: ['new'] })
  })

  test('are withdrawn where the operator allows it', () => {
    const result = change(numbered(10), [], { allowWithdrawals: true })
    expect(result.withdrawn).toHaveLength(10)
    expect(result.withheld).toEqual([])
  })

  test('are counted by source where that is known', () => {
    const [wire, desk] = [numbered(100, 'wire'), numbered(8, 'desk')]
    const sourceOf = (id: string) => id.replace(/\d+$/, '')
    const result = change([...wire, ...desk], [...wire.slice(2), ...desk.slice(4)], { sourceOf })
    expect(result.withdrawn).toEqual(['wire1', 'wire2'])
    expect(result.withheld).toEqual([{ source: 'desk', ids: desk.slice(0, 4), of: 8 }])
  })

  test('are not those that `keep` lets go, nor those of a section that is gone', () => {
    const before = numbered(20)
    expect(change(before, before, { file: { ...file, keep: { articles: 5 } } })).toMatchObject({
      withdrawn: { length: 15 },
      withheld: [],
    })
    const without = { ...file, sections: [file.sections[1]!] }
    expect(change(before, [], { file: without })).toMatchObject({
      withdrawn: { length: 20 },
      withheld: [],
    })
  })
})

describe('ids that differ only in capitals', () => {
  test('of two new articles: the first one is pressed', () => {
    expect(change([], ['One', 'two', 'one', 'ONE'])).toMatchObject({
      written: ['One', 'two'],
      twins: [
        ['one', 'One'],
        ['ONE', 'One'],
      ],
    })
  })

  test('of a new article and one that readers have: theirs stays', () => {
    expect(change(['two'], ['Two', 'two'])).toMatchObject({
      written: [],
      withdrawn: [],
      twins: [['Two', 'two']],
    })
  })

  test('of a new article and one that is withdrawn in the same run: the new one is pressed', () => {
    expect(change(['Two'], ['two'])).toMatchObject({
      written: ['two'],
      withdrawn: ['Two'],
      twins: [],
    })
  })
})
