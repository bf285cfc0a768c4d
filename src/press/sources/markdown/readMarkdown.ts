import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LanguageTag } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'
import { defined } from '#bundle/defined.ts'
import { instantOf } from '../../article/dates.ts'
import type { Draft, DraftBlock, DraftFigure } from '../../article/draft.ts'
import { directionOf, languageOfScript, languageTag } from '../../article/language.ts'
import { brokenAddress, isBrokenAddress, webAddress } from '../../article/webAddress.ts'
import { oneLine, summaryOf } from '../../article/words.ts'
import { reasonOf } from '../../files/publicationFolder.ts'
import { PressError } from '../../report/PressError.ts'
import { toBlocks } from '../html/toBlocks.ts'
import { authorsOf, correctionOf, dateInPath, leadFigure, tagsOf } from './articleFields.ts'
import { type Fields, fieldOf, readFrontMatter, wordsOf } from './frontMatter.ts'
import { markdownHtml } from './markdownHtml.ts'
import { fromRoot, idOf, languageOfPath, linkArticles, type SourceFolder } from './paths.ts'

export interface MarkdownContext extends SourceFolder {
  /** The language of files whose front matter and folder name none. */
  language: LanguageTag
  /** Called with a fault that costs a field of the article and not the article. */
  tell?: (fault: PressError) => void
}

const MOST = 4 * 1024 * 1024

/**
 * @returns undefined for a draft, or a file that is no article (an empty one)
 * @throws PressError naming the file
 */
export async function readMarkdown(
  path: string,
  context: MarkdownContext,
): Promise<Draft | undefined> {
  let source: string
  try {
    const bytes = await readFile(path)
    if (bytes.length > MOST) throw new Error('it is longer than 4 MiB')
    source = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const isText = cause instanceof TypeError
    throw new PressError(
      path,
      isText ? 'this is not UTF-8 text' : `cannot be read (${reasonOf(cause)})`,
      {
        remedy: isText ? 'Save it as UTF-8.' : 'Check the file.',
        cause,
      },
    )
  }
  const { fields, text } = readFrontMatter(source, path)
  if (fieldOf(fields, 'draft') === true || fieldOf(fields, 'published') === false) return undefined
  return draftOf(fields, text, path, context)
}

async function draftOf(
  fields: Fields,
  text: string,
  path: string,
  context: MarkdownContext,
): Promise<Draft | undefined> {
  const named =
    languageTag(wordsOf(fields, 'language', 'lang', 'locale')) ?? languageOfPath(path, context.root)
  const document = markdownHtml(text)
  await linkArticles(document.body, path, context)
  for (const image of document.body.querySelectorAll('img[src]')) {
    image.setAttribute('src', fromRoot(image.getAttribute('src') ?? '', context.root))
  }
  const written = wordsOf(fields, 'title', 'headline', 'name')
  const base = pathToFileURL(resolve(path)).href
  const language = named ?? languageOfScript(document.body.textContent ?? '') ?? context.language
  const blocks = toBlocks(document.body, { base, language, figureTitles: true })
  const headline = oneLine(written) || takeHeadline(blocks)
  if (!headline) {
    if (blocks.length === 0) return undefined
    throw new PressError(path, 'this article has no headline', {
      remedy: 'Give it a `title:` in its front matter, or begin it with `# A headline`.',
    })
  }
  dropHeadline(blocks, headline)
  const standfirst = oneLine(
    wordsOf(fields, 'standfirst', 'description', 'subtitle', 'deck', 'excerpt', 'summary', 'intro'),
    2000,
  )
  const image = leadFigure(fields, base, context.root) ?? takeLeadFigure(blocks)
  const published = instantOf(
    fieldOf(fields, 'date') ??
      fieldOf(fields, 'published') ??
      fieldOf(fields, 'pubDate') ??
      fieldOf(fields, 'created') ??
      dateInPath(fields, path, context.root),
  )
  const modified = instantOf(
    fieldOf(fields, 'modified') ?? fieldOf(fields, 'updated') ?? fieldOf(fields, 'lastmod'),
  )
  const kicker = oneLine(wordsOf(fields, 'kicker', 'eyebrow'))
  const dateline = oneLine(wordsOf(fields, 'dateline'))
  const url = wordsOf(fields, 'canonical', 'canonical_url', 'url')
  const broken = (field: string) => (address: string) =>
    context.tell?.(brokenAddress(path, field, address))
  if (isBrokenAddress(url)) broken('canonical address')(url)
  const correction = correctionOf(fields, path)
  return defined<Draft>({
    id: idOf(fields, path, context.root),
    url: webAddress(url),
    headline,
    kicker: kicker || undefined,
    standfirst: standfirst || undefined,
    summary: summaryOf(standfirst || undefined, blocks),
    authors: authorsOf(fields, broken("author's address")),
    published,
    modified,
    dateline: dateline || undefined,
    language,
    direction: directionOf(language),
    tags: tagsOf(fields),
    image,
    correction,
    body: blocks,
  })
}

function takeHeadline(blocks: DraftBlock[]): string {
  const first = blocks.find((block) => block.type !== 'figure')
  return first?.type === 'heading' ? oneLine(runsText(first.runs)) : ''
}

/** Removes the headline from the body, because it is shown above the body. */
function dropHeadline(blocks: DraftBlock[], headline: string): void {
  const index = blocks.findIndex((block) => block.type !== 'figure')
  const block = blocks[index]
  if (block?.type === 'heading' && oneLine(runsText(block.runs)) === headline)
    blocks.splice(index, 1)
}

function takeLeadFigure(blocks: DraftBlock[]): DraftFigure | undefined {
  const [first] = blocks
  if (first?.type !== 'figure') return undefined
  blocks.shift()
  const { type: _, language: __, direction: ___, ...figure } = first
  return figure
}
