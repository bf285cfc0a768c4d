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
  Direction,
  Figure,
  Image,
  ImageSource,
  ImageType,
  Run,
} from './article.ts'
import { BundleError } from './BundleError.ts'
import { LIMITS } from './limits.ts'
import {
  type Breaking,
  type BundleReference,
  type FileReference,
  FORMAT,
  READER,
  type Release,
  type Role,
  type Root,
  type Section,
} from './release.ts'

/*
 * Every check returns a fresh value of known fields only. Unknown fields are dropped, unknown blocks
 * and runs become their text, so that what is stored is exactly what this code can show, and what a
 * later press writes still reads.
 */

type Fields = Record<string, unknown>

function fail(where: string): never {
  throw new BundleError('wrong-shape', where)
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(where)
  return value as Fields
}

function listOf<T>(
  value: unknown,
  where: string,
  most: number,
  check: (item: unknown, where: string) => T,
): T[] {
  if (!Array.isArray(value) || value.length > most) fail(where)
  return value.map((item, index) => check(item, `${where}[${index}]`))
}

function text(value: unknown, where: string, most: number = LIMITS.string): string {
  if (typeof value !== 'string' || value.length > most) fail(where)
  return value
}

/** Controls, and the bidirectional overrides that can make a name read as another (T12). */
const DECEPTIVE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

/** One line that is shown as a name or title. */
function title(value: unknown, where: string, most: number = LIMITS.headline): string {
  const line = text(value, where, most)
  if (line.trim() === '' || DECEPTIVE.test(line)) fail(where)
  return line
}

function pattern(value: unknown, where: string, expected: RegExp): string {
  if (typeof value !== 'string' || !expected.test(value)) fail(where)
  return value
}

const ID = /^[A-Za-z0-9_-]{1,64}$/
const PUBLICATION = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/
const DIGEST = /^[0-9a-f]{64}$/
const KEY = /^[0-9a-f]{64}$/
const LANGUAGE = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/
const WEB = /^https?:\/\/[^\u0000-\u0020]+$/i
const LINK =
  /^(?:https?:\/\/[^\u0000-\u0020]+|mailto:[^\u0000-\u0020]+|article:[A-Za-z0-9_-]{1,64})$/i

function instant(value: unknown, where: string): string {
  const written = pattern(value, where, INSTANT)
  if (Number.isNaN(Date.parse(written))) fail(where)
  return written
}

function whole(value: unknown, where: string, least: number, most = Number.MAX_SAFE_INTEGER) {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
    fail(where)
  }
  return value as number
}

function direction(value: unknown, where: string): Direction {
  if (value !== 'ltr' && value !== 'rtl') fail(where)
  return value
}

/** `{[name]: check(...)}`, or nothing where the field is absent. */
function optional<K extends string, T>(
  name: K,
  fields: Fields,
  where: string,
  check: (value: unknown, where: string) => T,
): { [P in K]?: T } {
  const value = fields[name]
  if (value === undefined || value === null) return {}
  return { [name]: check(value, `${where}.${name}`) } as { [P in K]?: T }
}

/** Counts over one article, so that no nesting gets round them. */
interface Tally {
  blocks: number
  runs: number
  cells: number
  images: number
  figures: Image[]
}

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
      const url = text(fields.url, `${where}.url`, 4096)
      // A link that may not be followed is still worth reading.
      return LINK.test(url) ? [{ type: 'link', url, runs: inner() }] : inner()
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
      const url = text(fields.url, `${where}.url`, 4096)
      if (!WEB.test(url)) return [{ ...own, type: 'paragraph', runs: [name] }]
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

/** A block kind from the future is shown as whatever text it carries in the usual places. */
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

function figure(fields: Fields, where: string, tally: Tally): Figure {
  return {
    image: image(fields.image, `${where}.image`, tally),
    ...optional('caption', fields, where, (caption, at) => runs(caption, at, tally)),
    ...optional('credit', fields, where, (credit, at) => text(credit, at, 1000)),
  }
}

