import type { Author, Instant, LanguageTag } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { instantOf } from '../../article/dates.ts'
import { languageTag } from '../../article/language.ts'
import { hostOf } from '../../article/webAddress.ts'
import { oneLine } from '../../article/words.ts'
import type { HtmlDocument } from '../html/parseHtml.ts'
import { authorsOf } from './authors.ts'
import { descriptionOf, headlineOf, standfirstOf } from './headline.ts'
import { jsonLdArticle } from './jsonLd.ts'
import { type Fields, obj, str, text } from './metadataFields.ts'
import { type Meta, metaOf, metasOf } from './metaTags.ts'
import { publishedOf } from './visibleDate.ts'

/** The metadata of an article: from JSON-LD and meta tags first, from the visible text second. */
export interface PageMetadata {
  url?: string
  headline?: string
  kicker?: string
  /** The standfirst as printed. */
  standfirst?: string
  /** The description for search engines. */
  description?: string
  authors: Author[]
  published?: Instant
  modified?: Instant
  language?: LanguageTag
  tags: string[]
  image?: string
  imageAlt?: string
  /** The text in JSON-LD. It is not shown, but it tells which element holds the article. */
  text?: string
}

export function readMetadata(document: HtmlDocument, url: string): PageMetadata {
  const article = jsonLdArticle(document)
  const meta = (...names: string[]) => metaOf(document, names)
  const site = oneLine(meta('og:site_name') ?? str(obj(article.publisher).name))
  const headline = headlineOf(document, article, meta, site)
  const kicker = kickerOf(document)
  const language = languageOf(document, article, meta)
  return defined<PageMetadata>({
    url: canonicalOf(document, meta, url) ?? (/^https?:/.test(url) ? url : undefined),
    headline: headline || undefined,
    kicker: kicker && kicker !== headline ? kicker : undefined,
    standfirst: standfirstOf(document, headline) || undefined,
    description: descriptionOf(article, meta, headline) || undefined,
    authors: authorsOf(document, article, site),
    published:
      instantOf(article.datePublished) ??
      instantOf(meta(...PUBLISHED)) ??
      instantOf(article.dateCreated) ??
      publishedOf(document, url, language),
    modified: instantOf(article.dateModified) ?? instantOf(meta(...MODIFIED)),
    language,
    tags: tagsOf(document, article, meta),
    image: addressOf(imageOf(article.image) ?? meta(...IMAGES), url),
    imageAlt: oneLine(meta('og:image:alt', 'twitter:image:alt'), 500) || undefined,
    text: str(article.articleBody) || undefined,
  })
}

/** Names of meta tags that hold the date of publication, the most reliable first. */
const PUBLISHED = [
  'article:published_time',
  'og:article:published_time',
  'datePublished',
  'date',
  'pubdate',
  'publish-date',
  'publishdate',
  'parsely-pub-date',
  'sailthru.date',
  'DC.date.issued',
  'dc.date',
  'dcterms.created',
  'cXenseParse:recs:publishtime',
  'article:published',
  'published',
  'published_date',
  'publication_date',
  'publish_date',
  'pub_date',
  'og:pubdate',
  'og:published_time',
  'originalpublicationdate',
  'displaydate',
  'citation_publication_date',
  'citation_date',
  'DC.date',
  'DC.date.created',
  'dcterms.date',
  'dcterms.issued',
  'rnews:datePublished',
  'shareaholic:article_published_time',
  'created',
]
const MODIFIED = ['article:modified_time', 'og:updated_time', 'dateModified', 'last-modified']
const IMAGES = ['og:image', 'og:image:url', 'twitter:image', 'twitter:image:src']

/**
 * The address that the page calls its own, where it is one of the same host and not the front page. Otherwise any page
 * could take the id of any article.
 */
function canonicalOf(document: HtmlDocument, meta: Meta, url: string): string | undefined {
  const canonical = addressOf(
    document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url'),
    url,
  )
  if (!canonical || new URL(canonical).pathname === '/') return undefined
  // The page of a file has no address to compare with. The publisher has chosen that file.
  return !/^https?:/.test(url) || hostOf(canonical) === hostOf(url) ? canonical : undefined
}

function kickerOf(document: HtmlDocument): string {
  return oneLine(
    document.querySelector('[class*="kicker" i], [class*="overline" i], [class*="eyebrow" i]')
      ?.textContent,
    80,
  )
}

function languageOf(document: HtmlDocument, article: Fields, meta: Meta): LanguageTag | undefined {
  return (
    languageTag(document.documentElement?.getAttribute('lang')) ??
    languageTag(document.documentElement?.getAttribute('xml:lang')) ??
    languageTag(str(article.inLanguage) || str(obj(article.inLanguage).name)) ??
    languageTag(meta('content-language', 'og:locale', 'language'))
  )
}

function tagsOf(document: HtmlDocument, article: Fields, meta: Meta): string[] {
  const written = [
    ...[article.keywords].flat().flatMap((value) => str(value).split(/[,;]/)),
    ...metasOf(document, ['article:tag']),
    ...(meta('news_keywords', 'keywords') ?? '').split(/[,;]/),
  ]
  const tags = written.map((tag) => text(tag, 60)).filter((tag) => tag.length > 1)
  return [...new Set(tags)].slice(0, 20)
}

function imageOf(value: unknown): string | undefined {
  const [first] = [value].flat()
  return typeof first === 'string'
    ? first
    : str(obj(first).url) || str(obj(first).contentUrl) || str(obj(first)['@id']) || undefined
}

function addressOf(written: string | null | undefined, base: string): string | undefined {
  if (!written?.trim()) return undefined
  try {
    const url = new URL(written.trim(), base)
    return /^https?:$/.test(url.protocol) ? url.href : undefined
  } catch {
    return undefined
  }
}
