import { expect, test } from 'vitest'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Root } from '#bundle/release.ts'
import type { PublicationFile } from '../files/publicationFile.ts'
import { composeHead } from './composeHead.ts'

const article = (id: string, partOf?: string) =>
  ({ id, headline: id, ...(partOf ? { partOf } : {}) }) as ArticleRecord

function frontOf(front: string[] | undefined, live: ArticleRecord[]) {
  const told: string[] = []
  const { front: ids } = composeHead({
    file: {
      id: 'paper',
      title: 'Paper',
      language: 'en',
      sections: [],
      front,
    } as unknown as PublicationFile,
    root: { version: 1 } as Root,
    version: 1,
    face: { sections: [], mirrors: [] },
    live,
    state: { articles: live.length, tree: '' },
    lastRun: 1,
    app: undefined,
    report: { progress() {}, note() {}, problem: ({ message }) => told.push(message) },
    now: new Date('2026-11-23T12:00:00Z'),
  })
  return { ids, told: told.join() }
}

test('the front page begins with articles, and never with a post of a live article', () => {
  const live = [article('post', 'live'), article('live'), article('own', 'own'), article('other')]
  expect(frontOf(undefined, live).ids).toEqual(['live', 'other'])
})

test('a post that the publisher names for the front page is left out, and reported with a remedy', () => {
  const live = [article('post', 'live'), article('live')]
  const { ids, told } = frontOf(['post', 'live'], live)
  expect(ids).toEqual(['live'])
  expect(told).toContain('front: post: is a post of the live article live')
  expect(told).toContain('Name the live article.')
})
