import type { PageData, RenderedPage, SiteConfig } from '#app/site/page.ts'
import type { Figure } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { imageName, pickSource } from '#bundle/images.ts'
import type { Release } from '#bundle/release.ts'
import { escapeHtml } from '../publication/formatHtml.ts'

interface HeadOptions {
  rendered: RenderedPage
  page: PageData
  site: SiteConfig
  /** The public address of the site, where the publisher names it. */
  url: string | undefined
  release: Release
  policy: string
}

/**
 * The elements that follow the first screen. The browser paints nothing before it has parsed them
 * (https://html.spec.whatwg.org/#link-type-expect, not in Firefox 140): while a page arrives in pieces, each piece
 * would move the parts on the screen. Chromium 156 waits for the beginning of such an element; the standard names its
 * end.
 */
const AFTER_FIRST_SCREEN: { [K in PageData['kind']]?: [id: string, media?: string][] } = {
  // On a wide screen the latest posts stand beside the top stories (cards.css).
  front: [['sections'], ['footer', '(min-width: 64rem)']],
  section: [['footer']],
  article: [['tools-end']],
}

/** The elements of the head for browsers, crawlers and services that preview a shared link. */
export function formatHead({ rendered, page, site, url, release, policy }: HeadOptions): string {
  const base = url === undefined ? undefined : url.endsWith('/') ? url : `${url}/`
  // Without a public address the address of the image is right on the host itself at least.
  const absolute = (path: string) => (base ? base + path : site.base + path)
  const { title, description, path, figure, language } = about(page, release)
  const kind = page.kind === 'article' ? 'article' : 'website'
  const image = figure && pickSource(figure.image)
  const lines = [
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    `<title>${escapeHtml(rendered.title)}</title>`,
    meta('name', 'longwave-base', site.base),
    meta('name', 'longwave-publication', site.publication),
    meta('name', 'longwave-id', site.id),
    meta('name', 'longwave-root', site.root),
    meta('name', 'longwave-floor', String(site.floor)),
    meta('name', 'description', description),
    meta('property', 'og:type', kind),
    meta('property', 'og:site_name', release.title),
    meta('property', 'og:title', title),
    meta('property', 'og:description', description),
    meta('property', 'og:locale', language.replace('-', '_')),
    ...(base && path !== undefined
      ? [
          `<link rel="canonical" href="${escapeHtml(base + path)}">`,
          meta('property', 'og:url', base + path),
        ]
      : []),
    ...(image
      ? [
          meta('property', 'og:image', absolute(`images/${imageName(image)}`)),
          meta('property', 'og:image:width', String(image.width)),
          meta('property', 'og:image:height', String(image.height)),
          meta('property', 'og:image:alt', figure.image.alt),
        ]
      : []),
    meta('name', 'twitter:card', image ? 'summary_large_image' : 'summary'),
    ...(page.kind === 'article'
      ? [
          meta('property', 'article:published_time', page.article.published),
          meta('property', 'article:modified_time', page.article.modified ?? ''),
          ...page.article.authors.map(({ name }) => meta('name', 'author', name)),
        ]
      : []),
    ...(page.kind === 'shell' || page.kind === 'missing'
      ? [meta('name', 'robots', 'noindex')]
      : []),
    ...(AFTER_FIRST_SCREEN[page.kind] ?? []).map(
      ([id, media = 'all']) =>
        `<link rel="expect" href="#${id}" blocking="render" media="${media}">`,
    ),
    `<link rel="alternate" type="application/rss+xml" title="${escapeHtml(release.title)}" href="${site.base}feed.xml">`,
    `<link rel="alternate" type="application/feed+json" title="${escapeHtml(release.title)}" href="${site.base}feed.json">`,
  ]
  return lines.filter(Boolean).join('\n    ')
}

interface About {
  title: string
  description: string
  language: string
  /** The path of the page below the address of the site. */
  path?: string
  figure?: Figure
}

function about(page: PageData, release: Release): About {
  const fallback: About = {
    title: release.title,
    description: release.description ?? release.title,
    language: release.language,
  }
  if (page.kind === 'front') {
    const { lead } = page.front
    return defined<About>({ ...fallback, path: '', figure: lead?.image })
  }
  if (page.kind === 'section') {
    const { section, cards } = page
    return defined<About>({
      title: section.title,
      description: section.about?.split('\n')[0] ?? `${section.title}: ${release.title}`,
      language: section.language,
      path: `section/${section.id}/`,
      figure: section.image ?? cards.find(({ image }) => image)?.image,
    })
  }
  if (page.kind === 'article') {
    const { article } = page
    return defined<About>({
      title: article.headline,
      description: article.summary || article.headline,
      language: article.language,
      path: `article/${article.id}/`,
      figure: article.image,
    })
  }
  return fallback
}

function meta(kind: 'name' | 'property', name: string, content: string): string {
  return content === '' ? '' : `<meta ${kind}="${name}" content="${escapeHtml(content)}">`
}
