import type { Author, Instant, LanguageTag } from '#bundle/article.ts'
import { LIMITS } from '#bundle/limits.ts'
import { instantOf } from '../dates.ts'
import { languageTag } from '../language.ts'
import { oneLine } from '../words.ts'
import { linesOf } from './lines.ts'
import { type HtmlDocument, type HtmlElement, parseHtml } from './parseHtml.ts'
import { publishedOf } from './visibleDate.ts'

/** What a page says of its article, in its own metadata before its visible text. */
export interface PageFacts {
  url?: string
  headline?: string
  kicker?: string
  /** As printed. */
  standfirst?: string
  /** As search engines are told. */
  description?: string
  authors: Author[]
  published?: Instant
  modified?: Instant
  language?: LanguageTag
  tags: string[]
  image?: string
  imageAlt?: string
  /** The text as JSON-LD has it: not printed, but tells which element holds the article. */
  text?: string
}

type Fields = Record<string, unknown>

export function readFacts(document: HtmlDocument, url: string): PageFacts {
  const article = jsonLdArticle(document)
  const meta = (...names: string[]) => metaOf(document, names)
  const canonical = addressOf(
    document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url'),
    url,
  )
  const own =
    canonical && isSameSite(canonical, url) && new URL(canonical).pathname !== '/'
      ? canonical
      : undefined
  const site = oneLine(meta('og:site_name') ?? str(obj(article.publisher).name))
  const headline = headlineOf(document, article, meta, site)
  const standfirst = standfirstOf(document, headline)
  const description = descriptionOf(article, meta, headline)
  const authors = authorsOf(document, article, site)
  const language =
    languageTag(document.documentElement?.getAttribute('lang')) ??
    languageTag(document.documentElement?.getAttribute('xml:lang')) ??
    languageTag(str(article.inLanguage) || str(obj(article.inLanguage).name)) ??
    languageTag(meta('content-language', 'og:locale', 'language'))
  const published =
    instantOf(article.datePublished) ??
    instantOf(
      meta(
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
      ),
    ) ??
    instantOf(article.dateCreated) ??
    publishedOf(document, url, language)
  const modified =
    instantOf(article.dateModified) ??
    instantOf(meta('article:modified_time', 'og:updated_time', 'dateModified', 'last-modified'))
  const image = addressOf(
    imageOf(article.image) ??
      meta('og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'),
    url,
  )
  const kicker = oneLine(
    document.querySelector('[class*="kicker" i], [class*="overline" i], [class*="eyebrow" i]')
      ?.textContent,
    80,
  )
  const alt = oneLine(meta('og:image:alt', 'twitter:image:alt'), 500)
  return {
    ...(own ? { url: own } : /^https?:/.test(url) ? { url } : {}),
    ...(headline ? { headline } : {}),
    ...(kicker && kicker !== headline ? { kicker } : {}),
    ...(standfirst ? { standfirst } : {}),
    ...(description ? { description } : {}),
    authors,
    ...(published ? { published } : {}),
    ...(modified ? { modified } : {}),
    ...(language ? { language } : {}),
    tags: tagsOf(document, article, meta),
    ...(image ? { image } : {}),
    ...(alt ? { imageAlt: alt } : {}),
    ...(str(article.articleBody) ? { text: str(article.articleBody) } : {}),
  }
}

const KINDS =
  /(?:^|\/|:)(?:(?:News|Scholarly|Tech|Social|Reportage|Opinion|Analysis|Background|Review|Satirical|Advertiser\w*)?(?:News)?Article|BlogPosting|LiveBlogPosting|Report|Posting)$/i

function jsonLdArticle(document: HtmlDocument): Fields {
  const found: Fields[] = []
  const collect = (value: unknown, depth: number): void => {
    if (depth > 6 || found.length > 20) return
    if (Array.isArray(value)) for (const item of value.slice(0, 200)) collect(item, depth + 1)
    else if (typeof value === 'object' && value !== null) {
      const fields = value as Fields
      if ([fields['@type']].flat().some((type) => KINDS.test(str(type)))) found.push(fields)
      for (const name of [
        '@graph',
        'mainEntity',
        'mainEntityOfPage',
        'itemListElement',
        'hasPart',
      ]) {
        if (name in fields && typeof fields[name] === 'object') collect(fields[name], depth + 1)
      }
    }
  }
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    collect(parseLoosely(script.textContent ?? ''), 0)
  }
  return found.find(({ headline, datePublished }) => headline && datePublished) ?? found[0] ?? {}
}

