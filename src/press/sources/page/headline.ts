import { oneLine } from '../../article/words.ts'
import type { HtmlDocument, HtmlElement } from '../html/parseHtml.ts'
import { type Fields, str, text } from './metadataFields.ts'
import type { Meta } from './metaTags.ts'

export function headlineOf(
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
  // Readers know an article by its printed headline; the metadata tells which heading that is.
  const key = (title: string) =>
    withoutSite(title, site)
      .toLowerCase()
      .replace(/[\p{P}\s]+/gu, '')
  for (const title of said) {
    const same = shown.find((h1) => key(h1) === key(title))
    if (same) return same
  }
  // The kicker may stand in the same heading: `Minority in Syria - A headline`.
  for (const title of said) {
    const own = withoutSite(title, site)
    const longer = shown.find(
      (h1) => h1.endsWith(own) && own.length > h1.length * 0.5 && h1.length - own.length < 60,
    )
    if (longer && own.length > 15) return own
  }
  // If two sources of metadata agree against the printed headline, the printed one is often cut to fit its place.
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

/** The text of an element with a space between its child elements. */
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

/**
 * Removes the name of the site from a title such as `A headline | The Paper`. The name is known from the metadata or is
 * a short last part.
 */
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

export function standfirstOf(
  document: HtmlDocument,
  headline: string | undefined,
): string | undefined {
  for (const shown of document.querySelectorAll(STANDFIRST)) {
    if (shown.querySelector('p + p, h1, h2, img')) continue
    const words = oneLine(shown.textContent, 1000)
    if (words.length > 20 && words.length < 700 && words !== headline) return words
  }
  return undefined
}

export function descriptionOf(
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
