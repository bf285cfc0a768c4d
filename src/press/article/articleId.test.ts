import { describe, expect, test } from 'vitest'
import { articleId, canonicalAddress, idOfAddress, idOfGuid } from './articleId.ts'

const FORM = /^[A-Za-z0-9_-]{1,64}$/

describe('an id', () => {
  test.each([
    ['how-it-works', 'how-it-works'],
    ['Über uns', 'Uber-uns'],
    ['one/two three', 'one-two-three'],
    ['__proto__', /^__proto__/],
    ['', FORM],
    ['***', FORM],
    ['خبر', FORM],
    ['a'.repeat(500), FORM],
    ['tag:news.example.org,2026:1', 'tag-news-example-org-2026-1'],
  ])('%j fits the format', (name, id) => {
    expect(articleId(name)).toMatch(FORM)
    expect(articleId(name)).toMatch(id)
    expect(articleId(name)).toBe(articleId(name))
  })

  test('differs where names do, also where few letters are left', () => {
    const names = [
      'خبر',
      'خبر دیگر',
      '一',
      '二',
      'a 一',
      'a 二',
      `${'a'.repeat(90)}b`,
      `${'a'.repeat(90)}c`,
    ]
    expect(new Set(names.map(articleId)).size).toBe(names.length)
  })
})

describe('a lasting name in a feed', () => {
  const at = 'https://a.example/2026/ferry?sid=1'

  test('is what counts, not the query of the address', () => {
    expect(idOfGuid('17', at)).toBe(idOfGuid('17', 'http://www.a.example/2026/ferry?sid=2'))
    expect(idOfGuid('17', at)).toMatch(/^ferry-[0-9a-f]{10}$/)
    expect(idOfGuid('18', at)).not.toBe(idOfGuid('17', at))
  })

  test('is one of its host alone, because many feeds count', () => {
    expect(idOfGuid('17', 'https://b.example/2026/ferry')).not.toBe(idOfGuid('17', at))
  })

  test('that is the address gives the id of the address, which the page has too', () => {
    const plain = 'https://a.example/2026/ferry'
    expect(idOfGuid('http://a.example/2026/ferry', `${plain}?utm_source=rss`)).toBe(
      idOfAddress(plain),
    )
  })
})

describe('an address', () => {
  test.each([
    'https://a.example/2026/ferry',
    'http://www.a.example/2026/ferry#comments',
    'https://a.example/2026/ferry?utm_source=rss&utm_campaign=x&fbclid=1',
    'HTTPS://A.example:443/2026/ferry',
  ])('%s is one article', (address) => {
    expect(idOfAddress(address)).toBe(idOfAddress('https://a.example/2026/ferry'))
  })

  test.each([
    'https://b.example/2026/ferry',
    'https://a.example/2025/ferry',
    'https://a.example/2026/ferry?page=2',
    'https://a.example/2026/ferry/two',
  ])('%s is another', (address) => {
    expect(idOfAddress(address)).not.toBe(idOfAddress('https://a.example/2026/ferry'))
  })

  test.each([
    ['https://a.example/2026/the-ferry.html', /^the-ferry-[0-9a-f]{10}$/],
    ['https://a.example/', FORM],
    ['https://a.example/%D8%AE%D8%A8%D8%B1', FORM],
    ['https://a.example/%E0%A4%A', FORM],
    [`https://a.example/${'long-'.repeat(100)}`, FORM],
    ['https://a.example/?p=123', FORM],
  ])('%s gives an id that fits the format', (address, form) => {
    expect(idOfAddress(address)).toMatch(FORM)
    expect(idOfAddress(address)).toMatch(form)
  })

  test('keeps what says what is read', () => {
    expect(canonicalAddress('https://a.example/?p=1&utm_medium=x#top')).toBe(
      'https://a.example/?p=1',
    )
  })
})