/** JSON-LD is written by templates: with comments around it, line breaks inside strings, commas too many. */
function parseLoosely(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)$/, '')
    .trim()
    .replace(/;$/, '')
  for (const attempt of [
    () => bare,
    () => bare.replace(/[\u0000-\u001f]+/g, ' '),
    () => bare.replace(/[\u0000-\u001f]+/g, ' ').replace(/,\s*([}\]])/g, '$1'),
  ]) {
    try {
      return JSON.parse(attempt())
    } catch {
      // The next attempt is more forgiving.
    }
  }
  return undefined
}

type Meta = (...names: string[]) => string | undefined

function headlineOf(
  document: HtmlDocument,
  article: Fields,
  meta: Meta,
  site: string,
): string | undefined {
  const shown = [...document.querySelectorAll('h1')]
    .map((h1) => oneLine(spaced(h1)))
    .filter((text) => text.length > 1)
  const said = [
    text(article.headline),
    text(meta('og:title')),
    text(meta('twitter:title')),
    text(document.querySelector('[itemprop="headline"]')?.textContent),
    text(str(article.name)),
    text(meta('title', 'dc.title', 'DC.title', 'parsely-title')),
    text(document.querySelector('title')?.textContent),
  ].filter(Boolean)
  // What is printed is what people know the article by; metadata says which heading that is.
  const key = (title: string) =>
    withoutSite(title, site)
      .toLowerCase()
      .replace(/[\p{P}\s]+/gu, '')
  for (const title of said) {
    const same = shown.find((h1) => key(h1) === key(title))
    if (same) return same
  }
  // `Minority in Syria - A headline`: the kicker stands in the same heading.
  for (const title of said) {
    const own = withoutSite(title, site)
    const longer = shown.find(
      (h1) => h1.endsWith(own) && own.length > h1.length * 0.5 && h1.length - own.length < 60,
    )
    if (longer && own.length > 15) return own
  }
  // Said twice alike, and otherwise than printed: the printed one is then often cut to its place.
  const [stated = '', titled = ''] = [text(article.headline), text(meta('og:title'))]
  if (stated !== '' && key(stated) === key(titled)) return withoutSite(stated, site)
  const [only] = shown
  if (only && shown.length === 1 && only !== site && only.length > 8) {
    const words = new Set(only.toLowerCase().match(/[\p{L}\p{N}]+/gu))
    const near = said.some(
      (title) =>
        (title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => words.has(word))
          .length >=
        words.size * 0.5,
    )
    if (near || said.length === 0) return only
  }
  const [best] = said
  return best ? withoutSite(best, site) : only
}

/** The words of an element with a space wherever another element begins. */
function spaced(element: HtmlElement): string {
  return [...element.childNodes]
    .map((child) => child.textContent ?? '')
    .join(
      [...element.children].every(({ localName }) =>
        /^(?:em|i|b|strong|a|mark|sup|sub|wbr|abbr)$/.test(localName),
      )
        ? ''
        : ' ',
    )
}

/** `A headline | The Paper`, where the page says what the paper is called, or a short last part. */
function withoutSite(title: string, site: string): string {
  const parts = title.split(/\s+[|·•»]\s+|\s+[–—-]\s+(?=[^–—-]*$)/)
  if (parts.length < 2) return title
  const last = parts.at(-1)!
  const isSite =
    site &&
    (last.toLowerCase() === site.toLowerCase() || site.toLowerCase().includes(last.toLowerCase()))
  if (isSite || (/[|·•»]/.test(title) && last.length < 40 && last.length < title.length * 0.4)) {
    return title.slice(0, title.length - last.length).replace(/[\s|·•»–—-]+$/, '')
  }
  return title
}

const STANDFIRST =
  '[class*="standfirst" i], [class*="article-dek" i], [class*="subheadline" i], [class*="article__lead" i], [class*="article-lead" i], [class*="article__intro" i], [class*="article-intro" i], [class~="chapo" i], [itemprop="alternativeHeadline"]:not(meta), [itemprop="description"]:not(meta)'

