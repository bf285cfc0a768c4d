import { parseFeed } from 'feedsmith'
import { expect, test } from 'vitest'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Release } from '#bundle/release.ts'
import { parseHtml } from '../sources/html/parseHtml.ts'
import { formatFeeds } from './formatFeeds.ts'

const release = {
  id: 'org.example.news',
  title: 'News & <i>views</i>',
  description: 'What &lt;b&gt; means',
  language: 'en',
} as Release

const record = (fields: Partial<ArticleRecord>): ArticleRecord => ({
  id: 'one',
  section: 'news',
  headline: 'One',
  summary: 'A summary.',
  authors: [],
  published: '2026-11-23T08:00:00Z',
  language: 'en',
  direction: 'ltr',
  tags: [],
  body: [],
  seq: 1,
  ...fields,
})

interface Rss {
  title: string
  description: string
  items: {
    title: string
    description: string
    categories: { name: string }[]
    dc: { creators: string[]; languages: string[] }
  }[]
}

function rssOf(...articles: ArticleRecord[]): Rss {
  const [, feed] = formatFeeds(release, articles, undefined).find(([name]) => name === 'feed.xml')!
  return parseFeed(feed).feed as unknown as Rss
}

/** A text as a feed reader shows it that takes the text for HTML. */
function shown(text: string): string {
  const { body } = parseHtml(text)
  expect([...body.children].map(({ localName }) => localName)).toEqual([])
  return body.textContent ?? ''
}

test.each([
  'How <b> works',
  '<script>alert(1)</script>',
  'Ladies & gentlemen',
  'What &amp; and &lt;script> are',
  'x &copy y, AT&T, a > b, "quoted"',
  ']]> <img src=x onerror=alert(1)> <![CDATA[',
  '<!-- gone',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '</title><item><title>another item',
  ']]]]><![CDATA[>&lt;b&gt;',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
])('%j stays text in every field of RSS, also where it is taken for HTML', (text) => {
  const { items } = rssOf(
    record({ headline: text, summary: text, tags: [text], authors: [{ name: text }] }),
  )
  const [{ title, description, categories, dc }] = items as [Rss['items'][0]]
  for (const field of [title, description, categories[0]!.name, dc.creators[0]!]) {
    expect(shown(field)).toBe(text)
  }
})

test('the title and the description of the publication stay text too', () => {
  const { title, description } = rssOf(record({}))
  expect(shown(title)).toBe(release.title)
  expect(shown(description)).toBe(release.description)
})

test('a text that is the same as HTML is written as it is, for readers that take it for text', () => {
  const { items } = rssOf(record({ headline: 'AT&T > "Bell" & co' }))
  expect(items[0]!.title).toBe('AT&T > "Bell" & co')
})

/** Characters that XML 1.0 (section 2.2) allows in a document. With another one among them, no reader takes the feed. */
const XML = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

test.each(['\u0000', '\u000b', '\u001b[31m', '\u001f', '\ud83d', '\udc00', '\ufffe', '\uffff'])(
  '%j in an article does not break the feed of all',
  (strange) => {
    const text = `be${strange}fore 😀`
    const [, feed] = formatFeeds(
      { ...release, description: text },
      [
        record({
          headline: text,
          summary: text,
          tags: [text],
          authors: [{ name: text }],
          body: [
            { type: 'paragraph', runs: [text] },
            { type: 'code', text },
          ],
        }),
      ],
      undefined,
    ).find(([name]) => name === 'feed.xml')!
    expect(feed).toMatch(XML)
    expect(feed.match(/fore 😀/g)).toHaveLength(7)
  },
)

test('what is left of a text does not end the section that it stands in', () => {
  const feed = rssOf(record({ headline: 'a]]\u000b> & b', summary: 'c]]\ufffe>d' }))
  expect(feed.items[0]).toMatchObject({ title: 'a]]> & b', description: 'c]]>d' })
})

test('each item names its language', () => {
  const { items } = rssOf(record({}), record({ id: 'two', language: 'fa', direction: 'rtl' }))
  expect(items.map(({ dc }) => dc.languages)).toEqual([['en'], ['fa']])
})

test('a post of a live article is no item of its own', () => {
  const articles = [
    record({ id: 'post', partOf: 'one' }),
    record({ id: 'own', partOf: 'own' }),
    record({}),
  ]
  expect(rssOf(...articles).items.map(({ title }) => title)).toEqual(['One'])
  const [[, json]] = formatFeeds(release, articles, undefined) as [[string, string]]
  expect(JSON.parse(json).items.map(({ id }: { id: string }) => id)).toEqual([
    'org.example.news/one',
  ])
})
