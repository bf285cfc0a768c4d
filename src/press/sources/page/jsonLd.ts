import { jsonrepair } from 'jsonrepair'
import type { HtmlDocument } from '../html/parseHtml.ts'
import { type Fields, str } from './metadataFields.ts'

const KINDS =
  /(?:^|\/|:)(?:(?:News|Scholarly|Tech|Social|Reportage|Opinion|Analysis|Background|Review|Satirical|Advertiser\w*)?(?:News)?Article|BlogPosting|LiveBlogPosting|Report|Posting)$/i

export function jsonLdArticle(document: HtmlDocument): Fields {
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
  let left = MOST_REPAIRED
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    const text = withoutWrapper(script.textContent ?? '')
    let value = attempt(() => text)
    if (value === undefined && text.length <= left) {
      left -= text.length
      value = attempt(() => repair(text))
    }
    collect(value, 0)
  }
  return found.find(({ headline, datePublished }) => headline && datePublished) ?? found[0] ?? {}
}

/** Characters of one page. The time that jsonrepair takes grows with the square of a hostile text: this many take 2 s. */
const MOST_REPAIRED = 100_000

/** Removes the comment or CDATA section that a template writes around JSON-LD. */
function withoutWrapper(text: string): string {
  return text
    .trim()
    .replace(/^(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)$/, '')
    .trim()
    .replace(/;$/, '')
}

function attempt(json: () => string): unknown {
  try {
    return JSON.parse(json())
  } catch {
    return undefined
  }
}

/** Control characters that jsonrepair refuses. It escapes line breaks and tabs itself. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]+/g

/** Mends the usual faults of templates: line breaks and quotes inside strings, missing and surplus commas, comments. */
function repair(text: string): string {
  // A text that was cut off would be closed in the middle, and half a headline taken for the whole.
  return /[}\]]$/.test(text) ? jsonrepair(text.replace(CONTROLS, ' ')) : ''
}
