import type { Author, LanguageTag } from '#bundle/article.ts'
import { plainText, runsText } from '#bundle/card.ts'
import { defined } from '#bundle/defined.ts'
import { idOfAddress } from '../../article/articleId.ts'
import type { Draft, DraftBlock, DraftFigure } from '../../article/draft.ts'
import { agreeingLanguage, directionOf, languageOfScript } from '../../article/language.ts'
import { shorten, summaryOf } from '../../article/words.ts'
import { PressError } from '../../report/PressError.ts'
import { type HtmlDocument, type HtmlElement, parseHtml } from '../html/parseHtml.ts'
import { takeFigure } from '../html/takeFigure.ts'
import { toBlocks } from '../html/toBlocks.ts'
import { articleElement } from './articleElement.ts'
import { removeBoilerplate } from './boilerplate.ts'
import { mendFigures } from './mendFigures.ts'
import { type PageMetadata, readMetadata } from './metadata.ts'
import { key, linesOf } from './textLines.ts'
import { tidyBlocks } from './tidyBlocks.ts'

export interface PageOptions {
  /** The address of the page, which its relative addresses are relative to. */
  url: string
  /** The language of a page whose metadata and letters tell none. */
  language?: LanguageTag | undefined
}

export const PAGE_REMEDY =
  'Name the page of one article. A page that is drawn by scripts alone cannot be read: use its feed.'

/** @throws PressError naming the page where no article is found */
export function extractPage(html: string, options: PageOptions): Draft {
  const document = parseHtml(html)
  const metadata = readMetadata(document, options.url)
  const base = baseOf(document, metadata.url ?? options.url)
  removeBoilerplate(document)
  mendFigures(document)
  const content = articleElement(document, metadata.text ?? '')
  const language =
    agreeingLanguage(metadata.language, languageOfScript(content?.textContent ?? '')) ??
    options.language ??
    'en'
  const body = content ? toBlocks(content, { base, language }) : []
  const headline = metadata.headline ?? ''
  const standfirst = takeStandfirst(body, document, metadata)
  tidyBlocks(body, { headline, standfirst, authors: metadata.authors })
  const image = withCaption(leadFigure(body, metadata), document, content, metadata.authors, {
    base,
    language,
  })
  const words = body.reduce((total, block) => total + plainText(block).length, 0)
  if (!headline || (words < 40 && !(image && words > 0))) {
    throw new PressError(
      options.url,
      headline ? 'no article text was found on this page' : 'this page has no headline',
      {
        remedy: PAGE_REMEDY,
      },
    )
  }
  const { url, published, modified } = metadata
  return defined<Draft>({
    id: idOfAddress(url ?? options.url),
    url: url && /^https?:/.test(url) ? url : undefined,
    headline,
    kicker: metadata.kicker || undefined,
    standfirst: standfirst ? shorten(standfirst, 600) : undefined,
    summary: summaryOf(standfirst ?? metadata.description, body),
    authors: metadata.authors,
    published,
    modified: modified && published && modified > published ? modified : undefined,
    language,
    direction: directionOf(language),
    tags: metadata.tags,
    image,
    body,
  })
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
 * The standfirst that is printed between the headline and the text. A description that is found in the metadata alone
 * is written for search engines and is no standfirst. A standfirst that is the first paragraph of the text is removed
 * from the text.
 */
function takeStandfirst(
  body: DraftBlock[],
  document: HtmlDocument,
  metadata: PageMetadata,
): string | undefined {
  const wanted = [metadata.standfirst, metadata.description].filter((text) => text !== undefined)
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
  if (metadata.standfirst) return metadata.standfirst
  if (!metadata.description) return undefined
  const own = key(metadata.description)
  const inBody = key(body.slice(0, 8).map(plainText).join(' '))
  if (own.length < 20 || inBody.includes(own.slice(0, 80))) return undefined
  return linesOf(document.body).some((line) => line.key === own) ? metadata.description : undefined
}

/**
 * Completes the lead image by its caption, which is often printed above the element of the text and lacks in the
 * metadata.
 */
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
    // An image that is a link belongs to another article or to an author.
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
  return defined<DraftFigure>({
    source: lead && same ? lead.source : source,
    alt: alt || (same ? (lead?.alt ?? '') : ''),
    caption,
    credit: credit || undefined,
  })
}

function fileName(source: string): string {
  return source
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1)!
    .replace(/[-_]\d{2,4}x\d{2,4}/, '')
}

function leadFigure(body: DraftBlock[], metadata: PageMetadata): DraftFigure | undefined {
  const early = body.findIndex((block) => block.type === 'figure')
  if (early >= 0 && early <= 2) return takeFigure(body, early)
  const lead = metadata.image
  if (!lead) return undefined
  const twin = body.findIndex(
    (block) => block.type === 'figure' && fileName(block.source) === fileName(lead),
  )
  if (twin >= 0) return takeFigure(body, twin)
  return { source: lead, alt: metadata.imageAlt ?? '' }
}
