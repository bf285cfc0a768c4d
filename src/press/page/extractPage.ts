import type { Author, LanguageTag } from '#bundle/article.ts'
import { plainText, runsText } from '#bundle/card.ts'
import { idOfAddress } from '../articleId.ts'
import { decodeText } from '../decodeText.ts'
import type { Draft, DraftBlock, DraftFigure } from '../draft.ts'
import { agreeingLanguage, directionOf, languageOfScript } from '../language.ts'
import { PressError } from '../PressError.ts'
import { shorten, summaryOf } from '../words.ts'
import { articleElement } from './articleElement.ts'
import { type PageFacts, readFacts } from './facts.ts'
import { removeFurniture } from './furniture.ts'
import { key, linesOf } from './lines.ts'
import { mendFigures } from './mendFigures.ts'
import { type HtmlDocument, type HtmlElement, parseHtml } from './parseHtml.ts'
import { tidyBlocks } from './tidyBlocks.ts'
import { toBlocks } from './toBlocks.ts'

export interface PageOptions {
  /** Where the page is, for its relative addresses. */
  url: string
  contentType?: string | undefined
  /** Where neither the page nor its script says. */
  language?: LanguageTag | undefined
}

/** Bytes. The longest pages of articles are a fourth of this, pictures written inside them included. */
const MOST = 8 * 1024 * 1024

const REMEDY =
  'Name the page of one article. A page that is drawn by scripts alone cannot be read; use its feed.'

/** @throws PressError naming the page where no article is found */
export function extractPage(bytes: Uint8Array, options: PageOptions): Draft {
  if (bytes.length > MOST) {
    throw new PressError(options.url, 'this page is longer than 8 MiB', { remedy: REMEDY })
  }
  const html = decodeText(bytes, options)
  const document = parseHtml(html)
  const facts = readFacts(document, options.url)
  const base = baseOf(document, facts.url ?? options.url)
  removeFurniture(document)
  mendFigures(document)
  const content = articleElement(document, facts.text ?? '')
  const language =
    agreeingLanguage(facts.language, languageOfScript(content?.textContent ?? '')) ??
    options.language ??
    'en'
  const body = content ? toBlocks(content, { base, language }) : []
  const headline = facts.headline ?? ''
  const standfirst = takeStandfirst(body, document, facts)
  tidyBlocks(body, { headline, standfirst, authors: facts.authors })
  const image = withCaption(leadFigure(body, facts), document, content, facts.authors, {
    base,
    language,
  })
  const words = body.reduce((total, block) => total + plainText(block).length, 0)
  if (!headline || (words < 40 && !(image && words > 0))) {
    throw new PressError(
      options.url,
      headline ? 'no article text was found on this page' : 'this page has no headline',
      {
        remedy: REMEDY,
      },
    )
  }
  const url = facts.url
  return {
    id: idOfAddress(url ?? options.url),
    ...(url && /^https?:/.test(url) ? { url } : {}),
    headline,
    ...(facts.kicker ? { kicker: facts.kicker } : {}),
    ...(standfirst ? { standfirst: shorten(standfirst, 600) } : {}),
    summary: summaryOf(standfirst ?? facts.description, body),
    authors: facts.authors,
    ...(facts.published ? { published: facts.published } : {}),
    ...(facts.modified && facts.published && facts.modified > facts.published
      ? { modified: facts.modified }
      : {}),
    language,
    direction: directionOf(language),
    tags: facts.tags,
    ...(image ? { image } : {}),
    body,
  }
}

function baseOf(document: HtmlDocument, url: string): string {
  const written = document.querySelector('base[href]')?.getAttribute('href')
  try {
    return written ? new URL(written, url).href : url
  } catch {
    return url
  }
}

/**
 * What is printed between headline and text. A description that stands only in the page's metadata is
 * written for search engines, and one that is the text's first paragraph is taken from there.
 */
function takeStandfirst(
  body: DraftBlock[],
  document: HtmlDocument,
  facts: PageFacts,
): string | undefined {
  const wanted = [facts.standfirst, facts.description].filter((text) => text !== undefined)
  for (const text of wanted) {
    const own = key(text)
    const at = body
      .slice(0, 6)
      .findIndex((block) => block.type === 'paragraph' && key(runsText(block.runs)) === own)
    if (at >= 0 && body.length > 3) {
      body.splice(at, 1)
      return text
    }
  }
  if (facts.standfirst) return facts.standfirst
  if (!facts.description) return undefined
  const own = key(facts.description)
  const inBody = key(body.slice(0, 8).map(plainText).join(' '))
  if (own.length < 20 || inBody.includes(own.slice(0, 80))) return undefined
  return linesOf(document.body).some((line) => line.key === own) ? facts.description : undefined
}

/** The lead picture is often printed above the element of the text, with the caption metadata lacks. */
function withCaption(
  lead: DraftFigure | undefined,
  document: HtmlDocument,
  content: HtmlElement | undefined,
  authors: Author[],
  options: { base: string; language: LanguageTag },
): DraftFigure | undefined {
  if (lead?.caption || !content) return lead
  content.setAttribute('data-article-text', '')
  const between: DraftFigure[] = []
  for (const found of document.querySelectorAll('h1, figure, [data-article-text]')) {
    if (found === content) break
    if (found.localName === 'h1') between.length = 0
    // A picture that is a link is another article's, or an author's.
    if (found.localName !== 'figure' || between.length > 20 || found.closest('a[href]')) continue
    const box = document.createElement('div')
    box.append(found.cloneNode(true))
    const [figure] = toBlocks(box, options)
    if (figure?.type === 'figure') between.push(figure)
  }
  const same = between.find(({ source }) => lead && fileName(source) === fileName(lead.source))
  const portrait = (caption: string) =>
    /^(?:by|von|par|por|di|da|door|av|af|от)\s/i.test(caption) ||
    authors.some(({ name }) => caption.includes(name))
  const printed =
    same ??
    between.find(({ caption = [] }) => {
      const words = runsText(caption)
      return words.length > 15 && !portrait(words)
    })
  if (!printed) return lead
  const { source, alt, caption, credit } = printed
  return {
    source: lead && same ? lead.source : source,
    alt: alt || (same ? (lead?.alt ?? '') : ''),
    ...(caption ? { caption } : {}),
    ...(credit ? { credit } : {}),
  }
}

function fileName(source: string): string {
  return source
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1)!
    .replace(/[-_]\d{2,4}x\d{2,4}/, '')
}

function leadFigure(body: DraftBlock[], facts: PageFacts): DraftFigure | undefined {
  const early = body.findIndex((block) => block.type === 'figure')
  const lead = facts.image
  if (early >= 0 && early <= 2) {
    const [figure] = body.splice(early, 1) as [{ type: 'figure' } & DraftFigure]
    return {
      source: figure.source,
      alt: figure.alt,
      ...(figure.caption ? { caption: figure.caption } : {}),
      ...(figure.credit ? { credit: figure.credit } : {}),
    }
  }
  if (!lead) return undefined
  const twin = body.findIndex(
    (block) => block.type === 'figure' && fileName(block.source) === fileName(lead),
  )
  if (twin >= 0) {
    const [figure] = body.splice(twin, 1) as [{ type: 'figure' } & DraftFigure]
    const { source, alt, caption, credit } = figure
    return { source, alt, ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) }
  }
  return { source: lead, alt: facts.imageAlt ?? '' }
}
