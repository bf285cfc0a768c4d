import type {
  Article,
  Audio,
  AudioType,
  Author,
  Block,
  BlockLanguage,
  BundleRecord,
  Cell,
  Correction,
  Figure,
  Image,
  ImageSource,
  ImageType,
  Run,
  Translation,
} from '../article.ts'
import { defined } from '../defined.ts'
import { LIMITS } from '../limits.ts'
import {
  DIGEST,
  direction,
  type Fields,
  fail,
  fieldsOf,
  ID,
  instant,
  LANGUAGE,
  linkAddress,
  listOf,
  optional,
  pattern,
  text,
  title,
  web,
  whole,
} from './primitives.ts'

/** Counts over one whole article, so that nesting cannot get round a limit. */
interface Tally {
  blocks: number
  runs: number
  cells: number
  images: number
}

export const newTally = (): Tally => ({ blocks: 0, runs: 0, cells: 0, images: 0 })

function count(tally: Tally, what: 'blocks' | 'runs' | 'cells' | 'images', where: string): void {
  if (++tally[what] > LIMITS[what]) fail(where)
}

function runs(value: unknown, where: string, tally: Tally, depth = 0): Run[] {
  if (!Array.isArray(value) || depth > LIMITS.runDepth) fail(where)
  return value.flatMap((item, index) => run(item, `${where}[${index}]`, tally, depth))
}

function run(value: unknown, where: string, tally: Tally, depth: number): Run[] {
  count(tally, 'runs', where)
  if (typeof value === 'string') return [text(value, where)]
  const fields = fieldsOf(value, where)
  const inner = () => runs(fields.runs, `${where}.runs`, tally, depth + 1)
  switch (fields.type) {
    case 'strong':
    case 'emphasis':
    case 'code':
    case 'sup':
    case 'sub':
      return [{ type: fields.type, runs: inner() }]
    case 'link': {
      const url = linkAddress(text(fields.url, `${where}.url`, 4096))
      // The words of a link that may not be followed are kept.
      return url === undefined ? inner() : [{ type: 'link', url, runs: inner() }]
    }
    case 'language':
      return [
        {
          type: 'language',
          language: pattern(fields.language, `${where}.language`, LANGUAGE),
          direction: direction(fields.direction, `${where}.direction`),
          runs: inner(),
        },
      ]
    case 'break':
      return [{ type: 'break' }]
    default:
      if (typeof fields.type !== 'string') fail(where)
      if (Array.isArray(fields.runs)) return inner()
      return typeof fields.text === 'string' ? [text(fields.text, where)] : []
  }
}

function blocks(value: unknown, where: string, tally: Tally, depth = 0): Block[] {
  if (!Array.isArray(value) || depth > LIMITS.blockDepth) fail(where)
  return value.flatMap((item, index) => block(item, `${where}[${index}]`, tally, depth))
}

function blockLanguage(fields: Fields, where: string): BlockLanguage {
  return {
    ...optional('language', fields, where, (value, at) => pattern(value, at, LANGUAGE)),
    ...optional('direction', fields, where, direction),
  }
}