const IMAGE_TYPES: readonly string[] = ['image/webp', 'image/avif', 'image/jpeg', 'image/png']

function image(value: unknown, where: string, tally: Tally): Image {
  count(tally, 'images', where)
  const fields = fieldsOf(value, where)
  const sources = listOf(fields.sources, `${where}.sources`, LIMITS.sources, imageSource)
  if (sources.length === 0) fail(`${where}.sources`)
  const checked: Image = {
    alt: text(fields.alt, `${where}.alt`),
    width: whole(fields.width, `${where}.width`, 1, LIMITS.imageSide),
    height: whole(fields.height, `${where}.height`, 1, LIMITS.imageSide),
    sources,
  }
  tally.figures.push(checked)
  return checked
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
  const url = typeof fields.url === 'string' && WEB.test(fields.url) ? { url: fields.url } : {}
  return { name: title(fields.name, `${where}.name`), ...url }
}

function correction(value: unknown, where: string): Correction {
  const fields = fieldsOf(value, where)
  return { date: instant(fields.date, `${where}.date`), text: text(fields.text, `${where}.text`) }
}

/**
 * One record of a bundle.
 * @throws BundleError `wrong-shape`, naming the field
 */
export function checkRecord(value: unknown, where: string): BundleRecord {
  const fields = fieldsOf(value, where)
  const id = pattern(fields.id, `${where}.id`, ID)
  const seq = whole(fields.seq, `${where}.seq`, 1)
  if (fields.withdrawn !== undefined) {
    return {
      id,
      seq,
      withdrawn: instant(fields.withdrawn, `${where}.withdrawn`),
      ...optional('note', fields, where, text),
    }
  }
  return { ...article(fields, id, where), seq }
}

function article(fields: Fields, id: string, where: string): Article {
  const tally: Tally = { blocks: 0, runs: 0, cells: 0, images: 0, figures: [] }
  return {
    id,
    ...(typeof fields.url === 'string' && WEB.test(fields.url) ? { url: fields.url } : {}),
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
    body: blocks(fields.body, `${where}.body`, tally),
  }
}

function fileReference(fields: Fields, where: string, length: number, raw: number): FileReference {
  return {
    digest: pattern(fields.digest, `${where}.digest`, DIGEST),
    length: whole(fields.length, `${where}.length`, 1, length),
    raw: whole(fields.raw, `${where}.raw`, 1, raw),
  }
}

/** @throws BundleError `wrong-shape` */
export function checkBundleReference(value: unknown, where: string): BundleReference {
  const fields = fieldsOf(value, where)
  return {
    seq: range(fields.seq, `${where}.seq`),
    articles: whole(fields.articles, `${where}.articles`, 0),
    ...fileReference(fields, where, LIMITS.bundle, LIMITS.bundleRaw),
  }
}

function range(value: unknown, where: string): [number, number] {
  if (!Array.isArray(value) || value.length !== 2) fail(where)
  const from = whole(value[0], where, 1)
  return [from, whole(value[1], where, from)]
}

function section(value: unknown, where: string): Section {
  const fields = fieldsOf(value, where)
  const tally: Tally = { blocks: 0, runs: 0, cells: 0, images: 0, figures: [] }
  return {
    id: pattern(fields.id, `${where}.id`, ID),
    title: title(fields.title, `${where}.title`),
    language: pattern(fields.language, `${where}.language`, LANGUAGE),
    direction: direction(fields.direction, `${where}.direction`),
    ...optional('about', fields, where, (about, at) => text(about, at, 8192)),
    kind: fields.kind === 'blog' ? 'blog' : 'section',
    ...optional('image', fields, where, (lead, at) => figure(fieldsOf(lead, at), at, tally)),
  }
}

function breaking(value: unknown, where: string): Breaking {
  const fields = fieldsOf(value, where)
  return {
    id: pattern(fields.id, `${where}.id`, ID),
    text: title(fields.text, `${where}.text`),
    language: pattern(fields.language, `${where}.language`, LANGUAGE),
    direction: direction(fields.direction, `${where}.direction`),
    ...optional('article', fields, where, (id, at) => pattern(id, at, ID)),
    published: instant(fields.published, `${where}.published`),
    expires: instant(fields.expires, `${where}.expires`),
  }
}