function standfirstOf(document: HtmlDocument, headline: string | undefined): string | undefined {
  for (const shown of document.querySelectorAll(STANDFIRST)) {
    if (shown.querySelector('p + p, h1, h2, img')) continue
    const words = oneLine(shown.textContent, 1000)
    if (words.length > 20 && words.length < 700 && words !== headline) return words
  }
  return undefined
}

function descriptionOf(
  article: Fields,
  meta: Meta,
  headline: string | undefined,
): string | undefined {
  const candidates = [
    text(str(article.description), 1000),
    text(meta('og:description', 'description', 'twitter:description'), 1000),
  ]
  return candidates.find((words) => words.length > 20 && words !== headline)
}

function authorsOf(document: HtmlDocument, article: Fields, site: string): Author[] {
  const named = (value: unknown): Author[] =>
    [value].flat(3).flatMap((item): Author[] => {
      if (typeof item === 'string') return split(item).map((name) => ({ name }))
      const fields = obj(item)
      const url = str(fields.url)
      return split(str(fields.name) || str([fields.name].flat()[0])).map((name) => ({
        name,
        ...(/^https?:\/\/\S+$/.test(url) ? { url } : {}),
      }))
    })
  const attempts: (() => Author[])[] = [
    () => named([article.author, article.creator]),
    () =>
      named(
        metasOf(document, [
          'author',
          'article:author',
          'article:author_name',
          'parsely-author',
          'sailthru.author',
          'dc.creator',
          'dcterms.creator',
          'byl',
          'byline',
          'citation_author',
          'cXenseParse:author',
          'og:article:author',
          'mediator_author',
        ]),
      ),
    ...BYLINES.map((selector) => () => named(shownNames(document, selector))),
    () => named(bylineOf(document)),
  ]
  const paper = [site, str(obj(article.publisher).name)].map((name) => name.toLowerCase())
  for (const attempt of attempts) {
    const seen = new Set<string>()
    const authors = attempt().filter(({ name }) => {
      const key = name.toLowerCase()
      if (seen.has(key) || paper.includes(key) || /^(?:www\.)?[\w-]+\.[a-z]{2,4}$/.test(key))
        return false
      seen.add(key)
      return true
    })
    if (authors.length > 0) return authors.slice(0, LIMITS.authors)
  }
  // The paper itself, where the page signs with its name.
  return named(article.author).slice(0, LIMITS.authors)
}

/** From what names one author to what may name anything. */
const BYLINES = [
  '[itemprop="author"] [itemprop="name"]',
  '[rel~="author"]',
  '[class*="author-name" i], [class*="author__name" i], [class*="authorname" i], [class*="byline-name" i], [class*="byline__name" i]',
  '[itemprop="author"]:not(meta)',
  '[class*="byline" i] a, [class*="author" i] a[href*="/author" i], [class*="autor" i] a',
  'a[href*="/author/" i], a[href*="/authors/" i], a[href*="/autor/" i], a[href*="/auteur/" i], a[href*="/redakteur/" i]',
  '[class~="author" i], [class~="byline" i], [class*="article-author" i], [class*="article__author" i], [class*="post-author" i], [class*="byline" i]',
  '[class*="autor" i], [class*="auteur" i], [class*="writer" i], [class*="reporter" i]',
]

const AROUND =
  'nav, footer, aside, form, figure, figcaption, [class*="comment" i], [id*="comment" i], [class*="related" i], [class*="sidebar" i], [class*="teaser" i], [class*="recommend" i], [class*="trending" i]'

/** Names in elements called after authors, as far up in the page as any: lower ones are of other articles. */
function shownNames(document: HtmlDocument, selector: string): string[] {
  const names: string[] = []
  let first: HtmlElement | null = null
  for (const found of document.querySelectorAll(selector)) {
    const around = found.closest(AROUND)
    // Whole pages are called after what they have, such as a sidebar.
    if (around && !around.querySelector('h1')) continue
    const words = oneLine(textWithBounds(found), 200)
    if (split(words).length === 0) continue
    // Of one byline, not of every card on the page.
    if (
      first &&
      found.parentElement?.parentElement !== first.parentElement?.parentElement &&
      found.parentElement !== first.parentElement
    )
      break
    first ??= found
    names.push(words)
    if (names.length === 6) break
  }
  return names
}