function block(value: unknown, where: string, tally: Tally, depth: number): Block[] {
  count(tally, 'blocks', where)
  const fields = fieldsOf(value, where)
  const own = blockLanguage(fields, where)
  switch (fields.type) {
    case 'paragraph':
      return [{ ...own, type: 'paragraph', runs: runs(fields.runs, `${where}.runs`, tally) }]
    case 'heading': {
      const level = whole(fields.level, `${where}.level`, 2, 4) as 2 | 3 | 4
      return [{ ...own, type: 'heading', level, runs: runs(fields.runs, `${where}.runs`, tally) }]
    }
    case 'figure':
      return [{ ...own, type: 'figure', ...figure(fields, where, tally) }]
    case 'list':
      return [
        {
          ...own,
          type: 'list',
          ordered: fields.ordered === true,
          ...optional('start', fields, where, (start, at) => whole(start, at, -1e6, 1e6)),
          items: listOf(fields.items, `${where}.items`, LIMITS.blocks, (item, at) =>
            blocks(item, at, tally, depth + 1),
          ),
        },
      ]
    case 'quote':
      return [
        {
          ...own,
          type: 'quote',
          blocks: blocks(fields.blocks, `${where}.blocks`, tally, depth + 1),
          ...optional('cite', fields, where, text),
        },
      ]
    case 'code':
      return [
        {
          ...own,
          type: 'code',
          text: text(fields.text, `${where}.text`),
          ...optional('syntax', fields, where, (syntax, at) => title(syntax, at, 64)),
        },
      ]
    case 'table':
      return [
        {
          ...own,
          type: 'table',
          ...optional('caption', fields, where, (caption, at) => runs(caption, at, tally)),
          rows: listOf(fields.rows, `${where}.rows`, LIMITS.cells, (row, at) =>
            listOf(row, at, LIMITS.cells, (entry, cellAt) => cell(entry, cellAt, tally)),
          ),
        },
      ]
    case 'embed': {
      const name = title(fields.title, `${where}.title`, 1000)
      const url = web(text(fields.url, `${where}.url`, 4096))
      if (url === undefined) return [{ ...own, type: 'paragraph', runs: [name] }]
      return [
        {
          ...own,
          type: 'embed',
          url,
          title: name,
          ...optional('provider', fields, where, (provider, at) => title(provider, at)),
        },
      ]
    }
    case 'audio':
      if (!AUDIO_TYPES.includes(fields.mediaType as string)) {
        return [{ ...own, type: 'paragraph', runs: [title(fields.title, `${where}.title`, 1000)] }]
      }
      return [{ ...own, type: 'audio', ...audio(fields, where) }]
    case 'rule':
      return [{ type: 'rule' }]
    default:
      if (typeof fields.type !== 'string') fail(where)
      return unknownBlock(fields, where, tally, depth)
  }
}

/** Turns a kind of block from a later version of the format into the text it carries in the usual fields. */
function unknownBlock(fields: Fields, where: string, tally: Tally, depth: number): Block[] {
  if (Array.isArray(fields.runs)) {
    return [{ type: 'paragraph', runs: runs(fields.runs, `${where}.runs`, tally) }]
  }
  if (Array.isArray(fields.blocks))
    return blocks(fields.blocks, `${where}.blocks`, tally, depth + 1)
  for (const name of ['text', 'title', 'alt']) {
    const words = fields[name]
    if (typeof words === 'string' && words !== '') {
      return [{ type: 'paragraph', runs: [text(words, `${where}.${name}`)] }]
    }
  }
  return []
}

function cell(value: unknown, where: string, tally: Tally): Cell {
  count(tally, 'cells', where)
  const fields = fieldsOf(value, where)
  return {
    runs: runs(fields.runs, `${where}.runs`, tally),
    ...(fields.header === true ? { header: true } : {}),
    ...optional('columns', fields, where, (span, at) => whole(span, at, 1, 1000)),
    ...optional('rows', fields, where, (span, at) => whole(span, at, 1, 1000)),
  }
}

export function figure(fields: Fields, where: string, tally: Tally): Figure {
  return {
    image: image(fields.image, `${where}.image`, tally),
    ...optional('caption', fields, where, (caption, at) => runs(caption, at, tally)),
    ...optional('credit', fields, where, (credit, at) => text(credit, at, 1000)),
  }
}

const IMAGE_TYPES: readonly string[] = ['image/webp', 'image/avif', 'image/jpeg', 'image/png']

export function image(value: unknown, where: string, tally: Tally): Image {
  count(tally, 'images', where)
  const fields = fieldsOf(value, where)
  const sources = listOf(fields.sources, `${where}.sources`, LIMITS.sources, imageSource)
  if (sources.length === 0) fail(`${where}.sources`)
  return {
    alt: text(fields.alt, `${where}.alt`),
    width: whole(fields.width, `${where}.width`, 1, LIMITS.imageSide),
    height: whole(fields.height, `${where}.height`, 1, LIMITS.imageSide),
    sources,
    ...optional('focus', fields, where, focus),
  }
}

function focus(value: unknown, where: string): [x: number, y: number] {
  const [x, y] = listOf(value, where, 2, (part, at) => whole(part, at, 0, 100))
  if (x === undefined || y === undefined) fail(where)
  return [x, y]
}