/** A higher major is not an error in the file: it asks for a newer reader. */
function format(value: unknown, where: string): number {
  if (whole(value, `${where}.format`, 1) > FORMAT) {
    throw new BundleError('from-the-future', `${where}.format`)
  }
  return FORMAT
}

function minReader(value: unknown, where: string): number {
  const least = whole(value, `${where}.minReader`, 1)
  if (least > READER) throw new BundleError('from-the-future', `${where}.minReader`)
  return least
}

/** @throws BundleError `wrong-shape`, `from-the-future` */
export function checkRelease(value: unknown, where: string): Release {
  const fields = fieldsOf(value, where)
  // Before anything else: the other fields of a release from the future may have changed their shape.
  const known = {
    format: format(fields.format, where),
    minReader: minReader(fields.minReader, where),
  }
  const state = fieldsOf(fields.state, `${where}.state`)
  return {
    format: known.format,
    id: pattern(fields.id, `${where}.id`, PUBLICATION),
    title: title(fields.title, `${where}.title`),
    ...optional('description', fields, where, (words, at) => text(words, at, 2000)),
    language: pattern(fields.language, `${where}.language`, LANGUAGE),
    direction: direction(fields.direction, `${where}.direction`),
    version: whole(fields.version, `${where}.version`, 1),
    published: instant(fields.published, `${where}.published`),
    expires: instant(fields.expires, `${where}.expires`),
    root: whole(fields.root, `${where}.root`, 1),
    sections: listOf(fields.sections, `${where}.sections`, LIMITS.sections, section),
    front: listOf(fields.front, `${where}.front`, LIMITS.front, (id, at) => pattern(id, at, ID)),
    ...optional('breaking', fields, where, breaking),
    seq: range(fields.seq, `${where}.seq`),
    bundles: listOf(fields.bundles, `${where}.bundles`, LIMITS.bundles, checkBundleReference),
    ...optional('catalog', fields, where, (catalog, at) =>
      fileReference(fieldsOf(catalog, at), at, LIMITS.catalog, LIMITS.catalogRaw),
    ),
    mirrors: listOf(fields.mirrors, `${where}.mirrors`, LIMITS.mirrors, (url, at) =>
      pattern(url, at, WEB),
    ),
    state: {
      articles: whole(state.articles, `${where}.state.articles`, 0),
      digest: pattern(state.digest, `${where}.state.digest`, DIGEST),
    },
    minReader: known.minReader,
  }
}

function role(value: unknown, where: string): Role {
  const fields = fieldsOf(value, where)
  const keyids = listOf(fields.keyids, `${where}.keyids`, LIMITS.keys, (id, at) =>
    pattern(id, at, KEY),
  )
  return { keyids, threshold: whole(fields.threshold, `${where}.threshold`, 1, LIMITS.keys) }
}

/** @throws BundleError `wrong-shape`, `from-the-future` */
export function checkRoot(value: unknown, where: string): Root {
  const fields = fieldsOf(value, where)
  const known = format(fields.format, where)
  const roles = fieldsOf(fields.roles, `${where}.roles`)
  const keys = Object.entries(fieldsOf(fields.keys, `${where}.keys`))
  if (keys.length > LIMITS.keys) fail(`${where}.keys`)
  return {
    format: known,
    id: pattern(fields.id, `${where}.id`, PUBLICATION),
    version: whole(fields.version, `${where}.version`, 1),
    expires: instant(fields.expires, `${where}.expires`),
    keys: Object.fromEntries(
      keys.map(([id, key]) => [
        pattern(id, `${where}.keys`, KEY),
        pattern(key, `${where}.keys.${id}`, KEY),
      ]),
    ),
    roles: {
      root: role(roles.root, `${where}.roles.root`),
      release: role(roles.release, `${where}.roles.release`),
    },
  }
}
