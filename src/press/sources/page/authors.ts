import type { Author } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import { webAddress } from '../../article/webAddress.ts'
import { oneLine } from '../../article/words.ts'
import type { HtmlDocument, HtmlElement } from '../html/parseHtml.ts'
import { type Fields, obj, str, text } from './metadataFields.ts'
import { metasOf } from './metaTags.ts'
import { linesOf } from './textLines.ts'

export function authorsOf(document: HtmlDocument, article: Fields, site: string): Author[] {
  const named = (value: unknown): Author[] =>
    [value].flat(3).flatMap((item): Author[] => {
      if (typeof item === 'string') return split(item).map((name) => ({ name }))
      const fields = obj(item)
      const url = str(fields.url)
      return split(str(fields.name) || str([fields.name].flat()[0])).map((name) =>
        defined<Author>({ name, url: webAddress(url) }),
      )
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
  // The page may be signed with the name of the paper itself.
  return named(article.author).slice(0, LIMITS.authors)
}

/** Selectors of author names, the most reliable first. */
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

/**
 * Names in elements whose class or role says author. The first on the page count; later ones belong to other articles.
 */
function shownNames(document: HtmlDocument, selector: string): string[] {
  const names: string[] = []
  let first: HtmlElement | null = null
  for (const found of document.querySelectorAll(selector)) {
    const around = found.closest(AROUND)
    // An element around the headline does not count as a sidebar, because whole pages have classes such as
    // `has-sidebar`.
    if (around && !around.querySelector('h1')) continue
    const words = oneLine(textWithBounds(found), 200)
    if (split(words).length === 0) continue
    // The names of one byline are taken, and not the names on every card of the page.
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

/** The first part of a byline that has several: `Ada Voss<span>Editor</span>` is a name and a role. */
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

/** The name in a line near the headline that begins as a byline does. */
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

/** Splits a byline such as `By A. Name and B. Name, correspondent` into its names. */
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