function imageSource(value: unknown, where: string): ImageSource {
  const fields = fieldsOf(value, where)
  if (!IMAGE_TYPES.includes(fields.type as string)) fail(`${where}.type`)
  return {
    width: whole(fields.width, `${where}.width`, 1, LIMITS.imageSide),
    height: whole(fields.height, `${where}.height`, 1, LIMITS.imageSide),
    digest: pattern(fields.digest, `${where}.digest`, DIGEST),
    type: fields.type as ImageType,
    length: whole(fields.length, `${where}.length`, 1, LIMITS.image),
  }
}

const AUDIO_TYPES: readonly string[] = ['audio/mpeg', 'audio/mp4', 'audio/ogg']

function audio(fields: Fields, where: string): Audio {
  return {
    title: title(fields.title, `${where}.title`, 1000),
    digest: pattern(fields.digest, `${where}.digest`, DIGEST),
    mediaType: fields.mediaType as AudioType,
    length: whole(fields.length, `${where}.length`, 1, LIMITS.audio),
    ...optional('duration', fields, where, (duration, at) => whole(duration, at, 1, 1e6)),
  }
}

function author(value: unknown, where: string): Author {
  const fields = fieldsOf(value, where)
  return defined<Author>({ name: title(fields.name, `${where}.name`), url: web(fields.url) })
}

function correction(value: unknown, where: string): Correction {
  const fields = fieldsOf(value, where)
  return { date: instant(fields.date, `${where}.date`), text: text(fields.text, `${where}.text`) }
}

/**
 * Checks one record of a bundle.
 * @throws BundleError `wrong-shape`, naming the field
 */
export function checkRecord(value: unknown, where: string): BundleRecord {
  const fields = fieldsOf(value, where)
  const id = pattern(fields.id, `${where}.id`, ID)
  const seq = whole(fields.seq, `${where}.seq`, 1)
  if (fields.withdrawn != null) {
    return {
      id,
      seq,
      withdrawn: instant(fields.withdrawn, `${where}.withdrawn`),
      ...optional('reason', fields, where, (reason, at) => text(reason, at, 2000)),
      ...(fields.forgotten === true ? { forgotten: true } : {}),
    }
  }
  return { ...article(fields, id, where), seq }
}

/** @returns undefined for a translation that leads nowhere */
function translation(value: unknown, where: string): Translation | undefined {
  const fields = fieldsOf(value, where)
  const language = pattern(fields.language, `${where}.language`, LANGUAGE)
  const { article: id } = optional('article', fields, where, (inner, at) => pattern(inner, at, ID))
  if (id !== undefined) return { language, article: id }
  const url = web(fields.url)
  return url === undefined ? undefined : { language, url }
}

function article(fields: Fields, id: string, where: string): Article {
  const tally = newTally()
  return {
    id,
    ...optional('url', fields, where, web),
    headline: title(fields.headline, `${where}.headline`),
    ...optional('kicker', fields, where, (kicker, at) => title(kicker, at)),
    ...optional('standfirst', fields, where, text),
    summary: text(fields.summary, `${where}.summary`),
    authors: listOf(fields.authors, `${where}.authors`, LIMITS.authors, author),
    published: instant(fields.published, `${where}.published`),
    ...optional('modified', fields, where, instant),
    ...optional('dateline', fields, where, (dateline, at) => title(dateline, at)),
    language: pattern(fields.language, `${where}.language`, LANGUAGE),
    direction: direction(fields.direction, `${where}.direction`),
    section: pattern(fields.section, `${where}.section`, ID),
    tags: listOf(fields.tags, `${where}.tags`, LIMITS.tags, (tag, at) => title(tag, at)),
    ...optional('image', fields, where, (lead, at) => figure(fieldsOf(lead, at), at, tally)),
    ...optional('correction', fields, where, correction),
    ...(fields.featured === true ? { featured: true } : {}),
    ...optional('translations', fields, where, (list, at) =>
      listOf(list, at, LIMITS.translations, translation).flatMap((entry) => entry ?? []),
    ),
    ...optional('partOf', fields, where, (whole, at) => pattern(whole, at, ID)),
    body: blocks(fields.body, `${where}.body`, tally),
  }
}
