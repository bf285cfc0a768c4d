import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { CORPUS } from './folders.ts'

const JSON_ARTICLES = join(CORPUS, 'news-json')

/** A block in either of the two formats; all fields are optional, because the files come from elsewhere. */
interface Node {
  type?: string
  text?: string
  model?: Node & {
    blocks?: Node[]
    attributes?: string[]
    locator?: string
    width?: number
    height?: number
  }
  items?: Node[]
  elements?: Node[]
  altText?: string
  caption?: string
  width?: number
  height?: number
  title?: string
}

/** Real news articles in 46 languages as Markdown, by file name. Their images are grey boxes of the same shape. */
export function newsArticles(): Record<string, string> {
  const rows = readFileSync(join(JSON_ARTICLES, 'index.jsonl'), 'utf8').trim().split('\n')
  const files: Record<string, string> = {}
  const pictures = new Set<string>()
  for (const [at, row] of rows.entries()) {
    const { path, kind, lang, title } = JSON.parse(row) as Record<string, string>
    if (kind === 'mostRead' || kind === 'frontpage') continue
    const raw = JSON.parse(gunzipSync(readFileSync(join(JSON_ARTICLES, path!))).toString())
    const content = raw.content ?? raw.data?.article?.content ?? {}
    const blocks: Node[] = content.blocks ?? content.model?.blocks ?? []
    const html = blocks.map((block) => formatBlock(block, pictures)).filter(Boolean)
    const headline = JSON.stringify(title || 'Without a headline')
    files[`news-${at}.md`] =
      `---\ntitle: ${headline}\nlanguage: ${lang ?? 'en'}\ndate: 2026-11-01\n---\n\n${html.join('\n\n') || 'Nothing but a headline.'}\n`
  }
  for (const shape of pictures) {
    const [width, height] = shape.split('x')
    files[`${shape}.svg`] =
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#888"/></svg>`
  }
  return files
}

function formatBlock(block: Node, pictures: Set<string>): string {
  const { type = '', model } = block
  const inner = () => (model?.blocks ?? []).map((each) => formatBlock(each, pictures)).join('')
  switch (type) {
    case 'paragraph':
      return `<p>${model ? inner() : markUp(block.text)}</p>`
    case 'crosshead':
    case 'heading':
    case 'subheading':
    case 'subheadline':
      return `<h2>${markUp(model ? textOf(block) : block.text)}</h2>`
    case 'fragment': {
      const tags = model?.attributes?.map((name) => (name === 'bold' ? 'strong' : 'em')) ?? []
      return tags.reduce((words, tag) => `<${tag}>${words}</${tag}>`, markUp(model?.text))
    }
    case 'urlLink':
      return `<a href="${markUp(model?.locator ?? '')}">${inner()}</a>`
    case 'list':
      return `<ul>${(block.items ?? []).map((item) => `<li>${markUp(item.text)}</li>`).join('')}</ul>`
    case 'unorderedList':
      return `<ul>${inner()}</ul>`
    case 'orderedList':
      return `<ol>${inner()}</ol>`
    case 'listItem':
      return `<li>${inner()}</li>`
    case 'pullOut':
      return `<blockquote>${(block.elements ?? []).map((each) => formatBlock(each, pictures)).join('')}</blockquote>`
    case 'image': {
      const raw = model?.blocks?.find((each) => each.type === 'rawImage')?.model ?? block
      const part = (name: string) => {
        const found = model?.blocks?.find((each) => each.type === name)
        return found ? textOf(found) : undefined
      }
      const shape = `${raw.width || 600}x${raw.height || 400}`
      pictures.add(shape)
      const alt = markUp(part('altText') ?? block.altText)
      const caption = markUp(part('caption') ?? block.caption)
      return `<figure><img src="${shape}.svg" alt="${alt}"><figcaption>${caption}</figcaption></figure>`
    }
    case 'headline':
    case 'caption':
    case 'altText':
      return ''
    default:
      return model ? inner() : ''
  }
}

function textOf(node: Node): string {
  if (node.type === 'fragment') return node.model?.text ?? ''
  return (node.model?.blocks ?? []).map(textOf).join('')
}

/** The plain text of a field, escaped. Some texts contain markup of another kind, which is dropped. */
function markUp(text = ''): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replace(/\s*\n\s*/g, ' ')
}

/** A text of a dozen paragraphs in each of 60 languages, by its file's name. */
export function languageTexts(): Record<string, { language: string; markdown: string }> {
  const folder = join(CORPUS, 'languages/udhr')
  const texts: Record<string, { language: string; markdown: string }> = {}
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.html')) continue
    const page = readFileSync(join(folder, name), 'utf8')
    const language = /<html[^>]*\blang="([^"]+)"/.exec(page)?.[1]
    if (!language) continue
    const title = plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page)?.[1])
    const paragraphs = [...page.matchAll(/<p[^>]*>([\s\S]*?)<\/p>/g)]
      .map(([, text]) => plain(text))
      .filter(Boolean)
      .slice(0, 12)
    texts[name.slice(0, -'.html'.length)] = {
      language,
      markdown: `---\ntitle: ${JSON.stringify(title || name)}\nlanguage: ${language}\nstandfirst: ${JSON.stringify(paragraphs[0] ?? '')}\ndate: 2026-11-01\n---\n\n${paragraphs.map((text) => `<p>${text}</p>`).join('\n\n')}\n`,
    }
  }
  return texts
}

function plain(html = ''): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
