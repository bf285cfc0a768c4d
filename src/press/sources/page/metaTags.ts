import type { HtmlDocument, HtmlElement } from '../html/parseHtml.ts'

export type Meta = (...names: string[]) => string | undefined

export function metaOf(document: HtmlDocument, names: string[]): string | undefined {
  return metasOf(document, names)[0]
}

export function metasOf(document: HtmlDocument, names: string[]): string[] {
  const wanted = names.map((name) => name.toLowerCase())
  const values = new Map<string, string[]>()
  for (const meta of metas(document)) {
    const name = (
      meta.getAttribute('property') ??
      meta.getAttribute('name') ??
      meta.getAttribute('itemprop') ??
      meta.getAttribute('http-equiv')
    )?.toLowerCase()
    const content = meta.getAttribute('content')?.trim()
    if (name && content && wanted.includes(name))
      values.set(name, [...(values.get(name) ?? []), content])
  }
  for (const name of wanted) {
    const found = values.get(name)
    if (found) return found
  }
  return []
}

const collected = new WeakMap<HtmlDocument, HtmlElement[]>()

function metas(document: HtmlDocument): HtmlElement[] {
  let found = collected.get(document)
  if (!found) {
    found = [...document.querySelectorAll('meta[content]')]
    collected.set(document, found)
  }
  return found
}