/** `Ada Voss<span>Editor</span>` is a name and something else. */
function textWithBounds(element: HtmlElement): string {
  const links = [...element.querySelectorAll('a')]
  if (links.length > 0) return links.map((link) => link.textContent).join(', ')
  const parts = [...element.childNodes]
    .map((child) => child.textContent?.trim() ?? '')
    .filter(Boolean)
  return parts.length > 1 && !/^(?:by|von|par|por|di|da|door|av|af)\b/i.test(parts[0]!)
    ? parts[0]!
    : parts.join(' ')
}

/** A line near the headline that begins as a byline does. */
function bylineOf(document: HtmlDocument): string[] {
  const lines = linesOf(document.body)
  const h1 = lines.findIndex(({ element }) => element.closest('h1') !== null)
  for (const { text } of lines.slice(Math.max(0, h1), Math.max(0, h1) + 25)) {
    if (text.length > 90) continue
    const found =
      /^(?:by|von|par|por|di|da|door|av|af|tekst|text|autor|author|autore|автор|文|文／|文＝|取材・文|記者|oleh|yazan)[:：\s／＝]+(\p{Lu}[^|•·,]{3,60}|\p{Script=Han}[^|•·,\s]{1,20})/iu.exec(
        text,
      )
    if (found && !/\d/.test(found[1]!)) return [found[1]!]
  }
  return []
}

/** `By A. Name and B. Name, correspondent` → the names. */
function split(written: string): string[] {
  const line = oneLine(text(written, 300), 300)
    .replace(
      /^(?:by|von|par|por|de|di|door|av|af|autor(?:in)?|author|text|texto|texte|от|автор)[:\s]+(?=\p{Lu})/iu,
      '',
    )
    .replace(/\s*[|•·].*$/, '')
    .replace(/\s*\([^)]{0,40}\)?/g, '')
    .replace(/(?:\s+|(?<=\p{L}))[\d@].*$/u, '')
    .replace(
      /\s*(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?$/,
      '',
    )
    .replace(/^(?:by\s*){2,}/i, '')
    .replace(/\s+(?:\d|published|updated|posted|veröffentlicht|publié)\b.*$/i, '')
    .replace(/[\s,:–—-]+$/, '')
  if (!line || /^https?:|^@|@\S+\.\w|^\d|[?!=]/.test(line)) return []
  return line
    .split(
      /\s*(?:,|;|\s\/\s|(?<=\s\S+)\/(?=\S+\s)|、|،|\s(?:and|und|et|y|e|og|och|en|и|та|&|و)\s)\s*/u,
    )
    .map((name) => name.trim())
    .filter((name) => /\p{L}{2}/u.test(name) && name.length < 80 && name.split(' ').length <= 6)
    .filter(
      (name) =>
        !/^(?:correspondent|reporter|editor|journalist|staff|redaktion|redacci[oó]n|r[ée]daction)$/i.test(
          name,
        ),
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

function metaOf(document: HtmlDocument, names: string[]): string | undefined {
  return metasOf(document, names)[0]
}

function metasOf(document: HtmlDocument, names: string[]): string[] {
  const wanted = names.map((name) => name.toLowerCase())
  const values = new Map<string, string[]>()
  for (const meta of metas(document)) {
    const name = (
      meta.getAttribute('property') ??
      meta.getAttribute('name') ??
      meta.getAttribute('itemprop') ??
      meta.getAttribute('http-equiv')
    )?.toLowerCase()
    const content = meta.getAttribute('content')?.trim()
    if (name && content && wanted.includes(name))
      values.set(name, [...(values.get(name) ?? []), content])
  }
  for (const name of wanted) {
    const found = values.get(name)
    if (found) return found
  }
  return []
}

const collected = new WeakMap<HtmlDocument, HtmlElement[]>()

function metas(document: HtmlDocument): HtmlElement[] {
  let found = collected.get(document)
  if (!found) {
    found = [...document.querySelectorAll('meta[content]')]
    collected.set(document, found)
  }
  return found
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

/** A canonical address is believed about its own site only: otherwise any page could take any id. */
function isSameSite(canonical: string, url: string): boolean {
  if (!/^https?:/.test(url)) return true
  const site = (address: string) => new URL(address).hostname.split('.').slice(-2).join('.')
  return site(canonical) === site(url)
}

/** Metadata is often escaped twice. */
function text(value: unknown, most?: number): string {
  const words = str(value)
  return oneLine(/&[#\w]+;|<[a-z/]/i.test(words) ? parseHtml(words).body.textContent : words, most)
}

function str(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function obj(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {}
}
