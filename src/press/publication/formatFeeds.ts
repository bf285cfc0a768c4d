import { generateJsonFeed, generateRssFeed } from 'feedsmith'
import { type ArticleRecord, isInLists } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { imageName, pickSource } from '#bundle/images.ts'
import type { Release } from '#bundle/release.ts'
import { parseHtml } from '../sources/html/parseHtml.ts'
import { escapeHtml, formatHtml } from './formatHtml.ts'

const MOST = 50

/**
 * Characters that XML 1.0 (section 2.2) allows nowhere, not even escaped: controls, halves of characters and two codes. An
 * article may have them in its text, and with one of them the feed could not be read at all.
 */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/**
 * Feeds of the newest articles with their whole texts, for ordinary feed readers, as [file name, content]. They are not
 * signed; a reader that checks signatures uses the bundles. The same articles give the same bytes.
 * @param live the live articles, newest first
 * @param url the address of the site. Without it links lead to the sources of the articles, and images are left out.
 */
export function formatFeeds(
  release: Release,
  live: ArticleRecord[],
  url: string | undefined,
): [string, string][] {
  const base = url === undefined ? undefined : url.endsWith('/') ? url : `${url}/`
  const newest = live.filter(isInLists).slice(0, MOST)
  const json = generateJsonFeed(
    defined<JsonFeed>({
      title: release.title,
      description: release.description || undefined,
      home_page_url: base,
      feed_url: base && `${base}feed.json`,
      language: release.language,
      items: newest.map((article) => jsonItem(article, release.id, base)),
    }),
  )
  const rss = generateRssFeed(
    defined<RssFeed>({
      title: rssText(release.title),
      link: base ?? newest.find(({ url }) => url)?.url ?? `urn:longwave:${release.id}`,
      description: rssText(release.description ?? release.title),
      language: release.language,
      atom: base
        ? { links: [{ href: `${base}feed.xml`, rel: 'self', type: 'application/rss+xml' }] }
        : undefined,
      items: newest.map((article) => rssItem(article, release.id, base)),
    }),
    { strict: false },
  )
  return [
    ['feed.json', `${JSON.stringify(json)}\n`],
    ['feed.xml', rss],
  ]
}

type JsonFeed = Parameters<typeof generateJsonFeed>[0]
type JsonItem = NonNullable<JsonFeed['items']>[number]
type RssFeed = Parameters<typeof generateRssFeed>[0]
type RssItem = NonNullable<RssFeed['items']>[number]

function jsonItem(article: ArticleRecord, publication: string, base: string | undefined): JsonItem {
  const { url, image, modified } = article
  return defined<JsonItem>({
    id: `${publication}/${article.id}`,
    url: linkOf(article, base),
    external_url: base && url,
    title: article.headline,
    summary: article.summary,
    content_html: formatHtml(article.body, base),
    image: image && base && `${base}images/${imageName(pickSource(image.image))}`,
    date_published: new Date(article.published),
    date_modified: modified === undefined ? undefined : new Date(modified),
    authors: article.authors,
    tags: article.tags,
    language: article.language,
  })
}

function rssItem(article: ArticleRecord, publication: string, base: string | undefined): RssItem {
  return defined<RssItem>({
    title: rssText(article.headline),
    link: linkOf(article, base)?.replace(NOT_XML, ''),
    guid: { value: `${publication}/${article.id}`, isPermaLink: false },
    pubDate: new Date(article.published),
    description: rssText(article.summary),
    content: { encoded: formatHtml(article.body, base).replace(NOT_XML, '') },
    dc: {
      creators: article.authors.map(({ name }) => rssText(name)),
      languages: [article.language],
    },
    categories: article.tags.map((name) => ({ name: rssText(name) })),
  })
}

/**
 * A plain text for RSS, whose readers take titles and descriptions for HTML. A text that means the same as HTML stays as
 * it is, because some readers show a title as it is written: `AT&T` would be `AT&amp;T` there.
 */
function rssText(written: string): string {
  const text = written.replace(NOT_XML, '')
  const isPlain = !text.includes('<') && parseHtml(text).body.textContent === text
  return isPlain ? text : escapeHtml(text)
}

function linkOf({ id, url }: ArticleRecord, base: string | undefined): string | undefined {
  return base === undefined ? url : `${base}article/${id}/`
}
