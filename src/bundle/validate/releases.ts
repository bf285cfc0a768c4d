import { BundleError } from '../BundleError.ts'
import { isBase } from '../bases.ts'
import { LIMITS } from '../limits.ts'
import {
  type Breaking,
  type BundleReference,
  type Face,
  type FileReference,
  FORMAT,
  type Head,
  READER,
  type Role,
  type Root,
  type Section,
  type State,
  type StateOfRules1,
} from '../release.ts'
import {
  DIGEST,
  direction,
  type Fields,
  fail,
  fieldsOf,
  ID,
  instant,
  KEY,
  LANGUAGE,
  listOf,
  optional,
  PUBLICATION,
  pattern,
  text,
  title,
  web,
  whole,
} from './primitives.ts'
import { figure, image, newTally } from './records.ts'

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
  return {
    id: pattern(fields.id, `${where}.id`, ID),
    title: title(fields.title, `${where}.title`),
    language: pattern(fields.language, `${where}.language`, LANGUAGE),
    direction: direction(fields.direction, `${where}.direction`),
    ...optional('about', fields, where, (about, at) => text(about, at, 8192)),
    kind: fields.kind === 'blog' ? 'blog' : 'section',
    ...optional('image', fields, where, (lead, at) => figure(fieldsOf(lead, at), at, newTally())),
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

/** A higher major version is not an error of the file: it needs a newer reader. */
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
export function checkHead(value: unknown, where: string): Head {
  const fields = fieldsOf(value, where)
  // The versions are checked first: the other fields of a release from the future may have another shape.
  const known = {
    format: format(fields.format, where),
    minReader: minReader(fields.minReader, where),
  }
  const rules1 = known.minReader === 1
  return {
    format: known.format,
    minReader: known.minReader,
    id: pattern(fields.id, `${where}.id`, PUBLICATION),
    title: title(fields.title, `${where}.title`),
    language: pattern(fields.language, `${where}.language`, LANGUAGE),
    direction: direction(fields.direction, `${where}.direction`),
    version: whole(fields.version, `${where}.version`, 1),
    published: instant(fields.published, `${where}.published`),
    expires: instant(fields.expires, `${where}.expires`),
    root: whole(fields.root, `${where}.root`, 1),
    face: rules1
      ? checkFace(fields, where)
      : fileReference(
          fieldsOf(fields.face, `${where}.face`),
          `${where}.face`,
          LIMITS.face,
          LIMITS.faceRaw,
        ),
    front: listOf(fields.front, `${where}.front`, LIMITS.front, (id, at) => pattern(id, at, ID)),
    ...optional('breaking', fields, where, breaking),
    seq: range(fields.seq, `${where}.seq`),
    bundles: listOf(fields.bundles, `${where}.bundles`, LIMITS.bundles, checkBundleReference),
    ...optional('catalog', fields, where, (catalog, at) =>
      fileReference(fieldsOf(catalog, at), at, LIMITS.catalog, LIMITS.catalogRaw),
    ),
    state: state(fields.state, `${where}.state`, rules1),
    ...optional('app', fields, where, (app, at) =>
      listOf(app, at, LIMITS.builds, (digest, digestAt) => pattern(digest, digestAt, DIGEST)),
    ),
    ...(isBase(fields.moved) ? { moved: fields.moved } : {}),
  }
}

function state(value: unknown, where: string, rules1: boolean): State | StateOfRules1 {
  const fields = fieldsOf(value, where)
  const articles = whole(fields.articles, `${where}.articles`, 0)
  return rules1
    ? { articles, digest: pattern(fields.digest, `${where}.digest`, DIGEST) }
    : { articles, tree: pattern(fields.tree, `${where}.tree`, DIGEST) }
}

const ACCENT = /^#[0-9a-f]{6}$/

/** @throws BundleError `wrong-shape` */
export function checkFace(value: unknown, where: string): Face {
  const fields = fieldsOf(value, where)
  const mirrors = listOf(fields.mirrors, `${where}.mirrors`, LIMITS.mirrors, (base, at) =>
    text(base, at, 4096),
  )
  return {
    ...optional('description', fields, where, (words, at) => text(words, at, 2000)),
    ...optional('shortTitle', fields, where, (name, at) => title(name, at, 30)),
    ...optional('icon', fields, where, (icon, at) => image(icon, at, newTally())),
    ...optional('accent', fields, where, (accent, at) => pattern(accent, at, ACCENT)),
    ...optional('links', fields, where, (links, at) =>
      listOf(links, at, LIMITS.links, link).flatMap((entry) => entry ?? []),
    ),
    sections: listOf(fields.sections, `${where}.sections`, LIMITS.sections, section),
    // A reader asks mirrors by itself, so an address that could do something else than serve files is left out.
    mirrors: mirrors.filter(isBase),
  }
}

function link(value: unknown, where: string): { title: string; url: string } | undefined {
  const fields = fieldsOf(value, where)
  const words = title(fields.title, `${where}.title`)
  const url = web(fields.url)
  return url === undefined ? undefined : { title: words, url }
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
