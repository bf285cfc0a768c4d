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
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    collect(parseLoosely(script.textContent ?? ''), 0)
  }
  return found.find(({ headline, datePublished }) => headline && datePublished) ?? found[0] ?? {}
}

/**
 * Parses JSON-LD with the usual faults of templates: comments around it, line breaks inside strings, surplus commas.
 */
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
