import { generateJsonFeed, generateRssFeed } from 'feedsmith'
import type { ArticleRecord } from '#bundle/article.ts'
import { imageName, pickSource } from '#bundle/images.ts'
import type { Release } from '#bundle/release.ts'
import { formatHtml } from './formatHtml.ts'

const MOST = 50

/**
 * Feeds of the newest articles for ordinary feed readers, with whole texts, as [file name, content].
 * Unsigned: whoever wants certainty uses the bundles. The same articles give the same bytes.
 * @param live newest first
 * @param url where the site is; without it links go where the articles came from, and pictures stay out
 */
export function formatFeeds(
  release: Release,
  live: ArticleRecord[],
  url: string | undefined,
): [string, string][] {
  const base = url === undefined ? undefined : url.endsWith('/') ? url : `${url}/`
  const newest = live.slice(0, MOST)
  const linkOf = ({ id, url }: ArticleRecord) => (base ? `${base}article/${id}/` : url)
  const picture = ({ image }: ArticleRecord) =>
    image && base ? `${base}images/${imageName(pickSource(image.image))}` : undefined
  const json = generateJsonFeed({
    title: release.title,
    ...(release.description ? { description: release.description } : {}),
    ...(base ? { home_page_url: base, feed_url: `${base}feed.json` } : {}),
    language: release.language,
    items: newest.map((article) => ({
      id: `${release.id}/${article.id}`,
      ...(linkOf(article) ? { url: linkOf(article)! } : {}),
      ...(article.url && base ? { external_url: article.url } : {}),
      title: article.headline,
      summary: article.summary,
      content_html: formatHtml(article.body, base),
      ...(picture(article) ? { image: picture(article)! } : {}),
      date_published: new Date(article.published),
      ...(article.modified ? { date_modified: new Date(article.modified) } : {}),
      authors: article.authors,
      tags: article.tags,
      language: article.language,
    })),
  })
  const rss = generateRssFeed(
    {
      title: release.title,
      link: base ?? newest.find(({ url }) => url)?.url ?? `urn:longwave:${release.id}`,
      description: release.description ?? release.title,
      language: release.language,
      ...(base
        ? {
            atom: {
              links: [{ href: `${base}feed.xml`, rel: 'self', type: 'application/rss+xml' }],
            },
          }
        : {}),
      items: newest.map((article) => ({
        title: article.headline,
        ...(linkOf(article) ? { link: linkOf(article)! } : {}),
        guid: { value: `${release.id}/${article.id}`, isPermaLink: false },
        pubDate: new Date(article.published),
        description: article.summary,
        content: { encoded: formatHtml(article.body, base) },
        dc: { creators: article.authors.map(({ name }) => name), language: article.language },
        categories: article.tags.map((name) => ({ name })),
      })),
    },
    { strict: false },
  )
  return [
    ['feed.json', `${JSON.stringify(json)}\n`],
    ['feed.xml', rss],
  ]
}
