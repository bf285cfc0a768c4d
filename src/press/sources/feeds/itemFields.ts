import type { Author } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import { articleId, idOfAddress, idOfGuid } from '../../article/articleId.ts'
import { webAddress } from '../../article/webAddress.ts'
import { oneLine } from '../../article/words.ts'
import {
  decodeEntities,
  first,
  type Loose,
  list,
  listOf,
  obj,
  str,
  textAsHtml,
  textOf,
} from './looseFields.ts'

export function contentOf(item: Loose): { html: string; partial: boolean } {
  const full =
    str(obj(item.content).encoded) ||
    (obj(item.content).type === 'text' ? textAsHtml(textOf(item.content)) : textOf(item.content)) ||
    str(item.content_html) ||
    (str(item.content_text) ? textAsHtml(str(item.content_text)) : '')
  const media = obj(item.media)
  const short =
    textOf(item.description) ||
    textOf(item.summary) ||
    textOf(media.description) ||
    textOf(listOf(media.groups)[0]?.description) ||
    str(first(obj(item.dc).descriptions)) ||
    str(obj(item.itunes).summary)
  if (full.trim()) return { html: full, partial: false }
  // A description that is long or has paragraphs is taken for the whole article.
  const whole = short.length > 1500 || /<p[\s>][\s\S]*<p[\s>]/i.test(short)
  return { html: short, partial: !whole }
}

export function titleOf(item: Loose): string {
  return textOf(item.title) || str(first(obj(item.dc).titles)) || textOf(obj(item.media).title)
}

/**
 * The id of an item that no earlier run has brought.
 * @param link the address of the item's page, unless other items have it too
 * @param guid the item's lasting name, unless other items have it too
 */
export function idOf(item: Loose, link: string | undefined, guid: string | undefined): string {
  if (link) return guid ? idOfGuid(guid, link) : idOfAddress(link)
  if (guid)
    return /^https?:\/\/\S+$/i.test(guid) && URL.canParse(guid)
      ? idOfAddress(guid)
      : articleId(guid)
  return articleId(`${titleOf(item)} ${textOf(item.description).slice(0, 200)}`)
}

export function guidOf(item: Loose): string {
  return textOf(item.guid) || str(item.id) || str(obj(item.rdf).about)
}

export function linkOf(source: Loose): string {
  const direct = str(source.link) || str(source.url) || str(source.external_url)
  if (direct) return direct
  const links = listOf(source.links)
  const alternate =
    links.find(
      ({ rel, type }) =>
        (rel === undefined || rel === 'alternate') &&
        (type === undefined || /html/.test(str(type))),
    ) ?? links.find(({ rel }) => rel === undefined || rel === 'alternate')
  if (alternate) return str(alternate.href)
  const guid = obj(source.guid)
  if (guid.isPermaLink !== false && /^https?:/i.test(str(guid.value))) return str(guid.value)
  return str(obj(source.rdf).about)
}

export function authorsOf(item: Loose, feed: Loose): Author[] {
  const found = (source: Loose): Author[] =>
    [
      ...list(obj(source.dc).creators),
      ...list(obj(source.dc).creator),
      ...list(source.authors),
      ...list(source.author),
      ...list(obj(source.itunes).author),
    ].flatMap((value): Author[] => {
      const written = typeof value === 'string' ? value : str(value.name) || str(value.value)
      // RSS 2.0 has `mail@example.org (A. Name)`.
      const name = oneLine(
        decodeEntities(
          /^\S+@\S+\s+\((.+)\)$/.exec(written.trim())?.[1] ?? written.replace(/<[^<>]*>/g, ''),
        ),
        200,
      )
      if (!name || /^\S+@\S+$/.test(name)) return []
      const url = typeof value === 'string' ? '' : str(value.uri) || str(value.url)
      return [defined<Author>({ name, url: webAddress(url) })]
    })
  const own = found(item)
  const authors = own.length > 0 ? own : found(feed)
  const seen = new Set<string>()
  return authors.filter(({ name }) => !seen.has(name) && seen.add(name)).slice(0, LIMITS.authors)
}
