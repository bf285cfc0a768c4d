import type { HtmlDocument, HtmlElement } from '../html/parseHtml.ts'
import { linesOf } from './textLines.ts'

/*
 * Boilerplate is everything that a page has around its article. It is recognised by the words in the roles, classes and
 * ids of elements, in the vocabulary that sites share.
 */

/** Elements and roles that never hold an article's text. */
const NEVER =
  'nav, button, form input, select, textarea, dialog, [role="navigation"], [role="search"], [role="dialog"], ' +
  '[role="alert"], [role="banner"], [role="contentinfo"], [role="menu"], [role="menubar"], [role="toolbar"], ' +
  '[role="tablist"], [role="button"], [aria-modal="true"]'

/** Names of boilerplate of any length. */
const NAMED = new Set(
  (
    'share shares sharing sharebar sharethis addthis addtoany sharedaddy social socials sociallinks socialmedia ' +
    'related relatedposts relatedarticles relateds recommended recommendation recommendations recommends ' +
    'recirc recirculation readmore readnext readalso morestories morefrom alsoread crosslink crosslinks ' +
    'newsletter newsletters subscribe subscription signup optin mailchimp ' +
    'promo promos promotion advert adverts advertisement advertising advertorial adsense adslot adunit adbox ' +
    'adcontainer adwrapper sponsored sponsor sponsors dfp taboola outbrain plista ligatus revcontent mgid ' +
    'comments commentlist commentform disqus respond livefyre reactions breadcrumb breadcrumbs ' +
    'cookie cookies cookiebar consent gdpr onetrust toolbar pagination pager paging paginator trending popular ' +
    'mostread mostviewed mostpopular sidebar sidenav navbar navigation skiplink popup modal lightbox overlay ' +
    'taglist tagcloud login donate donation donations ' +
    'masthead printfriendly subnav megamenu weather wetter jp-relatedposts noprint'
  ).split(' '),
)

/** Two words that together name boilerplate: `read-more`, `most_viewed`, `postTags`. */
const PAIRED = new Set(
  (
    'read-more read-next read-also more-stories more-from more-on more-news most-read most-viewed most-popular ' +
    'sign-up log-in social-media screen-reader visually-hidden sr-only skip-link skip-to tag-list tag-cloud ' +
    'post-tags article-tags entry-tags story-tags post-navigation post-nav up-next you-may also-like also-read ' +
    'print-only no-print mobile-app app-download follow-us call-to in-brief see-also ad-slot ad-container ' +
    'ad-wrapper ad-unit ad-block ad-box ad-banner google-ad author-bio author-box about-author article-footer ' +
    'entry-footer post-footer entry-meta post-meta article-meta story-meta article-info post-info meta-info ' +
    'author-info author-card top-stories latest-news'
  ).split(' '),
)

/**
 * Names of lines around a headline. An element with such a name is boilerplate if it holds a line, and is not if it
 * holds an article.
 */
const LINES = new Set(
  (
    'byline bylines dateline timestamp pubdate publishdate published posted updated postmeta metadata tags tag ' +
    'author authors authorname authorbox authorbio kicker breadcrumb copyright disclaimer footer vcard category ' +
    'categories rating ratings votes views counter ad ads advertisment menu banner widget cta button buttons print ' +
    'comment paywall date time topics topic keywords reporter correspondent'
  ).split(' '),
)

const LINE = 300

/** Removes the boilerplate from a page, in place. */
export function removeBoilerplate(document: HtmlDocument): void {
  const { body } = document
  if (!body) return
  for (const silent of [...body.querySelectorAll('script, style, template, link, meta')]) {
    silent.remove()
  }
  const prose = proseOf(body)
  const whole = prose.get(body) ?? 0
  const share = (element: HtmlElement) => (whole === 0 ? 0 : (prose.get(element) ?? 0) / whole)
  for (const element of [...body.querySelectorAll(NEVER)]) {
    if (share(element) < 0.3) element.remove()
  }
  const keep = new Set<HtmlElement>()
  for (const marked of body.querySelectorAll(
    'h1, [itemprop="articleBody"], [itemprop="text"], main, [role="main"]',
  )) {
    for (
      let node: HtmlElement | null = marked;
      node && !keep.has(node);
      node = node.parentElement
    ) {
      keep.add(node)
    }
  }
  for (const element of [...body.querySelectorAll('[class], [id], aside, footer')]) {
    if (keep.has(element) || !isBoilerplate(element)) continue
    if (share(element) < (hasName(element, COMMENTS) ? 0.9 : 0.25)) element.remove()
  }
}

/**
 * How many characters of running text each element holds: lines that are long enough for a sentence and are not links.
 */
function proseOf(body: HtmlElement): Map<HtmlElement, number> {
  const prose = new Map<HtmlElement, number>()
  for (const { element, text, linked } of linesOf(body)) {
    if (text.length < 60 || linked > text.length * 0.4) continue
    for (let node: HtmlElement | null = element; node; node = node.parentElement) {
      prose.set(node, (prose.get(node) ?? 0) + text.length)
      if (node === body) break
    }
  }
  return prose
}

const COMMENTS = new Set(['comments', 'commentlist', 'disqus', 'respond', 'livefyre'])

/** Elements that are part of a sentence, whatever their names. */
const INLINE = new Set(
  'a abbr b cite code em font i mark q s small span strong sub sup time u'.split(' '),
)

function isBoilerplate(element: HtmlElement): boolean {
  const name = element.localName
  if (
    /^(?:body|html|main|article|figure|picture|img|figcaption|h1|pre|code|table|tbody)$/.test(name)
  )
    return false
  const inFigure = element.closest('figure, figcaption, .wp-caption') !== null
  if (inFigure) return false
  if (name === 'footer') return true
  if (INLINE.has(name) && element.closest('p, li, td, h2, h3, blockquote')) return false
  const words = wordsOf(element)
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (NAMED.has(word)) return true
    if (at > 0 && PAIRED.has(`${words[at - 1]}-${word}`)) return true
  }
  // A standfirst is called a teaser too, but it has no link.
  if (words.includes('teaser') || words.includes('teasers')) {
    return element.querySelector('a[href]') !== null
  }
  if (words.some((word) => LINES.has(word))) return length(element) < LINE
  return false
}

function hasName(element: HtmlElement, names: Set<string>): boolean {
  return wordsOf(element).some((word) => names.has(word))
}

/** The words in the class and the id of an element: `postMeta-Info post_1` gives post, meta, info, post. */
function wordsOf(element: HtmlElement): string[] {
  const written = `${element.getAttribute('class') ?? ''} | ${element.id ?? ''}`.slice(0, 400)
  return written
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z|]+/)
    .filter(Boolean)
}

function length(element: HtmlElement): number {
  return element.textContent?.length ?? 0
}
