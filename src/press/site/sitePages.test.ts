import { expect, test } from 'vitest'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Release } from '#bundle/release.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { sitePages } from './sitePages.ts'

function articleOf(id: string, published: string): ArticleRecord {
  return {
    id,
    seq: 1,
    section: 'news',
    headline: `Headline of ${id}`,
    summary: '',
    authors: [],
    published,
    language: 'en',
    direction: 'ltr',
    tags: [],
    body: [],
  }
}

const articles = [
  articleOf('newest', '2026-11-22T00:00:00Z'),
  articleOf('middle', '2026-11-21T00:00:00Z'),
  articleOf('oldest', '2026-11-20T00:00:00Z'),
]

const KEY = '0'.repeat(64) as PublicationKey

const release: Release = {
  format: 1,
  id: 'org.example.news',
  title: 'The Example',
  language: 'en',
  direction: 'ltr',
  version: 1,
  published: '2026-11-22T00:00:00Z',
  expires: '2026-12-06T00:00:00Z',
  root: 1,
  sections: [{ id: 'news', title: 'News', language: 'en', direction: 'ltr' }],
  front: ['newest'],
  seq: [1, 1],
  bundles: [],
  mirrors: [],
  state: { articles: 3, digest: '0'.repeat(64) },
  minReader: 1,
}

test('the page of an article names the newer and the older article beside it', () => {
  const beside = [...sitePages(release, KEY, articles)].flatMap(([name, page]) =>
    page.kind === 'article'
      ? [[name, page.neighbours?.previous?.id, page.neighbours?.next?.id]]
      : [],
  )
  expect(beside).toEqual([
    ['article/newest/index.html', undefined, 'middle'],
    ['article/middle/index.html', 'newest', 'oldest'],
    ['article/oldest/index.html', 'middle', undefined],
  ])
})

test('every page has a file of its own', () => {
  const names = [...sitePages(release, KEY, articles)].map(([name]) => name)
  expect(names).toContain('section/news/index.html')
  expect(new Set(names).size).toBe(names.length)
})

test('a post of a live article has a page, and stands in no list and beside no article', () => {
  const post = { ...articleOf('post', '2026-11-21T12:00:00Z'), partOf: 'middle' }
  const live = [articles[0]!, post, ...articles.slice(1)]
  const named = { ...release, front: ['post', 'newest'] }
  const pages = new Map(sitePages(named, KEY, live))
  const without = new Map(sitePages({ ...release, front: ['newest'] }, KEY, articles))
  expect(pages.get('article/post/index.html')).toMatchObject({ article: post, neighbours: {} })
  pages.delete('article/post/index.html')
  expect([...pages]).toEqual([...without])
})
