import type { LanguageTag } from '#bundle/article.ts'
import { plainText, runsText } from '#bundle/card.ts'
import { idOfAddress } from '../articleId.ts'
import { decodeText } from '../decodeText.ts'
import type { Draft, DraftFigure } from '../draft.ts'
import { agreeingLanguage, directionOf, languageOfScript } from '../language.ts'
import { PressError } from '../PressError.ts'
import { shorten, summaryOf } from '../words.ts'
import { articleElement } from './articleElement.ts'
import { type PageFacts, readFacts } from './facts.ts'
import { removeFurniture } from './furniture.ts'
import { type HtmlDocument, parseHtml } from './parseHtml.ts'
import { type DraftBlock, toBlocks } from './toBlocks.ts'

export interface PageOptions {
  /** Where the page is, for its relative addresses. */
  url: string
  contentType?: string | undefined
  /** Where neither the page nor its script says. */
  language?: LanguageTag | undefined
}

/** @throws PressError naming the page where no article is found */
export function extractPage(bytes: Uint8Array, options: PageOptions): Draft {
  const html = decodeText(bytes, options)
  const document = parseHtml(html)
  const facts = readFacts(document, options.url)
  const base = baseOf(document, facts.url ?? options.url)
  removeFurniture(document)
  const content = articleElement(document, facts.text ?? '')
  const language =
    agreeingLanguage(facts.language, languageOfScript(content?.textContent ?? '')) ??
    options.language ??
    'en'
  const body = content ? toBlocks(content, { base, language }) : []
  const headline = facts.headline ?? ''
  tidy(body, headline, facts)
  const image = leadFigure(body, facts)
  const words = body.reduce((total, block) => total + plainText(block).length, 0)
  if (!headline || (words < 40 && !(image && words > 0))) {
    throw new PressError(
      options.url,
      headline ? 'no article text was found on this page' : 'this page has no headline',
      {
        remedy:
          'Name the page of one article. A page that is drawn by scripts alone cannot be read; use its feed.',
      },
    )
  }
  const { standfirst } = facts
  const url = facts.url
  return {
    id: idOfAddress(url ?? options.url),
    ...(url && /^https?:/.test(url) ? { url } : {}),
    headline,
    ...(facts.kicker ? { kicker: facts.kicker } : {}),
    ...(standfirst ? { standfirst: shorten(standfirst, 600) } : {}),
    summary: summaryOf(standfirst, body),
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

/** Lines at the edges of a body that repeat what is printed around it. */
function tidy(body: DraftBlock[], headline: string, facts: PageFacts): void {
  const plain = (text: string) =>
    text
      .replace(/[\p{P}\s]+/gu, ' ')
      .trim()
      .toLowerCase()
  const repeated = new Set(
    [headline, facts.standfirst ?? '', ...facts.authors.map(({ name }) => name)]
      .map(plain)
      .filter(Boolean),
  )
  for (let at = 0; at < Math.min(body.length, 8); ) {
    const block = body[at]!
    const text =
      block.type === 'paragraph' || block.type === 'heading'
        ? plain(runsText(block.runs))
        : undefined
    if (text !== undefined && (repeated.has(text) || text === '')) body.splice(at, 1)
    else at += 1
  }
  while (body.at(-1)?.type === 'heading' || body.at(-1)?.type === 'rule') body.pop()
  while (body[0]?.type === 'rule') body.shift()
}

function leadFigure(body: DraftBlock[], facts: PageFacts): DraftFigure | undefined {
  const early = body.findIndex((block) => block.type === 'figure')
  const lead = facts.image
  const name = (source: string) =>
    source
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1)!
      .replace(/[-_]\d{2,4}x\d{2,4}/, '')
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
    (block) => block.type === 'figure' && name(block.source) === name(lead),
  )
  if (twin >= 0) {
    const [figure] = body.splice(twin, 1) as [{ type: 'figure' } & DraftFigure]
    const { source, alt, caption, credit } = figure
    return { source, alt, ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) }
  }
  return { source: lead, alt: facts.imageAlt ?? '' }
}
