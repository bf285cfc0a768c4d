import { expect, test } from 'vitest'
import type { PageData } from '#app/site/page.ts'
import { drawPages } from './drawPages.ts'

const publication = {} as Extract<PageData, { kind: 'shell' }>['publication']
const shell: PageData = { kind: 'shell', publication }
const article = (id: string) => ({ kind: 'article', article: { id }, publication }) as PageData

const draw = (page: PageData) => {
  if (page.kind !== 'article') return page.kind
  return page.article.id === 'bad' ? new URL('https://[').href : page.article.id
}

test('an article that cannot be drawn costs its own page, and is reported', () => {
  const told: string[] = []
  const report = { progress() {}, note() {}, problem: (error: Error) => told.push(error.message) }
  const pages = [
    ['about', shell],
    ['a', article('good')],
    ['b', article('bad')],
    ['c', article('last')],
  ] satisfies [string, PageData][]
  expect([...drawPages(pages, draw, report)]).toEqual([
    ['about', 'shell'],
    ['a', 'good'],
    ['c', 'last'],
  ])
  expect(told.join()).toMatch(/^b: this page cannot be drawn \(Invalid URL\)/)
})

test('a page of the site itself that cannot be drawn ends the run with its name', () => {
  const fail = () => {
    throw new Error('no')
  }
  const report = { progress() {}, note() {}, problem() {} }
  expect(() => [...drawPages([['about', shell]], fail, report)]).toThrow(/^about: this page/)
})
